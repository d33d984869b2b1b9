import type { Actor } from '../core/actor.ts'
import type { WorkId } from '../core/ids.ts'
import type { FacetCount } from '../search/index.ts'
import type { Db } from '../storage/transaction.ts'
import type { FoundTag } from '../tags/index.ts'
import { askDatabase } from './ask-database.ts'
import { askMemory } from './ask-memory.ts'
import type { Catalogue } from './memory/open.ts'
import type { Question } from './question.ts'
import { ranked } from './text-search.ts'
import { type Scope, type Wanted, wantedBy } from './wanted.ts'

export interface Browsed {
  readonly ids: readonly WorkId[]
  /** Exact. */
  readonly total: number
  /** The page answered: the last one when a later one was asked for. */
  readonly page: number
  readonly pages: number
  readonly facets: Facets | null
  /** Codes of the languages the list's works are in, whatever is asked of them. */
  readonly languages: readonly string[]
  /** Names among tag, any, not and in the query that no tag has. */
  readonly unknown: readonly string[]
  /** The tags that the other names are of. */
  readonly known: ReadonlyMap<string, FoundTag>
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
}

/** The one path from a question to works: visible scope, filters, exact total, one page of ids in order, facets. */
export async function browse(
  { db, catalogue, actor, perPage = PER_PAGE }: Browsing,
  scope: Scope,
  question: Question,
): Promise<Browsed> {
  const wanted = await wantedBy(db, actor, scope, question)
  const index = catalogue.index()
  const ask = (part: Slice): Promise<Found> =>
    index ? Promise.resolve(askMemory(index, wanted, part)) : askDatabase(db, actor, wanted, part)
  if (wanted.sort === 'relevance') return byRank(db, wanted, { ...question, perPage }, ask)
  const asked = await ask(slice(question.page, perPage))
  const pages = pagesOf(asked.total, perPage)
  const page = Math.min(question.page, pages)
  const { ids } = page === question.page ? asked : await ask(slice(page, perPage))
  return { ...asked, ids, page, pages, ...namesOf(wanted) }
}

export interface Slice {
  readonly offset: number
  readonly limit: number
}

export type Found = Pick<Browsed, 'ids' | 'total' | 'facets' | 'languages'>

const namesOf = ({ unknown, known }: Wanted): Pick<Browsed, 'unknown' | 'known'> => ({ unknown, known })

const slice = (page: number, limit: number): Slice => ({ offset: (page - 1) * limit, limit })
const pagesOf = (total: number, perPage: number): number => Math.max(1, Math.ceil(total / perPage))

/** More than these are not ranked: the latest ones are, and the rest follows by date. */
const MOST_RANKED = 2_000

async function byRank(
  db: Db,
  wanted: Wanted,
  { page: asked, query, order, perPage }: Question & { readonly perPage: number },
  ask: (part: Slice) => Promise<Found>,
): Promise<Browsed> {
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
  return { ...found, ids: [...shown, ...rest], page, pages, ...namesOf(wanted) }
}
