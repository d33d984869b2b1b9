import type { WorkId } from '../../core/ids.ts'
import type { Archive } from '../download.ts'
import type { JoinedBook } from './joined-book.ts'
import { latelyUsed } from './lately-used.ts'

/**
 * Books as guests have them, given out again without a question, by the same rule as guests' pages
 * (`web/kept-pages.ts`): what the change log or a change by this program says of a work forgets its book at once, and
 * after half a minute it is asked about in any case.
 */
export interface GuestBooks {
  readonly find: (asked: AskedBook, now: Date) => JoinedBook | undefined
  /** Begins a book: what is forgotten from now on is not kept when it is done. */
  readonly begin: () => number
  readonly keep: (asked: AskedBook, book: JoinedBook, begun: number, now: Date) => void
  /** One work's book, or all. */
  readonly forget: (works?: readonly WorkId[]) => void
}

export interface AskedBook {
  readonly id: WorkId
  readonly archive: Archive
}

const FRESH_MS = 30_000
const MOST_BYTES = 32_000_000

interface Held {
  readonly book: JoinedBook
  readonly archive: Archive
  readonly at: number
}

export function guestBooks(mostBytes: number = MOST_BYTES): GuestBooks {
  const books = latelyUsed<Held>(mostBytes)
  let forgotten = 0
  return {
    find({ id, archive }, now) {
      const held = books.get(`${id}`)
      if (!held) return undefined
      const same = held.archive.name === archive.name && held.archive.url === archive.url
      if (same && now.getTime() - held.at <= FRESH_MS) return held.book
      books.drop(`${id}`)
      return undefined
    },
    begin: () => forgotten,
    keep({ id, archive }, book, begun, now) {
      // Something was forgotten while it was made: it may have been made of what is no more.
      if (begun === forgotten) books.keep(`${id}`, { book, archive, at: now.getTime() }, book.size)
    },
    forget(works) {
      forgotten++
      if (works) for (const id of works) books.drop(`${id}`)
      else books.clear()
    },
  }
}
