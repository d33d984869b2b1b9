import { sql } from 'kysely'
import type { WorkId } from '../../core/ids.ts'
import type { Db } from '../../storage/transaction.ts'
import {
  ALLOWED,
  blurbs,
  GIFTS_PER_PAGE,
  type GiftsOf,
  giftsTo,
  NOTHING_SAID,
  type Permissions,
  visibleTo,
  type WorkBlurb,
} from '../../works/index.ts'
import { type Browsed, type Browsing, browse, PER_PAGE } from '../browse.ts'
import { notesOn } from '../notes.ts'
import { questionIn } from '../question.ts'
import { type Scope, usualSort } from '../wanted.ts'

/** A list as programs get it: the works of its page, in its order, each with what its creator allows. */
interface WorksFound extends Pick<Browsed, 'total' | 'page' | 'pages' | 'next' | 'facets' | 'unknown'> {
  readonly works: readonly WorkForMachines[]
  readonly perPage: number
  /** In words: what was not understood, or done in the reader's stead. */
  readonly notes: readonly string[]
}

export interface WorkForMachines extends WorkBlurb {
  readonly permissions: Permissions
}

interface Asked extends Browsing {
  readonly scope: Scope
  readonly path: string
  readonly search: URLSearchParams
  readonly now: Date
}

export async function worksFound({ scope, path, search, now, ...browsing }: Asked): Promise<WorksFound> {
  const { db, actor, perPage = PER_PAGE } = browsing
  const question = questionIn(search, now, usualSort(scope))
  const browsed = await browse(browsing, scope, question)
  // Names are looked up side by side: in one order, so that an equal answer is equal to the letter.
  const found = { ...browsed, unknown: [...browsed.unknown].sort() }
  const [shown, allowed] = await Promise.all([
    blurbs(db, actor, found.ids),
    permissionsOf(browsing, found.ids),
  ])
  const { total, page, pages, next, facets, unknown } = found
  return {
    ...{ total, page, pages, facets, unknown, perPage, ...(next === undefined ? {} : { next }) },
    works: shown.map((work) => ({ ...work, permissions: allowed.get(work.id) ?? NOTHING_SAID })),
    notes: notesOn({ question, found, path, search }, () => []).map(({ text }) => text),
  }
}

/** What somebody was given, in the same shape. */
export async function giftsFound(
  browsing: Pick<Browsing, 'db' | 'actor'>,
  of: GiftsOf,
  search: URLSearchParams,
): Promise<Omit<WorksFound, 'facets' | 'unknown'>> {
  const { db, actor } = browsing
  const asked = questionIn(new URLSearchParams({ page: search.get('page') ?? '' }), new Date(0)).page
  const first = await giftsTo(db, actor, of, asked)
  const pages = Math.max(1, Math.ceil(first.total / GIFTS_PER_PAGE))
  const page = Math.min(asked, pages)
  const { total, works } = page === asked ? first : await giftsTo(db, actor, of, page)
  const allowed = await permissionsOf(
    browsing,
    works.map(({ id }) => id),
  )
  return {
    ...{ total, page, pages, perPage: GIFTS_PER_PAGE, notes: [] },
    works: works.map((work) => ({ ...work, permissions: allowed.get(work.id) ?? NOTHING_SAID })),
  }
}

async function permissionsOf(
  { db, actor }: { readonly db: Db; readonly actor: Browsing['actor'] },
  ids: readonly WorkId[],
): Promise<ReadonlyMap<WorkId, Permissions>> {
  if (!ids.length) return new Map()
  const { rows } = await sql<{ id: WorkId; permissions: Permissions }>`
    select id, ${ALLOWED} as permissions from works where id = any(${[...ids]}::int[]) and ${visibleTo(actor)}`.execute(
    db,
  )
  return new Map(rows.map(({ id, permissions }) => [id, permissions]))
}
