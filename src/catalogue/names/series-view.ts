import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { SeriesId, WorkId } from '../../core/ids.ts'
import { readAmong } from '../../library/index.ts'
import type { Db } from '../../storage/transaction.ts'
import {
  type Byline,
  blurbs,
  byline,
  keepsSeries,
  keptBy,
  type SeriesFigures,
  seriesFigures,
  seriesKeepers,
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
  // A page asked for by its address opens, even where all that is in it would be hidden from a list.
  const shown = (await partsOf(browsing, id)) ?? (await partsOf({ ...browsing, choices: NO_CHOICES }, id))
  if (!shown) return undefined
  const { found, figures } = shown
  const pages = Math.ceil(figures.works / PER_PAGE)
  // A series is read as a whole: nothing in the address but the page tells its works apart.
  const asked = questionIn(new URLSearchParams({ page: search.get('page') ?? '' }), new Date(0)).page
  const page = Math.min(asked, pages)
  const ids = await worksOn(db, id, found, page)
  const keepers = (await seriesKeepers(db, id)).map(byline)
  const { begun, updated, words, works } = figures
  return {
    ...{ id, title: series.title, description: series.summary, notes: series.notes },
    ...{ begun, updated, words, works },
    creators: figures.anonymous ? [] : distinct([...figures.signers, ...keepers]),
    complete: series.complete ?? figures.complete,
    own: Boolean(series.own) && !figures.kept,
    list: await blurbs(db, actor, ids),
    read: await readAmong(db, actor, ids),
    pager: { page, pages, at: (page) => `${path}?page=${page}` },
  }
}

interface Parts {
  readonly found: RawBuilder<SqlBool>
  readonly figures: SeriesFigures
}

/** What is listed, and the reader's own copies; null: nothing of it. */
async function partsOf(browsing: Browsing, id: SeriesId): Promise<Parts | null> {
  const found = sql<SqlBool>`(${findsIn(browsing)} or ${keptBy(browsing.actor)})`
  const figures = await seriesFigures(browsing.db, browsing.actor, id, found)
  return figures && { found, figures }
}

/** In the series' own order. */
async function worksOn(db: Db, id: SeriesId, found: Parts['found'], page: number): Promise<WorkId[]> {
  const rows = await db
    .selectFrom('series_works')
    .innerJoin('works', 'works.id', 'series_works.work_id')
    .select('works.id')
    .where('series_works.series_id', '=', id)
    .where(found)
    .orderBy('series_works.position')
    .orderBy('works.id')
    .limit(PER_PAGE)
    .offset((page - 1) * PER_PAGE)
    .execute()
  return rows.map((row) => row.id)
}

const distinct = (creators: readonly Byline[]): Byline[] => [
  ...new Map(creators.map((creator) => [creator.name, creator])).values(),
]
