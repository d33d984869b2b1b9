import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Member } from '../../src/core/actor.ts'
import { makeDownload } from '../../src/export/index.ts'
import { bringIn, gather, readGathered } from '../../src/import/index.ts'
import type { WorkRecord } from '../../src/works/index.ts'
import { BASE_URL, makeWorld, NOW, type World } from '../world.ts'
import {
  bring,
  brought,
  bytesOf,
  everyEra,
  fixture,
  fixtureBytes,
  folderOf,
  recordOf,
  worksIn,
} from './importing.ts'

let world: World
let reader: Member
beforeAll(async () => {
  world = await makeWorld()
  reader = await world.person('reader')
})
afterAll(() => world.end())

/** What the archive adds: its own numbering of chapters that came as a part, and who may see it. */
const asStored = (record: WorkRecord): WorkRecord => ({
  ...record,
  chapters: record.chapters.map((chapter, at) => ({ ...chapter, position: at + 1 })),
})

test.each(everyEra())('%s comes in as it was read, and nothing is lost that is not named', async (name) => {
  const person = await world.person(`keeper_${name.replace(/\W/g, '_').slice(-30)}`)
  const reading = await readGathered({ name, bytes: fixtureBytes(name) })
  if (reading.outcome === 'refused') throw new Error(reading.reason)
  const report = await bringIn(
    { db: world.db, by: person, whose: 'kept', baseUrl: BASE_URL, now: () => NOW },
    name,
    reading,
  )
  if (report.outcome === 'refused') throw new Error(report.reason)
  const record = await recordOf(world, person, report.workId)
  expect(record).toEqual(asStored(reading.record))
  expect(report).toMatchObject({
    outcome: 'imported',
    audience: 'kept',
    losses: reading.record.import?.losses,
    repairs: reading.record.import?.repairs,
    words: reading.record.words,
    chapters: record.chapters.length,
  })
  expect(report.words.counted).toBe(record.chapters.reduce((sum, { words }) => sum + words, 0))
})

test('I-013: a folder with a file of each era comes in, and its works are found by where they came from', async () => {
  const person = await world.person('folder_keeper')
  const { path, gone } = folderOf(Object.fromEntries(everyEra().map((name) => [name, fixtureBytes(name)])))
  const outcomes = new Map<string, string>()
  for await (const file of gather([path])) {
    const report = await bringIn(
      { db: world.db, by: person, whose: 'kept', baseUrl: BASE_URL, now: () => NOW },
      file.name,
      await readGathered(file),
    )
    outcomes.set(file.name, report.outcome === 'refused' ? report.reason : report.outcome)
  }
  gone()
  expect([...outcomes.keys()].sort()).toEqual(everyEra().sort())
  // The samples are few and the eras many: one work comes again and again, each time as its era wrote it.
  expect([...new Set(outcomes.values())].sort()).toEqual(['already-here', 'imported', 'updated'].sort())
  const works = (await worksIn(world)).filter((work) => work.person_id === person.id)
  const origins = works.flatMap((work) => work.origin_url ?? [])
  expect(new Set(origins).size).toBe(origins.length)
  expect(origins).toContain('https://archiveofourown.org/works/1887')
  expect(outcomes.get('html-2026-one.html')).toMatch(/imported|updated|already-here/)
})

test.each(['html', 'epub'] as const)('our own %s comes in as the same work', async (format) => {
  const author = await world.person(`author_${format}`)
  const record = fixture('html-2026-related.html').replaceAll('/works/', '/works/9')
  const { workId } = await brought(world, author, record, 'mine')
  const archive = { name: 'A', url: 'http://other.test' }
  const file = await makeDownload(world.db, author, { id: workId, format, archive })
  if (!file || file === 'not-allowed') throw new Error('no file was made')
  const taker = await world.person(`taker_${format}`)
  const taken = await brought(world, taker, file.bytes)
  const [before, after] = [await recordOf(world, author, workId), await recordOf(world, taker, taken.workId)]
  expect({ ...after, import: null }).toEqual({ ...before, audience: 'kept', import: null })
})

test('I-012: a download saved again in another encoding is the same work, already here', async () => {
  const html = fixture('html-2026-many.html').replaceAll('/works/', '/works/5')
  const first = await brought(world, reader, html)
  const wide = new Uint8Array(Buffer.from(`\ufeff${html}`, 'utf16le'))
  expect(await bring(world, reader, wide)).toMatchObject({ outcome: 'already-here', workId: first.workId })
  const misread = bytesOf(new TextDecoder('windows-1252').decode(bytesOf(html)))
  expect(await bring(world, reader, misread)).toMatchObject({ outcome: 'already-here', workId: first.workId })
})

test('I-014: an empty file, an error page and a login wall leave nothing behind', async () => {
  const before = (await worksIn(world)).length
  for (const file of ['', '  \n', fixture('refused-error-404.html'), fixture('refused-login-wall.html')]) {
    const report = await bring(world, reader, file, 'mine', 'a page')
    expect(report).toMatchObject({
      outcome: 'refused',
      name: 'a page',
      reason: expect.stringMatching(/\w.*\./),
    })
  }
  expect((await worksIn(world)).length).toBe(before)
})
