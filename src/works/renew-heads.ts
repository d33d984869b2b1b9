import { sql } from 'kysely'
import type { Member } from '../core/actor.ts'
import type { PersonId, WorkId } from '../core/ids.ts'
import { tell } from '../jobs/tell.ts'
import { type Db, inTransaction, type Transaction } from '../storage/transaction.ts'
import { readRecord } from './read-record.ts'
import { headVector, SEARCH_VERSION } from './store-work.ts'
import { textConfig } from './text-config.ts'

/**
 * A work is found by its title, tags and creators as they were when it was stored. Whoever changes a name is to be
 * found by the new one and no more by the old: their works are marked, and made anew one by one. Stopped half-way, it
 * goes on with the first that is still marked.
 */
export async function renewHeads(db: Db, person: PersonId | null): Promise<void> {
  if (person !== null) await markWorksOf(db, person)
  // From where the last ones ended: looking from the beginning each time, a million works are read ten thousand times.
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('works')
      .select(['id', 'person_id as person'])
      .where('search_version', '<>', SEARCH_VERSION)
      .where('standing', '<>', 'trashed')
      .where(sql<boolean>`id > ${after}`)
      .orderBy('id')
      .limit(AT_ONCE)
      .execute()
    for (const row of rows) await inTransaction(db, (trx) => renewHead(trx, row))
    const last = rows.at(-1)
    if (!last) return
    after = last.id
  }
}

const AT_ONCE = 100

/** At the start: has an archive works that an older version of the program stored? */
export async function tellOldHeads(db: Db): Promise<void> {
  const row = await db
    .selectFrom('works')
    .select('id')
    .where('search_version', '<>', SEARCH_VERSION)
    .where('standing', '<>', 'trashed')
    .limit(1)
    .executeTakeFirst()
  if (row) await inTransaction(db, (trx) => tell(trx, 'heads.aged', { personId: null }))
}

/** What they signed, whole or a chapter of it. */
const markWorksOf = (db: Db, person: PersonId) =>
  sql`update works set search_version = 0 where person_id = ${person} or id in (
    select work_id from creatorships join pen_names on pen_names.id = pen_name_id
      where pen_names.person_id = ${person})`.execute(db)

async function renewHead(
  trx: Transaction,
  { id, person }: { readonly id: WorkId; readonly person: PersonId },
) {
  await trx.selectFrom('works').select('id').where('id', '=', id).forUpdate().execute()
  // Whoever it is held by sees it whole, in whatever standing it is.
  const holder: Member = { type: 'member', id: person, name: '', role: 'member' }
  const record = await readRecord(trx, holder, id, 'as-written')
  const search = record && { search: headVector(record, textConfig(record.language)) }
  await trx
    .updateTable('works')
    .set({ search_version: SEARCH_VERSION, ...search })
    .where('id', '=', id)
    .execute()
}
