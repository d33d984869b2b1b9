import { sql } from 'kysely'
import type { Member } from '../../core/actor.ts'
import type { PenNameId, PersonId, SeriesId, WorkId } from '../../core/ids.ts'
import type { Transaction } from '../../storage/transaction.ts'
import { contentHash } from '../content-hash.ts'
import { readRecord } from '../read-record.ts'
import { headVector } from '../store-work.ts'
import { textConfig } from '../text-config.ts'
import { signTrashed } from '../writing/trash-chapter.ts'

/** In the work and its chapters, one name signs in the place of another; a name that signs already does so once. */
export async function signAs(trx: Transaction, id: WorkId, from: PenNameId, to: PenNameId): Promise<void> {
  await sql`delete from creatorships where work_id = ${id} and pen_name_id = ${from} and exists (
    select from creatorships as there where there.work_id = ${id} and there.pen_name_id = ${to})`.execute(trx)
  await sql`update creatorships set pen_name_id = ${to} where work_id = ${id} and pen_name_id = ${from}`.execute(
    trx,
  )
  const chapters = sql`(select id from chapters where work_id = ${id})`
  await sql`delete from chapter_creatorships where chapter_id in ${chapters} and pen_name_id = ${from} and exists (
    select from chapter_creatorships as there
    where there.chapter_id = chapter_creatorships.chapter_id and there.pen_name_id = ${to})`.execute(trx)
  await sql`update chapter_creatorships set pen_name_id = ${to}
    where chapter_id in ${chapters} and pen_name_id = ${from}`.execute(trx)
  await signTrashed(trx, from, { to, work: id })
}

/** The first signature of a work that came without a name. */
export async function signFirst(trx: Transaction, id: WorkId, pen: PenNameId): Promise<void> {
  const row = { work_id: id, pen_name_id: pen, position: 1 }
  await trx
    .insertInto('creatorships')
    .values(row)
    .onConflict((there) => there.doNothing())
    .execute()
}

/** The work's places in series go to series of the same names in this account; a series that is left empty is gone. */
export async function moveSeries(trx: Transaction, id: WorkId, person: PersonId): Promise<void> {
  const { rows } = await sql<{ id: SeriesId; title: string; url: string | null }>`
    select series.id, series.title, series.origin_url as url from series_works join series on series.id = series_id
    where work_id = ${id} and (series.kept or series.person_id <> ${person}) order by url, title`.execute(trx)
  for (const former of rows) {
    await sql`with own as (
        insert into series (title, origin_url, person_id, kept) values (${former.title}, ${former.url}, ${person}, false)
        on conflict (person_id, kept, coalesce(origin_url, ''), title_key) where not orphaned do update set title = excluded.title
        returning id)
      update series_works set series_id = own.id from own
      where work_id = ${id} and series_works.series_id = ${former.id}`.execute(trx)
    await sql`delete from series where id = ${former.id} and not exists (
      select from series_works where series_id = ${former.id})`.execute(trx)
  }
}

/** What is made of the whole record: what searches find, and the fingerprint. After any change to who signs it. */
export async function refreshHead(trx: Transaction, by: Member, id: WorkId, now: Date): Promise<void> {
  const record = await readRecord(trx, by, id, 'as-written')
  if (!record) throw new Error(`handing over work ${id}: it is not there for person ${by.id}`)
  const config = textConfig(record.language)
  const made = { search: headVector(record, config), content_hash: contentHash(record), changed_at: now }
  await trx.updateTable('works').set(made).where('id', '=', id).execute()
}
