import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { ChapterId, WorkId } from '../core/ids.ts'
import type { Db } from '../storage/transaction.ts'
import type { JoinedBook } from './books/joined-book.ts'

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
async function partialDigest({ size, read }: Pick<JoinedBook, 'size' | 'read'>): Promise<string> {
  const digest = createHash('md5')
  const starts = [0, ...Array.from({ length: 11 }, (_, n) => 1024 * 4 ** n)]
  for (const start of starts.filter((start) => start < size))
    for await (const piece of read(start, Math.min(size, start + 1024))) digest.update(piece)
  return digest.digest('hex')
}

interface HandedOut {
  readonly work: WorkId
  readonly book: JoinedBook
  readonly now: Date
}

/** Remembers which chapters stood where in it, so that a place an e-reader sends is found, however old its book. */
export async function noteBook(db: Db, { work, book, now }: HandedOut): Promise<void> {
  const digest = await partialDigest(book)
  const known = await db
    .selectFrom('book_files')
    .select('digest')
    .where('digest', '=', digest)
    .executeTakeFirst()
  if (known) return
  await sql`insert into book_files (digest, work_id, parts, made_at)
    select ${digest}::text, id, ${book.spine}::int[], ${now}::timestamptz from works where id = ${work}
    on conflict do nothing`.execute(db)
  await sql`delete from book_files where work_id = ${work} and digest in (select digest from book_files
    where work_id = ${work} order by made_at desc, digest offset ${MOST_FILES})`.execute(db)
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
