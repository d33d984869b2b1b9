import { sql } from 'kysely'
import type { Actor } from '../../core/actor.ts'
import type { ChapterId, PersonId, WorkId } from '../../core/ids.ts'
import type { Db, Transaction } from '../../storage/transaction.ts'
import type { Typed } from '../tables.ts'
import { ownWork, visibleTo } from '../visibility.ts'
import { STOOD_FIELD } from './stood.ts'
import { many, one } from './work-fields.ts'

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

/**
 * 'elsewhere': another window has kept something else in it since. 'saved': what this form held became a work or a
 * chapter, and a keeping that comes late would bring it back. Nothing was written in either case.
 */
export type Kept = { readonly version: number } | 'elsewhere' | 'saved' | 'too-many' | 'too-large'

/** Manuscripts of one person. More than anybody has open: so that nobody fills the disk with forms. */
const MOST = 500
/** Characters of one: thirty chapters as long as a chapter may be. */
const MOST_CHARACTERS = 16_000_000
/** Of one person's together, as the database has them, compressed. */
const MOST_BYTES = 300_000_000

/** Keeps what stands in a form, in place of what this window kept before. */
export async function keepManuscript(trx: Transaction, keeping: Keeping): Promise<Kept> {
  const { key, person, fields, base, version, now, part, workId, chapterId } = keeping
  const written = JSON.stringify(fields)
  if (written.length > MOST_CHARACTERS) return 'too-large'
  if (version === 0) return beginManuscript(trx, keeping, written)
  // What was typed into a form of something new may belong to what that form has made by now.
  const place = { part, work_id: workId, chapter_id: chapterId }
  const row = await trx
    .updateTable('manuscripts')
    .set((is) => ({ ...place, fields: written, base, kept_at: now, version: is('version', '+', 1) }))
    .where('key', '=', key)
    .where('person_id', '=', person)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst()
  return row ?? ((await wasSaved(trx, person, key)) ? 'saved' : 'elsewhere')
}

async function beginManuscript(trx: Transaction, keeping: Keeping, written: string): Promise<Kept> {
  const { key, person, base, now, part, workId, chapterId } = keeping
  const { many, bytes } = await trx
    .selectFrom('manuscripts')
    .select((row) => row.fn.countAll<number>().as('many'))
    .select(sql<number>`coalesce(sum(pg_column_size(fields)), 0)::float8`.as('bytes'))
    .where('person_id', '=', person)
    .executeTakeFirstOrThrow()
  if (many >= MOST || bytes >= MOST_BYTES) return 'too-many'
  await aloneWith(trx, key)
  if (await wasSaved(trx, person, key)) return 'saved'
  const place = { part, work_id: workId, chapter_id: chapterId }
  const row = await trx
    .insertInto('manuscripts')
    .values({ key, person_id: person, ...place, fields: written, base, begun_at: now, kept_at: now })
    .onConflict((held) => held.doNothing())
    .returning('version')
    .executeTakeFirst()
  return row ?? 'elsewhere'
}

/** A keeping and a saving of one form wait for each other: else what is kept first might stay behind, unseen. */
const aloneWith = (trx: Transaction, key: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(trx)

/** Has what this form held been saved? Then it needs no keeping. */
export async function wasSaved(db: Db, person: PersonId, key: string): Promise<boolean> {
  const row = await db
    .selectFrom('submissions')
    .select('key')
    .where('key', '=', key)
    .where('person_id', '=', person)
    .executeTakeFirst()
  return row !== undefined
}

/** May this person write there? Nobody learns which works there are by keeping forms of them. */
export async function mayWriteAt(db: Db, actor: Actor, { workId, chapterId }: Place): Promise<boolean> {
  if (workId === null) return chapterId === null
  const work = await db
    .selectFrom('works')
    .select('works.id')
    .where('works.id', '=', workId)
    .where(ownWork(actor))
    .where(visibleTo(actor))
    .$if(chapterId !== null, (query) =>
      query
        .innerJoin('chapters', 'chapters.work_id', 'works.id')
        .where('chapters.id', '=', chapterId ?? (0 as ChapterId)),
    )
    .executeTakeFirst()
  return work !== undefined
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
    .orderBy('key')
    .limit(1)
    .executeTakeFirst()
  if (!row) return undefined
  const { key, part, work_id, chapter_id, fields, base, version, kept_at } = row
  return { key, part, workId: work_id, chapterId: chapter_id, fields, base, version, keptAt: kept_at }
}

/**
 * What a form held is saved, in this transaction. Where another window, perhaps on another device, has kept other words
 * under its key since, those stay: they meet what was saved when they are opened again.
 */
export async function letGoOfManuscript(
  trx: Transaction,
  person: PersonId,
  key: string,
  typed: Typed,
): Promise<void> {
  await aloneWith(trx, key)
  const held = await trx
    .selectFrom('manuscripts')
    .select(['version', 'fields'])
    .where('key', '=', key)
    .where('person_id', '=', person)
    .forUpdate()
    .executeTakeFirst()
  const kept = Number(one(typed, 'kept'))
  const isOthers = held && typed.kept !== undefined && held.version > kept && saysMore(held.fields, typed)
  if (held && !isOthers) await throwAwayManuscript(trx, person, key)
}

/** A keeping that overtook its own form on the way holds the same. */
const saysMore = (held: Typed, sent: Typed): boolean =>
  Object.keys(held).some(
    (name) =>
      name !== STOOD_FIELD && many(held, name).map(lines).join() !== many(sent, name).map(lines).join(),
  )

const lines = (text: string): string => text.replaceAll('\r\n', '\n')

/** Its writer does not want it. */
export async function throwAwayManuscript(db: Db, person: PersonId, key: string): Promise<void> {
  await db.deleteFrom('manuscripts').where('key', '=', key).where('person_id', '=', person).execute()
}
