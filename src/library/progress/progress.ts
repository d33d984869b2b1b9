import { sql } from 'kysely'
import type { Member } from '../../core/actor.ts'
import { type Db, inTransaction } from '../../storage/transaction.ts'

/** A place in a document as KOReader says it, in words that are its own: a path into the book, or a page. */
export interface Progress {
  readonly document: string
  readonly progress: string
  /** Of the document, 0 to 1. */
  readonly percentage: number
  readonly device: string
  readonly deviceId: string
}

export interface KeptProgress extends Progress {
  readonly notedAt: Date
}

/** Of one person; whoever reads more than these keeps the latest. */
const MOST_DOCUMENTS = 5_000

export async function keepProgress(db: Db, { id: person }: Member, said: Progress, now: Date): Promise<void> {
  const { deviceId, ...own } = said
  const row = { ...own, device_id: deviceId, noted_at: now }
  await inTransaction(db, async (trx) => {
    await trx
      .insertInto('progress')
      .values({ person_id: person, ...row })
      .onConflict((known) => known.columns(['person_id', 'document']).doUpdateSet(row))
      .execute()
    await sql`delete from progress where person_id = ${person} and document in (select document from progress
      where person_id = ${person} order by noted_at desc, document offset ${MOST_DOCUMENTS})`.execute(trx)
  })
}

export async function progressIn(
  db: Db,
  { id: person }: Member,
  document: string,
): Promise<KeptProgress | undefined> {
  return db
    .selectFrom('progress')
    .select(['document', 'progress', 'percentage', 'device', 'device_id as deviceId', 'noted_at as notedAt'])
    .where('person_id', '=', person)
    .where('document', '=', document)
    .executeTakeFirst()
}
