import { afterAll, beforeAll, expect, test } from 'vitest'
import { questionsAsked } from '../../../test/questions-asked.ts'
import { aChapter, BASE_URL, makeWorld, NOW, type World } from '../../../test/world.ts'
import { GUEST } from '../../core/actor.ts'
import type { WorkId } from '../../core/ids.ts'
import { fetchedBook, wholeBooks } from './fetched-book.ts'
import { keptParts } from './kept-parts.ts'

let world: World
let id: WorkId
beforeAll(async () => {
  world = await makeWorld('sample')
  const chapters = [1, 2, 3].map((position) => aChapter({ position, html: `<p>Part ${position}.</p>` }))
  id = (await world.work(await world.known('writer'), { title: 'Asked for', chapters })) as WorkId
})
afterAll(() => world.end())

/** A program that has just been started, as far as books go. */
const started = () => ({ kept: keptParts(32_000_000), books: wholeBooks() })

async function asked(memory: ReturnType<typeof started>): Promise<number> {
  const shelf = { ...memory, db: world.db, files: world.files, now: NOW }
  const archive = { name: 'The Small Archive', url: BASE_URL }
  const questions = await questionsAsked(world.pool, async () => {
    const book = await fetchedBook(shelf, GUEST, { id, archive })
    if (!book || book === 'not-allowed') throw new Error('no book')
  })
  return questions.length
}

test('the first fetch of a book after a start asks six questions, each further one asks one', async () => {
  await asked(started())
  const memory = started()
  expect(await asked(memory)).toBe(6)
  expect(await asked(memory)).toBe(1)
})

test('of a book that was fetched and then changed no more is asked than what may have changed', async () => {
  const memory = started()
  await asked(memory)
  await world.pool.query("update works set notes = '<p>New.</p>' where id = $1", [id])
  // Its chapters and its cover are in memory.
  expect(await asked(memory)).toBe(6)
  expect(await asked(memory)).toBe(1)
})
