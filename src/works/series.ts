import { sql } from 'kysely'
import type { SeriesId, WorkId } from '../core/ids.ts'
import type { Transaction } from '../storage/transaction.ts'
import type { SeriesPlace } from './record.ts'
import type { WorkToStore } from './store-work.ts'

/**
 * Puts a work at its places in its series, making those that are new. A keeper's copies make series of their own.
 * By the order of their keys: two works of the same series, brought at once, then cannot wait for each other in a ring.
 */
export async function storeSeries(
  trx: Transaction,
  id: WorkId,
  { record, person, seriesKeepers }: WorkToStore,
): Promise<void> {
  const kept = record.audience === 'kept'
  const key = ({ url = '', title }: SeriesPlace): string => `${url} ${title.toLowerCase()}`
  const places = record.series.map((place, at) => ({ place, at }))
  places.sort((a, b) => (key(a.place) < key(b.place) ? -1 : 1))
  for (const { place, at } of places) {
    const { rows } = await sql<{ id: SeriesId }>`
      insert into series (title, origin_url, person_id, kept)
      values (${place.title}, ${place.url ?? null}, ${seriesKeepers?.get(place.title) ?? person}, ${kept})
      on conflict (person_id, kept, coalesce(origin_url, ''), title_key) where not orphaned do update set title = excluded.title
      returning id`.execute(trx)
    const series = rows[0]?.id
    if (!series) throw new Error(`storing work ${id}: its series “${place.title}” was not stored`)
    await trx
      .insertInto('series_works')
      .values({ series_id: series, work_id: id, position: place.position, place: at + 1 })
      .onConflict((row) => row.doNothing())
      .execute()
  }
}
