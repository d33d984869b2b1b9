import { boundOf, NO_PAGES, type Pages } from './bounds.ts'
import { fold } from './fold.ts'
import { namesOf, rootOf } from './graph.ts'
import { get } from './list.ts'
import { indexMore, nameBegins } from './names.ts'
import { isIn } from './postings.ts'
import {
  costOfBounded,
  costOfProbing,
  costOfTally,
  probe,
  probeBounded,
  probeCost,
  tooFewToProbe,
} from './probing.ts'
import { guessLeast } from './sampling.ts'
import { type Answer, type FacetCount, type FacetQuestion, SearchError } from './schema.ts'
import type { State } from './state.ts'
import { countOf, type Results, tally } from './tally.ts'
import { bandTerm, canonOf, choiceTerm, isCanonical, kindOf, tagTerm } from './terms.ts'
import { type Counted, openTop, type Top } from './top.ts'
import { eachIn, rangeOf, sizeOfRange } from './words.ts'

/** A facet being counted. */
export interface Facet {
  readonly question: FacetQuestion
  readonly kind: number
  readonly top: Top
  /** What is searched for, folded. */
  readonly prefix: Uint8Array
  /** Values found while counting, or null when they are not wanted; and how many there are, when known otherwise. */
  size: number | null
  told: number | null
}

/** Exact counts of the results in `bits`, a list for each question. */
export function countFacets(
  state: State,
  bits: number,
  total: number,
  questions: readonly FacetQuestion[],
  pages: Pages = NO_PAGES,
): Pick<Answer, 'facets' | 'facetSizes'> {
  if (questions.length === 0) return { facets: [], facetSizes: [] }
  const facets = questions.map((question) => openFacet(state, question))
  count(state, { bits, total }, facets, pages)
  return {
    facets: facets.map((facet) => told(state, bits, facet)),
    facetSizes: facets.map(({ size, told }) => told ?? size),
  }
}

/** Only what is found most often, as terms. */
export function countBest(
  state: State,
  bits: number,
  total: number,
  questions: readonly FacetQuestion[],
): readonly (readonly Counted[])[] {
  const facets = questions.map((question) => openFacet(state, question))
  count(state, { bits, total }, facets, NO_PAGES)
  return facets.map(({ top }) => top.sorted())
}

export function openFacet(state: State, question: FacetQuestion): Facet {
  const kind = state.kinds.findIndex(({ name, of }) => name === question.of && of !== 'creator')
  if (kind < 0) throw new SearchError(`there is no kind, choice or band ${question.of} to count`)
  const size = question.sized ? 0 : null
  if (question.search) indexMore(state, Number.POSITIVE_INFINITY)
  const prefix = question.search ? new TextEncoder().encode(fold(question.search.trim())) : NOTHING
  return { question, kind, top: openTop(placesOf(question), orderOf(state, kind)), prefix, size, told: null }
}

const NOTHING = new Uint8Array(0)

function count(state: State, results: Results, given: readonly Facet[], pages: Pages): void {
  const facets = given.filter((facet) => !countSearched(state, results, facet))
  for (const facet of facets) sizeOfWide(state, results, facet)
  const narrow = facets.filter(({ kind }) => state.kinds[kind]?.narrow)
  const wide = facets.filter(({ kind }) => !state.kinds[kind]?.narrow)
  const wideLeft = probeWide(state, results, wide, pages)
  const tallyNarrow = costOfNarrow(state, narrow) > costOfTally(results, wideLeft.length === 0)
  if (!tallyNarrow) for (const facet of narrow) probeAll(state, results, facet)
  const left = [...wideLeft, ...(tallyNarrow ? narrow : [])]
  if (left.length === 0) return
  const byKind = state.kinds.map((_, kind) => left.filter((facet) => facet.kind === kind))
  const least = Float64Array.from(byKind, (some) => (some.length ? 0 : Number.POSITIVE_INFINITY))
  tally(state, results, tallyNarrow, least, (kind, root, found) => {
    const some = byKind[kind] ?? []
    for (const facet of some) offer(state, facet, root, found)
    least[kind] = Math.min(...some.map(leastOf))
  })
}

/** What few words begin with is counted tag by tag. */
function countSearched(state: State, results: Results, facet: Facet): boolean {
  if (!facet.question.search) return false
  const range = rangeOf(state, facet.prefix)
  if (sizeOfRange(state, range) > MOST_WORDS) return false
  const roots = new Set<number>()
  for (let block = range.from.block; block <= range.to.block; block++)
    eachIn(state, range, block, (term) => void roots.add(canonOf(state, term)))
  for (const root of roots)
    if (root && kindOf(state, root) === facet.kind)
      offer(state, facet, root, countOf(state, results.bits, root))
  return true
}

const MOST_WORDS = 4000

/** How many tags a great part of all entries have: nearly always the first entry looked at is one of them. */
function sizeOfWide(state: State, { bits, total }: Results, facet: Facet): void {
  const { kind, question } = facet
  if (facet.size === null || question.search || state.kinds[kind]?.narrow || total * 8 < state.slots) return
  let size = 0
  for (let root = 1; root < state.canons; root++)
    if (canonOf(state, root) === root && kindOf(state, root) === kind)
      if (namesOf(state, root).some((name) => isIn(state, bits, name))) size++
  facet.told = size
  facet.size = null
}

