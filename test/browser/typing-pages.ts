import { randomUUID } from 'node:crypto'
import { inTransaction } from '../../src/storage/transaction.ts'
import { keepManuscript, type Place, type Typed } from '../../src/works/index.ts'
import { aChapter, NOW, type World } from '../world.ts'
import type { PageKind } from './pages-in-browser.ts'

const HOUR_MS = 3_600_000
const LONG = 'WithoutAnySpaceAtAll'.repeat(8)

/** Pages about what was typed and not saved: the list, a form restored, two texts beside each other. */
export async function typingPages(world: World): Promise<PageKind[]> {
  const by = await world.person('typist')
  const chapters = ['The lamp was lit.', 'Nobody had come.', `${LONG} stood there.`, 'The clock struck nine.']
  const html = (lines: readonly string[]) => lines.map((line) => `<p>${line}</p>`).join('')
  const id = await world.work(by, { title: 'Half Written', chapters: [aChapter({ html: html(chapters) })] })
  const keep = async (place: Place, fields: Typed, base: number | null, hours: number): Promise<string> => {
    const key = randomUUID()
    const now = new Date(NOW.getTime() - hours * HOUR_MS)
    const keeping = { ...place, key, person: by.id, fields, base, version: 0, now }
    await inTransaction(world.db, (trx) => keepManuscript(trx, keeping))
    return key
  }
  const blank: Place = { part: 'work', workId: null, chapterId: null }
  const key = await keep(blank, { title: 'On the Train', body: 'The first station.' }, null, 1)
  await keep(blank, { title: LONG, body: LONG.repeat(3) }, null, 2)
  await keep(blank, {}, null, 3)
  const { rows } = await world.pool.query('select id from works where id = $1', [id])
  const mine = [`${chapters[0]} Twice.`, 'Somebody had come.', ...chapters.slice(2), 'And ten.']
  const place: Place = { part: 'work', workId: rows[0].id, chapterId: null }
  await keep(place, { title: 'Half Written, Once More', body: html(mine), spelling: 'html' }, 0, 4)
  const pages = [
    ['begun and not saved', '/users/typist/manuscripts'],
    ['a form that was restored', `/works/new?manuscript=${key}`],
    ['a form beside what was begun', '/works/new'],
    ['two texts beside each other', `/works/${id}/edit`],
  ] as const
  return pages.map(([name, path]) => ({ name, path, as: 'typist' }))
}
