import type { Actor } from '../core/actor.ts'
import type { WorkId } from '../core/ids.ts'
import type { FacetCount, Filter } from '../search/index.ts'
import type { Db } from '../storage/transaction.ts'
import type { FoundTag } from '../tags/index.ts'
import { askDatabase, countInDatabase } from './ask-database.ts'
import { askMemory, countInMemory } from './ask-memory.ts'
import type { Catalogue } from './memory/open.ts'
import type { Question } from './question.ts'
import { type Choices, NO_CHOICES } from './saved/choices.ts'
import { ranked } from './text-search.ts'
import { type After, type Walk, walked } from './walk.ts'
import { isOwn, type Scope, type Wanted, wantedBy } from './wanted.ts'

export interface Browsed {
  readonly ids: readonly WorkId[]
  /** Exact. */
  readonly total: number
  /** The page answered: the last one when a later one was asked for. */
  readonly page: number
  readonly pages: number
  /** Of a walk: what the next answer goes on after; null: these were the last. Absent where pages are counted. */
  readonly next?: After | null
  readonly facets: Facets | null
  /** Codes of the languages the list's works are in, whatever is asked of them. */
  readonly languages: readonly string[]
  /** Names among tag, any, not and in the query that no tag has. */
  readonly unknown: readonly string[]
  /** Where words were not looked for everywhere. */
  readonly partly: ReadonlySet<'newest' | 'titles'>
  /** The tags that the other names are of. */
  readonly known: ReadonlyMap<string, FoundTag>
  /** How many more there would be without the reader's default filter, and without what they hide. */
  readonly taken: Taken
}

interface Taken {
  readonly byFilter: number
  readonly byHidden: number
}

/** What the works found hold, counted; null while the catalogue is being read into memory. */
export interface Facets {
  /** By kind of tag, choice or band (memory/schema.ts). */
  readonly counts: ReadonlyMap<string, readonly FacetCount[]>
  readonly nameOf: (tag: number) => string
}

export const PER_PAGE = 20

export interface Browsing {
  readonly db: Db
  readonly catalogue: Catalogue
  readonly actor: Actor
  /** How many works a page has, where it is not PER_PAGE. */
  readonly perPage?: number
  /** The reader's own (saved/keeper.ts); absent: none. They hold in every list but the reader's library. */
  readonly choices?: Choices
  /** What every work of the list must be besides, whatever is asked of it. */
  readonly within?: Filter
  /** Its answers are read one after another, by a program. */
  readonly walk?: Walk
}

/** The one path from a question to works: visible scope, filters, exact total, one page of ids in order, facets. */
export async function browse(browsing: Browsing, scope: Scope, question: Question): Promise<Browsed> {
  const { db, actor } = browsing
  const choices = isOwn(scope) ? NO_CHOICES : (browsing.choices ?? NO_CHOICES)
  const wanted = await wantedBy(db, actor, { scope, question, choices, within: browsing.within })
  const found = await pageOf(browsing, wanted, {
    ...question,
    only: 'only' in scope ? scope.only : undefined,
  })
  const count = (other: Partial<Wanted>): Promise<number> => countOf(browsing, { ...wanted, ...other })
  const { unfiltered, unmuted } = wanted
  return {
    ...found,
    ...{ unknown: wanted.unknown, known: wanted.known, partly: wanted.partly },
    taken: {
      byFilter: unfiltered ? (await count({ filter: unfiltered })) - found.total : 0,
      byHidden: unmuted ? (await count({ reader: unmuted })) - found.total : 0,
    },
  }
}

/** How many works there are; of a list that is not shown. */
export async function countOf({ db, catalogue, actor }: Browsing, wanted: Wanted): Promise<number> {
  const index = catalogue.index()
  return index ? countInMemory(index, wanted) : countInDatabase(db, actor, wanted)
}

type Shown = Found & Pick<Browsed, 'page' | 'pages' | 'next'>

async function pageOf(
  { db, catalogue, actor, walk, perPage = PER_PAGE }: Browsing,
  wanted: Wanted,
  question: Question & { readonly only: readonly WorkId[] | undefined },
): Promise<Shown> {
  const index = catalogue.index()
  const ask = (part: Slice): Promise<Found> =>
    index ? Promise.resolve(askMemory(index, wanted, part)) : askDatabase(db, actor, wanted, part)
  if (wanted.sort === 'relevance') return byRank(db, { ...question, perPage }, ask)
  if (walk) {
    const step = { ...walk, page: walk.after ? 1 : question.page, perPage }
    const [counted, found] = await Promise.all([
      ask({ offset: 0, limit: 0 }),
      walked(db, actor, wanted, step),
    ])
    return { ...counted, ...found }
  }
  if (wanted.sort === 'visited') return asListed({ ...question, perPage }, ask)
  const asked = await ask(slice(question.page, perPage))
  const pages = pagesOf(asked.total, perPage)
  const page = Math.min(question.page, pages)
  const { ids } = page === question.page ? asked : await ask(slice(page, perPage))
  return { ...asked, ids, page, pages }
}

interface Listed extends Question {
  readonly only: readonly WorkId[] | undefined
  readonly perPage: number
}

/** In the order that the list itself has. */
async function asListed(
  { only = [], page: asked, order, perPage }: Listed,
  ask: (part: Slice) => Promise<Found>,
): Promise<Shown> {
  const found = await ask({ offset: 0, limit: only.length })
  const there = new Set(found.ids)
  const listed = only.filter((id) => there.has(id))
  if (order === 'asc') listed.reverse()
  const pages = pagesOf(found.total, perPage)
  const page = Math.min(asked, pages)
  const { offset } = slice(page, perPage)
  return { ...found, ids: listed.slice(offset, offset + perPage), page, pages }
}

export interface Slice {
  readonly offset: number
  readonly limit: number
}

export type Found = Pick<Browsed, 'ids' | 'total' | 'facets' | 'languages'>

const slice = (page: number, limit: number): Slice => ({ offset: (page - 1) * limit, limit })
const pagesOf = (total: number, perPage: number): number => Math.max(1, Math.ceil(total / perPage))

/** More than these are not ranked: the latest ones are, and the rest follows by date. */
const MOST_RANKED = 2_000

async function byRank(
  db: Db,
  { page: asked, query, order, perPage }: Question & { readonly perPage: number },
  ask: (part: Slice) => Promise<Found>,
): Promise<Shown> {
  const found = await ask({ offset: 0, limit: MOST_RANKED })
  const pages = pagesOf(found.total, perPage)
  const page = Math.min(asked, pages)
  const { offset } = slice(page, perPage)
  const best = await ranked(db, query.tree, found.ids)
  if (order === 'asc') best.reverse()
  const shown = best.slice(offset, offset + perPage)
  const after = shown.length < perPage && found.total > best.length
  const rest = after
    ? (await ask({ offset: Math.max(offset, best.length), limit: perPage - shown.length })).ids
    : []
  return { ...found, ids: [...shown, ...rest], page, pages }
}
