import type { Filter, Question } from '../../src/search/index.ts'
import type { Chance } from '../engine/chance.ts'
import { type Query, queriesFor } from '../engine/queries.ts'
import { FANWORKS, FIRST_RATING, FIRST_WARNING, fandomTag, type Vocabulary } from '../engine/vocabulary.ts'

/** A query of reference/performance.md §6.1 with all its draws: each differs from the one before. */
export interface Drawn {
  readonly name: string
  readonly questions: readonly Question[]
}

/** Query 12, text within a filter, is measured by bench of its own: it goes through PostgreSQL, not this engine. */
export function drawQueries(
  vocabulary: Vocabulary,
  works: number,
  draws: number,
  chanceFor: (name: string) => Chance,
  totalOf: (question: Question) => number,
): readonly Drawn[] {
  const shared = queriesFor(vocabulary, works).filter(({ name }) => !REPLACED.test(name))
  const queries = [...shared, ...ownQueries(totalOf)].sort((a, b) => numberOf(a) - numberOf(b))
  return queries.map((query) => ({
    name: query.name,
    questions: drawsOf(query, draws, chanceFor(query.name)),
  }))
}

const numberOf = ({ name }: Query): number => Number.parseInt(name, 10)

/** The engine's own bench draws these from too few parameters for twenty different ones, or elsewhere than §6.1 says. */
const REPLACED = /^(7|8|10) /

const tag = (id: number): Filter => ({ tag: id })
const BASE = { reader: { sees: [0] }, limit: 20 } as const
const NEWEST = { by: 'revised', direction: 'down' } as const
const BY_KUDOS = { by: 'kudos', direction: 'down' } as const
const FACETS = FANWORKS.kinds.map(({ name }) => ({ of: name, top: 10 }))

function ownQueries(totalOf: (question: Question) => number): readonly Query[] {
  return [
    { name: '7 sweep-out', draw: sweepOut },
    { name: '8 longreads', draw: longreads },
    { name: '10 deep-page', draw: (chance) => deep(chance, totalOf, tag(fandomTag(chance.below(50)))) },
    { name: '10 deep, all works', draw: (chance) => deep(chance, totalOf) },
  ]
}

function sweepOut(chance: Chance): Question {
  const rare = tag(FIRST_WARNING + 2 + chance.below(4))
  const out = [tag(FIRST_WARNING + 1), rare, tag(FIRST_RATING + chance.below(5))]
  return { ...BASE, filter: { none: out }, sort: NEWEST, facets: FACETS }
}

function longreads(chance: Chance): Question {
  const words = { column: 'words', from: 50_000 + 1000 * chance.below(10), to: 150_000 }
  const kudos = { column: 'kudos', from: 300 + 10 * chance.below(10) }
  const rating = tag(FIRST_RATING + chance.below(4))
  return { ...BASE, filter: { all: [rating, words, kudos] }, sort: BY_KUDOS, facets: FACETS }
}

/** Result 10,000, 100,000 or the last page, whichever there is. */
function deep(chance: Chance, totalOf: (question: Question) => number, filter?: Filter): Question {
  const question: Question = { ...BASE, ...(filter ? { filter } : {}), sort: NEWEST }
  const total = totalOf({ ...question, limit: 0 })
  const last = Math.max(0, Math.floor((total - 1) / 20) * 20)
  const offset = [10_000, 100_000, last][chance.below(3)]! + 20 * chance.below(50)
  return { ...question, offset: offset < total ? offset : Math.max(0, last - 20 * chance.below(20)) }
}

/** Different draws; where a query has fewer than are wanted, it begins again, never the same twice in a row. */
function drawsOf({ draw }: Query, wanted: number, chance: Chance): Question[] {
  const known = new Map<string, Question>()
  for (let tries = 0; known.size < wanted && tries < wanted * 50; tries++) {
    const question = draw(chance)
    known.set(JSON.stringify(question), question)
  }
  const different = [...known.values()]
  return Array.from({ length: wanted }, (_, i) => different[i % different.length]!)
}
