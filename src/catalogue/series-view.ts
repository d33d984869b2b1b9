import type { Actor } from '../core/actor.ts'
import type { SeriesId } from '../core/ids.ts'
import type { Db } from '../storage/transaction.ts'
import { type Byline, blurbs } from '../works/index.ts'
import { type Browsed, browse } from './browse.ts'
import { type Question, questionIn } from './question.ts'
import type { SeriesPageView } from './series-page.tsx'

interface AskedSeries {
  readonly id: SeriesId
  readonly path: string
  readonly search: URLSearchParams
}

/** A series with the works of it that this reader may see; one of which they may see none is not there. */
export async function seriesView(
  db: Db,
  actor: Actor,
  { id, path, search }: AskedSeries,
): Promise<SeriesPageView | undefined> {
  const series = await db
    .selectFrom('series')
    .select(['title', 'summary', 'notes'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!series) return undefined
  const found = await browse(db, actor, { of: 'series', id }, pageAsked(search.get('page')))
  if (!found.total) return undefined
  const list = await blurbs(db, actor, found.ids)
  const all =
    list.length === found.total ? list : await blurbs(db, actor, await everyId(db, actor, id, found))
  const days = all.map((work) => work.published.getTime())
  return {
    id,
    title: series.title,
    creators: distinct(all.flatMap((work) => work.creators)),
    begun: new Date(Math.min(...days)),
    updated: new Date(Math.max(...all.map((work) => work.updated.getTime()))),
    description: series.summary,
    notes: series.notes,
    words: all.reduce((sum, work) => sum + work.words, 0),
    works: found.total,
    complete: all.every((work) => work.complete),
    list,
    pager: {
      page: found.page,
      pages: found.pages,
      at: (page) => `${path}?page=${page}`,
    },
  }
}

async function everyId(db: Db, actor: Actor, id: SeriesId, found: Browsed) {
  const ids = []
  for (let page = 1; page <= found.pages; page++) {
    ids.push(...(await browse(db, actor, { of: 'series', id }, pageAsked(String(page)))).ids)
  }
  return ids
}

/** A series is read as a whole: nothing in the address but the page tells its works apart. */
const pageAsked = (page: string | null): Question =>
  questionIn(new URLSearchParams({ page: page ?? '' }), new Date(0))

const distinct = (creators: readonly Byline[]): Byline[] => [
  ...new Map(creators.map((creator) => [creator.name, creator])).values(),
]
