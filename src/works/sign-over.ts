import { sql } from 'kysely'
import type { PenNameId } from '../core/ids.ts'
import type { Transaction } from '../storage/transaction.ts'
import { signTrashed } from './writing/trash-chapter.ts'

/** Everything that one pen name signs is signed by another of the same person; where both stood, one stays. */
export async function signOver(trx: Transaction, from: PenNameId, to: PenNameId): Promise<void> {
  await sql`update works set changed_at = greatest(now(), changed_at + interval '1 millisecond') where id in (
    select work_id from creatorships where pen_name_id = ${from}
    union select work_id from chapter_creatorships join chapters on chapters.id = chapter_id
      where pen_name_id = ${from})`.execute(trx)
  await sql`insert into creatorships (work_id, pen_name_id, position)
    select work_id, ${to}, position from creatorships where pen_name_id = ${from}
    on conflict (work_id, pen_name_id) do update set position = least(creatorships.position, excluded.position)`.execute(
    trx,
  )
  await sql`insert into chapter_creatorships (chapter_id, pen_name_id, position)
    select chapter_id, ${to}, position from chapter_creatorships where pen_name_id = ${from}
    on conflict (chapter_id, pen_name_id) do update set position = least(chapter_creatorships.position, excluded.position)`.execute(
    trx,
  )
  await signTrashed(trx, from, { to })
  await trx.deleteFrom('creatorships').where('pen_name_id', '=', from).execute()
  await trx.deleteFrom('chapter_creatorships').where('pen_name_id', '=', from).execute()
}
