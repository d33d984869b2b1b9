import { sql } from 'kysely'
import type { PersonId, WorkId } from '../../core/ids.ts'
import type { Transaction } from '../../storage/transaction.ts'

/** Whoever signs a work no more has changed nothing in it and deleted nothing of it, as far as it still knows. */
export async function forgetHand(trx: Transaction, work: WorkId, person: PersonId): Promise<void> {
  await sql`update work_revisions set person_id = null where work_id = ${work} and person_id = ${person}`.execute(
    trx,
  )
  await sql`update works set trashed_by = null where id = ${work} and trashed_by = ${person}`.execute(trx)
  await sql`update trashed_chapters set person_id = case when person_id = ${person} then null else person_id end,
      chapter = jsonb_set(chapter, '{manuscripts}', (
        select coalesce(jsonb_agg(typed), '[]') from jsonb_array_elements(chapter -> 'manuscripts') as typed
        where (typed ->> 'person_id')::int <> ${person}))
    where work_id = ${work}`.execute(trx)
}

/** What works once were names nobody who is gone as the one they were given to. */
export async function forgetInGifts(
  trx: Transaction,
  person: PersonId,
  names: readonly string[],
): Promise<void> {
  const gone = names.map((name) => name.toLowerCase())
  await sql`update work_revisions set record = jsonb_set(record, '{recipients}', (
      select coalesce(jsonb_agg(name order by at), '[]') from jsonb_array_elements_text(record -> 'recipients')
        with ordinality as given (name, at)
      where lower(name) <> all (${gone}::text[]) and lower(split_part(name, ' (', 1)) <> all (${gone}::text[])))
    where chapter_id is null and jsonb_typeof(record -> 'recipients') = 'array' and work_id in (
      select work_id from gifts join pen_names on pen_names.id = pen_name_id where person_id = ${person})`.execute(
    trx,
  )
}
