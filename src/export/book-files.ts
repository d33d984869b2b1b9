import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { ChapterId, WorkId } from '../core/ids.ts'
import { spineOf } from '../epub/index.ts'
import type { Db } from '../storage/transaction.ts'

/** A book that was handed out: of which work, and which chapter each of its parts was; null for what is none. */
export interface BookFile {
  readonly work: WorkId
  readonly parts: readonly (ChapterId | null)[]
}

/** Of one work; the oldest are forgotten. Each version of a work is one, and one each for its makers. */
const MOST_FILES = 300

/**
 * What KOReader calls a file: the MD5 of a kilobyte at its start, at 1 KiB, and at each four times as far, up to 1 GiB.
 */
export function partialDigest(file: Uint8Array): string {
  const digest = createHash('md5')
  const starts = [0, ...Array.from({ length: 11 }, (_, n) => 1024 * 4 ** n)]
  for (const start of starts.filter((start) => start < file.length))
    digest.update(file.subarray(start, start + 1024))
  return digest.digest('hex')
}

interface HandedOut {
  readonly work: WorkId
  readonly bytes: Uint8Array
  readonly now: Date
}

/** Remembers which chapters stood where in it, so that a place an e-reader sends is found, however old its book. */
export async function noteBook(db: Db, { work, bytes, now }: HandedOut): Promise<void> {
  const digest = partialDigest(bytes)
  const known = await db
    .selectFrom('book_files')
    .select('digest')
    .where('digest', '=', digest)
    .executeTakeFirst()
  if (known) return
  const chapters = await postedChapters(db, work)
  const parts = spineOf(bytes).map((file) => chapters[chapterNumber(file) - 1] ?? null)
  // A chapter was posted or taken back since the book was made: it is not known which stood where.
  if (parts.filter(Boolean).length !== chapters.length) return
  await sql`insert into book_files (digest, work_id, parts, made_at)
    select ${digest}::text, id, ${parts}::int[], ${now}::timestamptz from works where id = ${work}
    on conflict do nothing`.execute(db)
  await sql`delete from book_files where work_id = ${work} and digest in (select digest from book_files
    where work_id = ${work} order by made_at desc, digest offset ${MOST_FILES})`.execute(db)
}

/** `chapter12.xhtml` is the twelfth; 0: no chapter. */
const chapterNumber = (file: string): number =>
  Number(/(?:^|\/)chapter(\d{1,6})\.xhtml$/.exec(file)?.[1] ?? 0)

const postedChapters = async (db: Db, work: WorkId): Promise<ChapterId[]> => {
  const rows = await db
    .selectFrom('chapters')
    .select('id')
    .where('work_id', '=', work)
    .where('standing', '=', 'posted')
    .orderBy('position')
    .execute()
  return rows.map(({ id }) => id)
}

/** The first of these names that a book of ours has. Whoever asks may see the work or not: that is theirs to ask. */
export async function bookFile(db: Db, digests: readonly string[]): Promise<BookFile | undefined> {
  const rows = await db
    .selectFrom('book_files')
    .select(['digest', 'work_id as work', 'parts'])
    .where('digest', 'in', digests)
    .execute()
  return digests.flatMap((digest) => rows.find((row) => row.digest === digest) ?? [])[0]
}
