import { expect, test } from 'vitest'
import { BASE_URL, NOW } from '../../../test/world.ts'
import type { WorkId } from '../../core/ids.ts'
import { guestBooks } from './guest-books.ts'
import type { JoinedBook } from './joined-book.ts'

const archive = { name: 'The Small Archive', url: BASE_URL }

test('what was begun before a change is not kept after it, and memory has an end', async () => {
  const books = guestBooks(80)
  const named = (id: number) => ({ id: id as WorkId, archive })
  const book = { size: 10 } as JoinedBook
  const begun = books.begin()
  books.forget([7 as WorkId])
  books.keep(named(1), book, begun, NOW)
  expect(books.find(named(1), NOW)).toBeUndefined()
  for (let id = 1; id <= 9; id++) books.keep(named(id), book, books.begin(), NOW)
  expect([1, 2, 9].map((id) => books.find(named(id), NOW) !== undefined)).toEqual([false, true, true])
  books.forget([2 as WorkId])
  expect([2, 9].map((id) => books.find(named(id), NOW) !== undefined)).toEqual([false, true])
  expect(books.find({ id: 9 as WorkId, archive: { ...archive, name: 'Another' } }, NOW)).toBeUndefined()
})
