import { sql } from 'kysely'
import type { ChapterId, WorkId } from '../../core/ids.ts'
import { type Db, inTransaction } from '../../storage/transaction.ts'

/** A chapter as it lies in a book, without its bytes. `made` names these: made anew, it has another. */
export interface PackedChapter {
  readonly made: string
  readonly looked: Buffer
  readonly recipe: Buffer
  readonly crc: number
  readonly size: number
  readonly packedSize: number
  readonly ids: readonly string[]
  readonly wants: readonly string[]
  readonly pictures: readonly string[]
  /** Not said to be used today. */
  readonly rested: boolean
  /** Of a book that is read for the first time, and is short. */
  readonly bytes?: Buffer
}

/** Of a work those that are kept, posted or not; up to so many bytes of them in the same answer. */
export async function packedChapters(
  db: Db,
  work: WorkId,
  now: Date,
  mostBytes: number,
): Promise<ReadonlyMap<ChapterId, PackedChapter>> {
  const { rows } = await sql<Omit<PackedChapter, 'bytes'> & { id: ChapterId; bytes: Buffer | null }>`
    select chapter_id as id, made::text, looked, recipe, crc::float8, size, packed_size as "packedSize",
      ids, wants, pictures, used_on < ${now}::date as rested,
      case when sum(packed_size) over () <= ${mostBytes} then packed end as bytes
    from packed_chapters join chapters on chapters.id = chapter_id where chapters.work_id = ${work}`.execute(
    db,
  )
  return new Map(rows.map(({ id, bytes, ...packed }) => [id, bytes ? { ...packed, bytes } : packed]))
}

/** Their bytes, by what each is called; those that were made anew meanwhile are not among them. */
export async function packedBytes(
  db: Db,
  made: readonly string[],
  ids: readonly ChapterId[],
): Promise<ReadonlyMap<string, Buffer>> {
  const rows = await db
    .selectFrom('packed_chapters')
    .select([sql<string>`made::text`.as('made'), 'packed'])
    .where('chapter_id', 'in', ids)
    .where('made', 'in', made)
    .execute()
  return new Map(rows.map((row) => [row.made, row.packed]))
}

export interface FreshChapter extends Omit<PackedChapter, 'made' | 'packedSize' | 'rested' | 'bytes'> {
  readonly id: ChapterId
  readonly packed: Uint8Array
  /** Of the row whose text was read. */
  readonly version: string
}

/**
 * Keeps it, if the chapter is still as it was read: a change that comes after waits for this, and then takes it away.
 * What it is called; undefined where it changed.
 */
export async function keepPacked(db: Db, fresh: FreshChapter, now: Date): Promise<string | undefined> {
  return inTransaction(db, async (trx) => {
    const { rows } =
      await sql`select from chapters where id = ${fresh.id} and xmin::text = ${fresh.version} for share`.execute(
        trx,
      )
    if (rows.length === 0) return undefined
    // Deleted first: so that it has a number of its own again.
    await trx.deleteFrom('packed_chapters').where('chapter_id', '=', fresh.id).execute()
    const { id, looked, recipe, crc, size, ids, wants, pictures, packed } = fresh
    const made = await sql<{ made: string }>`
      insert into packed_chapters (chapter_id, looked, recipe, crc, size, packed, ids, wants, pictures, used_on)
      values (${id}, ${looked}, ${recipe}, ${crc}, ${size}, ${Buffer.from(packed)}, ${ids}, ${wants}, ${pictures}, ${now}::date)
      on conflict (chapter_id) do nothing returning made::text`.execute(trx)
    return made.rows[0]?.made
  })
}

/** Fetched today: once a day for each is enough. */
export async function notePackedUsed(db: Db, ids: readonly ChapterId[], now: Date): Promise<void> {
  await sql`update packed_chapters set used_on = ${now}::date where chapter_id = any(${ids}) and used_on < ${now}::date`.execute(
    db,
  )
}

/** Who fetches a book within a month finds it ready; more than this in all are not kept. */
const DAYS = 30
const MOST_BYTES = 4_000_000_000

export async function forgetPacked(db: Db, now: Date, mostBytes: number = MOST_BYTES): Promise<void> {
  await sql`delete from packed_chapters where used_on < ${now}::date - ${DAYS}::int`.execute(db)
  await sql`delete from packed_chapters using (
      select chapter_id as id, sum(packed_size::bigint) over (order by used_on desc, chapter_id) as held from packed_chapters
    ) as ranked where chapter_id = id and held > ${mostBytes}`.execute(db)
}
