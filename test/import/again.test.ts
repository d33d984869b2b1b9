import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Member } from '../../src/core/actor.ts'
import { makeWorld, type World } from '../world.ts'
import { chapterBoxes, download } from './downloads.ts'
import { bring, brought, fixture, recordOf, worksIn } from './importing.ts'

let world: World
let wick: Member
let other: Member
beforeAll(async () => {
  world = await makeWorld()
  wick = await world.person('wick')
  other = await world.person('other')
})
afterAll(() => world.end())

const revisions = (workId: number) =>
  world.db
    .selectFrom('work_revisions')
    .selectAll()
    .where('work_id', '=', workId as never)
    .orderBy('id')
    .execute()

test('the same file again is already here and changes nothing', async () => {
  const file = download({ id: 1 })
  const first = await brought(world, wick, file)
  const before = await worksIn(world)
  expect(await bring(world, wick, file)).toMatchObject({ outcome: 'already-here', workId: first.workId })
  expect(await worksIn(world)).toEqual(before)
  expect(await revisions(first.workId)).toEqual([])
})

test('a newer file of the same origin takes its place, and the former record is kept whole as a revision', async () => {
  const file = (count: number) =>
    download({ id: 2, stats: `Published: 2026-01-02 Chapters: ${count}/3`, chapters: chapterBoxes(count) })
  const first = await brought(world, wick, file(2))
  const former = await recordOf(world, wick, first.workId)
  expect(await bring(world, wick, file(3))).toMatchObject({ outcome: 'updated', workId: first.workId })
  expect((await recordOf(world, wick, first.workId)).chapters.map(({ title }) => title)).toEqual([
    'Square 1',
    'Square 2',
    'Square 3',
  ])
  expect((await revisions(first.workId)).map(({ record }) => record)).toEqual([former])
})

test('what the person decided here outlives a newer file: who may read it, and what they allow', async () => {
  const first = await brought(world, wick, download({ id: 3, title: 'Mine' }), 'mine')
  const allowed = { ...(await recordOf(world, wick, first.workId)).permissions, podfic: 'no' as const }
  await world.db
    .updateTable('works')
    .set({ audience: 'members', permissions: JSON.stringify(allowed) })
    .where('id', '=', first.workId)
    .execute()
  expect(await bring(world, wick, download({ id: 3, title: 'Mine again' }), 'mine')).toMatchObject({
    outcome: 'updated',
  })
  expect(await recordOf(world, wick, first.workId)).toMatchObject({
    title: 'Mine again',
    audience: 'members',
    permissions: { podfic: 'no' },
  })
})

test('the chapters that stay keep their addresses, and readers their places', async () => {
  const file = (count: number) =>
    download({ id: 4, stats: `Published: 2026-01-02 Chapters: ${count}/?`, chapters: chapterBoxes(count) })
  const { workId } = await brought(world, wick, file(3))
  const ids = () =>
    world.db.selectFrom('chapters').select('id').where('work_id', '=', workId).orderBy('position').execute()
  const before = await ids()
  await brought(world, wick, file(2))
  expect(await ids()).toEqual(before.slice(0, 2))
})

test('a saved chapter never takes the place of the whole work, and is not said to be here when it is not', async () => {
  const page = fixture('page-chapter-3-of-12.html')
  const first = await brought(world, wick, page)
  expect(await bring(world, wick, page)).toMatchObject({ outcome: 'already-here', workId: first.workId })
  const fourth = page.replaceAll('chapter-3', 'chapter-4').replace('<p>', '<p>Another chapter. ')
  expect(await bring(world, wick, fourth)).toMatchObject({
    outcome: 'refused',
    why: 'part-of-more',
    reason: expect.stringContaining('entire work'),
  })
  expect(await revisions(first.workId)).toEqual([])
})

test('I-013: the same origin brought twenty times at once is one work', async () => {
  const file = download({ id: 6, title: 'Asked for by all' })
  const reports = await Promise.all(Array.from({ length: 20 }, () => brought(world, wick, file)))
  expect(new Set(reports.map(({ workId }) => workId)).size).toBe(1)
  expect(reports.map(({ outcome }) => outcome).sort()).toEqual([
    ...Array(19).fill('already-here'),
    'imported',
  ])
  const posted = await Promise.all(Array.from({ length: 20 }, () => brought(world, wick, file, 'mine')))
  expect(new Set(posted.map(({ workId }) => workId)).size).toBe(1)
})

test('works that share creators, tags and series in any order come in at once', async () => {
  const names = ['ash', 'birch', 'cedar', 'elm']
  const turned = (at: number) => [...names.slice(at % 4), ...names.slice(0, at % 4)]
  const link = (name: string) => `<a href="https://archiveofourown.org/x">${name}</a>`
  const files = Array.from({ length: 24 }, (_, at) =>
    download({
      id: 100 + at,
      by: turned(at).map(link).join(', '),
      rows: {
        'Additional Tags': turned(at).map(link).join(', '),
        Series: turned(at)
          .map(
            (name, i) =>
              `Part ${i + 1} of <a href="https://archiveofourown.org/series/${name.length}">${name}</a>`,
          )
          .join(', '),
      },
    }),
  )
  const reports = await Promise.all(files.map((file) => bring(world, other, file)))
  expect(reports.map(({ outcome }) => outcome)).toEqual(files.map(() => 'imported'))
})

test('two people keep the same work without knowing of each other', async () => {
  const file = download({ id: 7, title: 'Kept twice' })
  const [mine, theirs] = [await brought(world, wick, file), await brought(world, other, file)]
  expect([mine.outcome, theirs.outcome]).toEqual(['imported', 'imported'])
  expect(mine.workId).not.toBe(theirs.workId)
  await brought(world, other, download({ id: 7, title: 'Kept twice, changed' }))
  expect((await recordOf(world, wick, mine.workId)).title).toBe('Kept twice')
  expect((await recordOf(world, other, theirs.workId)).title).toBe('Kept twice, changed')
})

test('nobody takes over a work that another has posted by bringing its origin', async () => {
  const posted = await brought(world, wick, download({ id: 8, title: 'Posted' }), 'mine')
  const taken = await brought(world, other, download({ id: 8, title: 'Taken' }), 'mine')
  expect(taken).toMatchObject({ outcome: 'already-here', workId: posted.workId })
  const own = `http://archive.test/works/${posted.workId}`
  const named = download({ id: 8, title: 'Taken' }).replaceAll('https://archiveofourown.org/works/8', own)
  expect(await bring(world, other, named, 'mine')).toMatchObject({ outcome: 'already-here' })
  expect((await recordOf(world, wick, posted.workId)).title).toBe('Posted')
})
