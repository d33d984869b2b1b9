import type { ChapterId, PersonId, WorkId } from '../../core/ids.ts'
import type { Db, Transaction } from '../../storage/transaction.ts'
import type { Typed } from '../tables.ts'

/** The form it is typed into: of a work (a new one has no id), or of a chapter of one. */
export interface Place {
  readonly part: 'work' | 'chapter'
  readonly workId: WorkId | null
  readonly chapterId: ChapterId | null
}

export interface Manuscript extends Place {
  readonly key: string
  readonly fields: Typed
  /** The version of the work or chapter that was being edited; null for what is new. */
  readonly base: number | null
  readonly version: number
  readonly keptAt: Date
}

export interface Keeping extends Place {
  readonly key: string
  readonly person: PersonId
  readonly fields: Typed
  readonly base: number | null
  /** Of the manuscript as the window that sends this knew it; 0: it has not been kept yet. */
  readonly version: number
  readonly now: Date
}

export type Kept = { readonly version: number } | 'elsewhere' | 'too-many'

/** Manuscripts of one person. More than anybody has open: so that nobody fills the disk with forms. */
const MOST = 500

/**
 * Keeps what stands in a form. 'elsewhere': another window has kept something else in it since; nothing was written.
 */
export async function keepManuscript(trx: Transaction, keeping: Keeping): Promise<Kept> {
  const { key, person, fields, base, version, now, part, workId, chapterId } = keeping
  const changed = { fields: JSON.stringify(fields), base, kept_at: now }
  if (version > 0) {
    const row = await trx
      .updateTable('manuscripts')
      .set((is) => ({ ...changed, version: is('version', '+', 1) }))
      .where('key', '=', key)
      .where('person_id', '=', person)
      .where('version', '=', version)
      .returning('version')
      .executeTakeFirst()
    return row ?? 'elsewhere'
  }
  const { many } = await trx
    .selectFrom('manuscripts')
    .select((row) => row.fn.countAll<number>().as('many'))
    .where('person_id', '=', person)
    .executeTakeFirstOrThrow()
  if (many >= MOST) return 'too-many'
  const row = await trx
    .insertInto('manuscripts')
    .values({
      key,
      person_id: person,
      work_id: workId,
      chapter_id: chapterId,
      part,
      begun_at: now,
      ...changed,
    })
    .onConflict((held) => held.doNothing())
    .returning('version')
    .executeTakeFirst()
  return row ?? 'elsewhere'
}

/** The newest that this person has typed into this form and not saved; of new works: the one with this key. */
export async function manuscriptFor(
  db: Db,
  person: PersonId,
  place: Place | { readonly key: string },
): Promise<Manuscript | undefined> {
  const row = await db
    .selectFrom('manuscripts')
    .selectAll()
    .where('person_id', '=', person)
    .$if('key' in place, (query) => query.where('key', '=', 'key' in place ? place.key : ''))
    .$if('part' in place, (query) =>
      'part' in place
        ? query
            .where('part', '=', place.part)
            .where('work_id', 'is not distinct from', place.workId)
            .where('chapter_id', 'is not distinct from', place.chapterId)
        : query,
    )
    .orderBy('kept_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return undefined
  const { key, part, work_id, chapter_id, fields, base, version, kept_at } = row
  return { key, part, workId: work_id, chapterId: chapter_id, fields, base, version, keptAt: kept_at }
}

/** It was saved, or thrown away. In the transaction that saves it. */
export async function forgetManuscript(trx: Transaction, person: PersonId, key: string): Promise<void> {
  await trx.deleteFrom('manuscripts').where('key', '=', key).where('person_id', '=', person).execute()
}
