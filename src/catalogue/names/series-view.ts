import { type SqlBool, sql } from 'kysely'
import type { SeriesId, WorkId } from '../../core/ids.ts'
import { readAmong } from '../../library/index.ts'
import {
  type Byline,
  blurbs,
  byline,
  keepsSeries,
  keptBy,
  seriesKeepers,
  type WorkBlurb,
} from '../../works/index.ts'
import { type Browsing, PER_PAGE } from '../browse.ts'
import { questionIn } from '../question.ts'
import { findsIn } from '../reader-in.ts'
import { NO_CHOICES } from '../saved/choices.ts'
import type { SeriesPageView } from './series-page.tsx'

interface AskedSeries {
  readonly id: SeriesId
  readonly path: string
  readonly search: URLSearchParams
}

/** A series with the works of it that this reader may see; one of which they may see none is not there. */
export async function seriesView(
  browsing: Browsing,
  { id, path, search }: AskedSeries,
): Promise<SeriesPageView | undefined> {
  const { db, actor } = browsing
  const series = await db
    .selectFrom('series')
    .select(['title', 'summary', 'notes', 'complete'])
    .select(keepsSeries(actor).as('own'))
    .where('id', '=', id)
    .executeTakeFirst()
  if (!series) return undefined
  const wished = await worksIn(browsing, id)
  // A page asked for by its address opens, even where all that is in it would be hidden from a list.
  const ids = wished.length ? wished : await worksIn({ ...browsing, choices: NO_CHOICES }, id)
  if (!ids.length) return undefined
  const pages = Math.ceil(ids.length / PER_PAGE)
  // A series is read as a whole: nothing in the address but the page tells its works apart.
  const page = Math.min(
    questionIn(new URLSearchParams({ page: search.get('page') ?? '' }), new Date(0)).page,
    pages,
  )
  const all = await blurbs(db, actor, ids)
  const shown = new Set(ids.slice((page - 1) * PER_PAGE, page * PER_PAGE))
  const list = all.filter((work) => shown.has(work.id))
  const days = all.map((work) => work.published.getTime())
  return {
    id,
    title: series.title,
    creators: signersOf(all, (await seriesKeepers(db, id)).map(byline)),
    begun: new Date(Math.min(...days)),
    updated: new Date(Math.max(...all.map((work) => work.updated.getTime()))),
    description: series.summary,
    notes: series.notes,
    words: all.reduce((sum, work) => sum + work.words, 0),
    works: ids.length,
    complete: series.complete ?? all.every((work) => work.complete),
    own: Boolean(series.own) && all.some(({ audience }) => audience !== 'kept'),
    list,
    read: await readAmong(
      db,
      actor,
      list.map(({ id }) => id),
    ),
    pager: {
      page,
      pages,
      at: (page) => `${path}?page=${page}`,
    },
  }
}

/** In the series' own order: what is listed, and the reader's own copies. */
async function worksIn(browsing: Browsing, id: SeriesId): Promise<WorkId[]> {
  const rows = await browsing.db
    .selectFrom('series_works')
    .innerJoin('works', 'works.id', 'series_works.work_id')
    .select('works.id')
    .where('series_works.series_id', '=', id)
    .where(sql<SqlBool>`(${findsIn(browsing)} or ${keptBy(browsing.actor)})`)
    .orderBy('series_works.position')
    .orderBy('works.id')
    .execute()
  return rows.map((row) => row.id)
}

/** One anonymous part makes the whole anonymous: whose it is could be read off the others' names. */
const signersOf = (works: readonly WorkBlurb[], keepers: readonly Byline[]): Byline[] =>
  works.some((work) => work.creators.length === 0)
    ? []
    : distinct([...works.flatMap((work) => work.creators), ...keepers])

const distinct = (creators: readonly Byline[]): Byline[] => [
  ...new Map(creators.map((creator) => [creator.name, creator])).values(),
]
