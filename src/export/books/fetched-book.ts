import type { Actor } from '../../core/actor.ts'
import { recordStamp } from '../../works/index.ts'
import type { AskedBook, GuestBooks } from './guest-books.ts'
import { type BookShelf, type JoinedBook, joinedBook } from './joined-book.ts'
import { type LatelyUsed, latelyUsed } from './lately-used.ts'

export interface FetchShelf extends BookShelf {
  readonly books: LatelyUsed<JoinedBook>
  /** Absent: nothing here hears of changes, and each book is asked about. */
  readonly guests?: GuestBooks | undefined
}

/** Books that are whole in memory: some hundred. */
const MOST_BYTES = 32_000_000
export const wholeBooks = (): LatelyUsed<JoinedBook> => latelyUsed(MOST_BYTES)

/**
 * A work's EPUB, as this reader may see it, without being put together again where it was and nothing has changed since:
 * one question says whether they may have it and which it is. A guest's may be given out without one.
 */
export async function fetchedBook(
  shelf: FetchShelf,
  actor: Actor,
  asked: AskedBook,
): Promise<JoinedBook | 'not-allowed' | undefined> {
  const guests = actor.type === 'guest' ? shelf.guests : undefined
  const known = guests?.find(asked, shelf.now)
  if (known) return known
  const begun = guests?.begin() ?? 0
  const version = await recordStamp(shelf.db, actor, asked.id)
  if (!version?.mayTake) return version && 'not-allowed'
  const key = keyOf(shelf, asked, version.stamp)
  const kept = shelf.books.get(key)
  const book = kept ?? (await keptBook(shelf, actor, asked, key))
  // What is shown of a work that another names is changed by changes to that other one.
  if (kept && !version.related) guests?.keep(asked, kept, begun, shelf.now)
  return book
}

/** A day is in it, since a book that is fetched says so of its chapters once a day. */
const keyOf = ({ now }: FetchShelf, { id, archive: { name, url } }: AskedBook, stamp: string): string =>
  JSON.stringify([id, stamp, name, url, now.toISOString().slice(0, 10)])

/** Up to so many bytes it is held whole: its pictures with it. */
const MOST_WHOLE = 2_000_000

async function keptBook(shelf: FetchShelf, actor: Actor, asked: AskedBook, key: string) {
  const book = await joinedBook(shelf, actor, asked)
  if (!book || book === 'not-allowed' || book.size > MOST_WHOLE) return book
  const whole = await inMemory(book)
  // Something changed while it was put together: it is whole, and of which version is not known.
  const now = await recordStamp(shelf.db, actor, asked.id)
  if (now && keyOf(shelf, asked, now.stamp) === key) shelf.books.keep(key, whole, whole.size)
  return whole
}

async function inMemory(book: JoinedBook): Promise<JoinedBook> {
  const pieces: Uint8Array[] = []
  for await (const piece of book.read()) pieces.push(piece)
  const bytes = Buffer.concat(pieces)
  const read = async function* (from = 0, to = bytes.length) {
    yield bytes.subarray(from, to)
  }
  return { ...book, read }
}
