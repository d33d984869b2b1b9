import { sql } from 'kysely'
import type { PersonId, WorkId } from '../../core/ids.ts'
import type { Transaction } from '../../storage/transaction.ts'

/**
 * Which pictures a work shows, after any change of its texts, in the same transaction: from this follows who may see
 * them. A picture counts where one of the work's makers has it, or had it when it was put there: who learnt another's
 * address does not open it to the world by writing it into a work of their own.
 */
export async function noteImages(trx: Transaction, id: WorkId, now: Date): Promise<void> {
  if (await hasImages(trx, id)) await noteThem(trx, id, now)
}

const PICTURED = sql`(html like '%/images/%' or notes like '%/images/%' or end_notes like '%/images/%')`

/** Most works have none and never had: that is told by two indexes, in a twentieth of the time. */
async function hasImages(trx: Transaction, id: WorkId): Promise<boolean> {
  const { rows } = await sql`select from works where id = ${id} and (
    exists (select from work_images where work_id = ${id}) or notes || end_notes like '%/images/%'
    or exists (select from chapters where work_id = ${id} and ${PICTURED}))`.execute(trx)
  return rows.length > 0
}

async function noteThem(trx: Transaction, id: WorkId, now: Date): Promise<void> {
  await sql`
    with found as materialized (
      select address[1] as hash, bool_or(shown) as shown from (
        select html || ' ' || notes || ' ' || end_notes as words, standing = 'posted' as shown from chapters
          where work_id = ${id} and ${PICTURED}
        union all select notes || ' ' || end_notes, true from works where id = ${id}) as texts
      cross join lateral regexp_matches(words, '/images/([0-9a-f]{64})', 'g') as address group by 1),
    noted as (
      insert into work_images (work_id, hash, place)
        select ${id}, hash, case when shown then 'read' else 'waiting' end from found
          where exists (select from images where images.hash = found.hash and person_id in (${makersOf(id)}))
            or exists (select from work_images where work_id = ${id} and work_images.hash = found.hash)
      on conflict (work_id, hash) do update set place = excluded.place where work_images.place <> excluded.place
      returning hash),
    taken_out as (
      update work_images set place = 'former'
        where work_id = ${id} and place <> 'former' and hash not in (select hash from found) returning hash)
    update images set used_at = ${now}
      where hash in (select hash from noted union all select hash from taken_out)`.execute(trx)
}

const makersOf = (id: WorkId) => sql`
  select person_id from works where id = ${id} union all
  select pen_names.person_id from creatorships join pen_names on pen_names.id = pen_name_id
    where work_id = ${id} and pen_names.person_id is not null`

/**
 * Somebody signs a work no more: whoever holds it now has the pictures which that person put there, too. Theirs they
 * keep for thirty days, unless they use them elsewhere.
 */
export async function handImages(
  trx: Transaction,
  id: WorkId,
  { from, now }: { readonly from: PersonId; readonly now: Date },
): Promise<void> {
  await sql`
    with given as (
      update images set used_at = ${now} from work_images
        where work_id = ${id} and work_images.hash = images.hash and person_id = ${from} returning images.hash)
    insert into images (hash, person_id, made_at, used_at)
      select hash, works.person_id, ${now}::timestamptz, ${now}::timestamptz
        from given cross join works where works.id = ${id} and works.person_id <> ${from}
    on conflict do nothing`.execute(trx)
}
