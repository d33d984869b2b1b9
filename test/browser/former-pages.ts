import { parseChapterId, parseWorkId } from '../../src/core/ids.ts'
import { inTransaction } from '../../src/storage/transaction.ts'
import { keepFormer, trashChapter, trashWork } from '../../src/works/index.ts'
import { aChapter, BASE_URL, NOW, type World } from '../world.ts'
import type { PageKind } from './pages-in-browser.ts'

/** A work with a past, and a trash with something in it. */
export async function formerPages(world: World): Promise<PageKind[]> {
  const reader = await world.known('reader')
  const before = '<p>The bees slept under the eaves all winter.</p><p>Nobody woke them.</p>'
  const after =
    '<p>The <em>old</em> bees slept under the eaves until March.</p><p>Nobody woke them.</p><p>Not yet.</p>'
  const chapters = [before, '<p>Second.</p>', '<p>Third.</p>'].map((html) => aChapter({ html }))
  const id = parseWorkId(String(await world.work(reader, { title: 'A Work With a Past', chapters })))
  const gone = parseWorkId(String(await world.work(reader, { title: 'Thrown Away' })))
  const { rows } = await world.pool.query('select id from chapters where work_id = $1 order by position', [
    id,
  ])
  const [first, last] = [rows[0], rows[2]].map((row) => parseChapterId(String(row.id)))
  if (!id || !gone || !first || !last) throw new Error('the work is not there')
  await inTransaction(world.db, async (trx) => {
    const shown = { note: 'more of the bees' }
    await keepFormer(trx, { workId: id, chapterId: null, by: reader, now: NOW })
    await trx
      .updateTable('works')
      .set({ summary: '<p>Of bees.</p>', rating: 'Mature' })
      .where('id', '=', id)
      .execute()
    await keepFormer(trx, { workId: id, chapterId: first, by: reader, now: NOW, shown })
    await trx.updateTable('chapters').set({ html: after }).where('id', '=', first).execute()
    await trashChapter(trx, reader, id, last, NOW)
  })
  await trashWork(world.db, reader, gone, { baseUrl: BASE_URL, now: NOW })
  const formers = await world.pool.query('select id from work_revisions where work_id = $1 order by id', [id])
  const at = `/works/${id}/revisions`
  const own: readonly (readonly [string, string])[] = [
    ['what a work was', at],
    ['an earlier version of its fields', `${at}/${formers.rows[0].id}`],
    ['an earlier version of a chapter', `${at}/${formers.rows[1].id}`],
    ['a chapter as it was', `${at}/${formers.rows[1].id}?as=text`],
    ['a work that was edited', `/works/${id}`],
    ['asked before a work is deleted', `/works/${id}/confirm_delete`],
    ['the trash', '/users/reader/works/trash?done=trashed'],
  ]
  return own.map(([name, path]) => ({ name, path, as: 'reader' }))
}
