import type { WorkId } from '../../src/core/ids.ts'
import { notePlace } from '../../src/library/index.ts'
import { aChapter, NOW, type World } from '../world.ts'
import type { PageKind } from './pages-in-browser.ts'

/** Pages that know where their reader stopped: at a chapter of the longest title, with new ones since; and sharing. */
export async function placesPages(world: World): Promise<PageKind[]> {
  const writer = await world.known('writer')
  const beginner = await world.person('who_begins')
  const title = `Begun-${'WithoutAnySpaceAtAll'.repeat(6)}`
  const chapters = ['', title, 'The Third Stair'].map((name, at) =>
    aChapter({ title: name, position: at + 1 }),
  )
  const works = [
    await world.work(writer, { title, chapters, chapterCount: { posted: 3, expected: null } }),
    await world.work(writer, { title: 'مصباح على الدرج', language: 'ar' }),
    await world.work(writer, { title: 'Read to the End' }),
  ]
  const ids = await chaptersOf(world, works[0] ?? 0)
  for (const [at, id] of works.entries()) {
    const place = { chapterId: ids[1] ?? null, share: at === 2 ? 1 : 0.4, chapters: at === 0 ? 2 : 1 }
    const where = { workId: id as WorkId, paragraph: 0, device: '', at: NOW }
    await notePlace(world.db, beginner, { ...where, ...place }, NOW)
  }
  const pages: readonly (readonly [string, string])[] = [
    ['home of somebody who reads', '/'],
    ['works of which some are begun', '/works?creator=writer'],
    ['a work that is begun', `/works/${works[0]}`],
    ['chapter index of a work that is begun', `/works/${works[0]}/navigate`],
    ['sharing a work', `/works/${works[0]}/share`],
  ]
  return pages.map(([name, path]) => ({ name, path, as: beginner.name }))
}

async function chaptersOf({ db }: World, work: number) {
  const rows = await db
    .selectFrom('chapters')
    .select('id')
    .where('work_id', '=', work as WorkId)
    .orderBy('position')
    .execute()
  return rows.map(({ id }) => id)
}