/** Counts wide kinds by their most used tags if that is cheaper than going through the results; gives the rest. */
function probeWide(state: State, results: Results, wide: readonly Facet[], pages: Pages): readonly Facet[] {
  const most = Math.max(0, ...wide.map(({ question }) => placesOf(question)))
  const few = pages.pages.length > 0 ? results.total < state.keeping.few : tooFewToProbe(state, results, most)
  if (wide.length === 0 || few || wide.some(({ question, size }) => question.search || size !== null))
    return wide
  const places = state.kinds.map((_, kind) =>
    Math.max(0, ...wide.filter((facet) => facet.kind === kind).map(({ question }) => placesOf(question))),
  )
  const least = guessLeast(state, results, places)
  const budget = costOfTally(results)
  const ways = wide.map((facet) => cheapestWay(state, facet, pages, least[facet.kind] ?? 0))
  if (ways.reduce((sum, { cost }) => sum + cost, 0) > budget) return wide
  const left: Facet[] = []
  for (const [i, facet] of wide.entries()) {
    const top = openTop(placesOf(facet.question), orderOf(state, facet.kind))
    const bound = ways[i]?.bound
    const done = bound
      ? probeBounded(state, results, bound, top)
      : left.length === 0 && probe(state, results, facet.kind, top, budget)
    if (!done) left.push(facet)
    else for (const { term, count } of top.sorted()) facet.top.add(term, count)
  }
  return left
}

/** By the most used tags of all, or by those of a page that holds all results. */
function cheapestWay(state: State, { kind, question }: Facet, pages: Pages, least: number) {
  const cost = costOfProbing(state, kind, least)
  const bound = boundOf(pages, kind, placesOf(question))
  const bounded = bound ? costOfBounded(state, bound, least) : Number.POSITIVE_INFINITY
  return bounded < cost ? { cost: bounded, bound } : { cost, bound: null }
}

/** What is found less often need not be offered. */
const leastOf = ({ top, size }: Facet): number => (size === null ? top.least() : 0)

const placesOf = ({ skip = 0, top }: FacetQuestion): number => skip + top

/** What counting all their values by their postings costs, in ns. */
function costOfNarrow(state: State, narrow: readonly Facet[]): number {
  let cost = 0
  for (const { kind } of narrow)
    for (const root of state.narrowTerms[kind] ?? []) cost += probeCost(state, root)
  return cost
}

/** Counts every value of a narrow kind by its bitmap. */
function probeAll(state: State, results: Results, facet: Facet): void {
  for (const root of state.narrowTerms[facet.kind] ?? [])
    if (kindOf(state, root) === facet.kind && get(state.synonymOf, root) === 0 && isCanonical(state, root))
      offer(state, facet, root, countOf(state, results.bits, root))
}

export function offer(state: State, facet: Facet, root: number, found: number): void {
  const { question, top } = facet
  if (found === 0 || (facet.size === null && !top.takes(root, found))) return
  if (question.search && !namesOf(state, root).some((name) => nameBegins(state, name, facet.prefix))) return
  if (facet.size !== null) facet.size++
  if (top.takes(root, found)) top.add(root, found)
}

export function told(state: State, bits: number, { question, kind, top }: Facet): FacetCount[] {
  const best = top.sorted().slice(question.skip ?? 0)
  const counts = best.map(({ term, count }) => ({ value: outerOf(state, kind, term), count }))
  const listed = new Set(best.map(({ term }) => term))
  for (const value of question.always ?? []) {
    const term = rootOf(state, termOf(state, kind, value))
    if (listed.has(term)) continue
    listed.add(term)
    counts.push({
      value: term ? outerOf(state, kind, term) : value,
      count: term ? countOf(state, bits, term) : 0,
    })
  }
  return counts
}

/** Ties go by tag id or place of the band; values of a choice by their letters. */
const orderOf =
  (state: State, kind: number) =>
  (a: number, b: number): number => {
    const x = outerOf(state, kind, a)
    const y = outerOf(state, kind, b)
    return x < y ? -1 : x > y ? 1 : 0
  }

function outerOf(state: State, kind: number, term: number): number | string {
  const outer = get(state.outer, term)
  if (state.kinds[kind]?.of !== 'choice') return outer
  return [...(state.choiceTerms[kind - state.schema.kinds.length]?.keys() ?? [])][outer] ?? ''
}

function termOf(state: State, kind: number, value: number | string): number {
  const { kinds, choices } = state.schema
  if (state.kinds[kind]?.of === 'tag') return typeof value === 'number' ? tagTerm(state, value) : 0
  if (state.kinds[kind]?.of === 'choice') return choiceTerm(state, kind - kinds.length, String(value), false)
  const band = kind - kinds.length - choices.length
  const from = typeof value === 'number' ? state.schema.bands[band]?.from[value] : undefined
  return from === undefined ? 0 : bandTerm(state, band, from)
}
