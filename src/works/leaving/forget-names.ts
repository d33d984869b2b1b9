import { sql } from 'kysely'
import { forgetNamesElsewhere } from '../../accounts/index.ts'
import type { PenNameId, PersonId } from '../../core/ids.ts'
import type { Transaction } from '../../storage/transaction.ts'

/** Names from elsewhere that sign nothing any more. */
export async function forgetUnusedNames(trx: Transaction, names: readonly number[]): Promise<void> {
  const { rows } = await sql<{ id: PenNameId }>`
    select id from pen_names where id = any(${[...names]}::int[])
      and not exists (select from creatorships where pen_name_id = pen_names.id)
      and not exists (select from chapter_creatorships where pen_name_id = pen_names.id)`.execute(trx)
  await forgetNamesElsewhere(
    trx,
    rows.map(({ id }) => id),
  )
}

/** That a claim was made remains, since it protects whoever made it; not by whom, as whom, nor their address. */
export async function forgetInClaims(
  trx: Transaction,
  person: PersonId,
  addresses: readonly string[],
): Promise<void> {
  await sql`delete from claims where person_id = ${person} and outcome is null`.execute(trx)
  await sql`update claims set creator = '', profile_url = null, person_id = null where person_id = ${person}`.execute(
    trx,
  )
  await sql`update claims set sent_to = null where lower(sent_to) = any(${[...addresses]}::text[])`.execute(
    trx,
  )
  await sql`delete from confirmed_names where person_id = ${person}`.execute(trx)
}
