import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Member } from '../../src/core/actor.ts'
import { bringWork, type WorkRecord } from '../../src/works/index.ts'
import { aRecord, BASE_URL, makeWorld, NOW, type World } from '../world.ts'
import { carrying, download } from './downloads.ts'
import { bring, brought, recordOf, worksIn } from './importing.ts'

let world: World
let wick: Member
beforeAll(async () => {
  world = await makeWorld()
  await world.person('owner', 'owner')
  wick = await world.person('wick')
})
afterAll(() => world.end())

const link = (name: string): string => `<a href="https://archiveofourown.org/tags/x">${name}</a>`
let id = 1000
const bringRecord = async (some: Parameters<typeof download>[0]) => {
  const report = await brought(world, wick, download({ id: ++id, ...some }))
  expect((await world.get(`/works/${report.workId}`, 'wick')).status).toBe(200)
  return { report, record: await recordOf(world, wick, report.workId) }
}

const carried = (fields: object, some: Parameters<typeof download>[0] = {}): string =>
  carrying(fields, { id: ++id, ...some })

describe('nothing is ever half imported', () => {
  test('[A-39] when the last statement fails, no trace of the work is left', async () => {
    const before = await counts()
    const bad: WorkRecord = aRecord({
      creators: ['Never Stored'],
      additionalTags: ['a tag never stored'],
      series: [{ title: 'A series never stored', position: 1 }],
      relatedWorks: [{ relation: 'inspired-by', title: 'x\0y', creators: [], url: null, language: null }],
    })
    const common = { by: wick, asCreator: false, statements: [], baseUrl: BASE_URL, now: NOW }
    await expect(bringWork(world.db, { record: bad, ...common })).rejects.toThrow(/0x00/)
    expect(await counts()).toEqual(before)
  })

  test('when a newer file cannot be stored, the former work stays whole, without a revision', async () => {
    const origin = { url: 'https://archiveofourown.org/works/900', archive: 'Archive of Our Own' }
    const common = { by: wick, asCreator: false, statements: [], baseUrl: BASE_URL, now: NOW }
    const { workId } = await bringWork(world.db, { record: aRecord({ origin }), ...common })
    const [before, all] = [await recordOf(world, wick, workId), await counts()]
    const series = [{ title: 'x', position: 3_000_000_000 }]
    await expect(bringWork(world.db, { record: aRecord({ origin, series }), ...common })).rejects.toThrow()
    expect(await recordOf(world, wick, workId)).toEqual(before)
    expect(await counts()).toEqual(all)
  })

  const counts = async () => {
    const tables = [
      'works',
      'chapters',
      'tags',
      'series',
      'pen_names',
      'work_revisions',
      'creatorships',
    ] as const
    const all = await Promise.all(
      tables.map((table) =>
        world.db
          .selectFrom(table)
          .select((is) => is.fn.countAll().as('n'))
          .execute(),
      ),
    )
    return all.map(([row], at) => `${tables[at]} ${row?.n}`)
  }
})

describe('what no database or page can hold is cleaned', () => {
  const BAD = 'a\u0000b\ud800c\udc00d\u001be\u202ef\ufffeg\u0085h'

  test('control characters, halves of characters and zero bytes in a hidden record', async () => {
    const file = carried({
      origin: { url: 'https://elsewhere.example/works/5', archive: BAD },
      recipients: [BAD, '\u0000'],
      collections: [BAD],
      series: [{ title: BAD, position: 1 }],
      permissions: {
        ...{ download: 'yes', translation: 'no', podfic: 'ask', remix: 'unsaid', print: 'unsaid' },
        ...{ copy: 'unsaid', machines: 'no', words: `${BAD}\nline two` },
      },
      relatedWorks: [
        { relation: 'inspired-by', title: BAD, creators: [BAD], url: 'https://a.example/', language: BAD },
      ],
      onlyChapter: { title: BAD, summary: BAD, notes: BAD, endNotes: BAD, creators: [BAD] },
      import: { losses: [BAD], repairs: [BAD] },
    })
    const report = await brought(world, wick, file)
    const record = await recordOf(world, wick, report.workId)
    const text = JSON.stringify(record)
    expect(text).not.toMatch(/\\u0000|\\u001b|\\ud800|\ufffe/)
    expect(JSON.stringify([record.recipients, record.series, record.collections])).not.toContain('\u202e')
    expect(record).toMatchObject({
      recipients: ['ab\ufffdc\ufffddef' + 'g h'],
      permissions: { machines: 'no', words: expect.stringMatching(/\nline two$/) },
      relatedWorks: [{ language: null }],
    })
  })

  test.each([
    ['a title', { title: 'x&#0;y&#x1b;z&#xd800;' }],
    ['a creator', { by: link('x&#0;y&#x1b;z&#xd800;') }],
    ['a tag', { rows: { 'Additional Tags': link('x&#0;y&#x1b;z&#xd800;') } }],
    ['a series', { rows: { Series: `Part 1 of ${link('x&#0;y&#x1b;z&#xd800;')}` } }],
    ['a row nobody knows', { rows: { 'Odd&#x1b; row': 'x&#0;y&#xd800;' } }],
    ['a summary', { summary: '<p>x&#0;y&#x1b;z&#xd800;</p>' }],
    ['the text', { chapters: '<div class="userstuff"><p>x&#0;y&#x1b;z&#xd800;\u0000</p></div>' }],
  ])('in %s of a download', async (_, some) => {
    const { record } = await bringRecord(some)
    expect(JSON.stringify(record)).not.toMatch(/\\u00(?:00|1b)|\\ud8/i)
  })

  test('a report never ends in half a character', async () => {
    const odd = `${'x'.repeat(58)}🐟🐟🐟`
    const { record } = await bringRecord({
      rows: { Odd: odd, Rating: link(odd), Language: odd, Stats: `Published: ${'y'.repeat(29)}🐟` },
      stats: `Published: ${'y'.repeat(29)}🐟🐟 Words: 5`,
    })
    expect(record.import?.losses.every((loss) => loss.isWellFormed())).toBe(true)
  })
})

describe('what a download states of words, chapters and dates', () => {
  test.each([
    ['Words: 999,999,999,999 Chapters: 1/1', { words: { stated: null } }, /words stated/],
    [
      'Words: 5 Chapters: 1/999,999,999,999',
      { chapterCount: { posted: 1, expected: null } },
      /chapters stated/,
    ],
    ['Words: 5 Chapters: 999,999,999,999/1', { chapterCount: { posted: 1, expected: 1 } }, /chapters/],
    ['Words: many Chapters: 1/1', { words: { stated: null } }, null],
  ])('%s', async (stats, expected, loss) => {
    const { record } = await bringRecord({ stats: `Published: 2026-01-02 ${stats}` })
    expect(record).toMatchObject(expected)
    if (loss) expect(record.import?.losses).toContainEqual(expect.stringMatching(loss))
  })

  test.each([
    '0000-01-01',
    '0001-01-01',
    '9999-12-31',
    '2026-02-31',
    '2026-13-01',
    '99999-01-01',
    'yesterday',
  ])('a work of %s has no date, and says so', async (date) => {
    const { record } = await bringRecord({
      stats: `Published: ${date} Completed: ${date} Words: 5 Chapters: 1/1`,
    })
    expect(record).toMatchObject({ published: null, updated: null, completed: null })
    expect(record.import?.losses).toContain(`published date “${date}” is no date`)
  })

  test('dates in a hidden record are held to the same', async () => {
    const report = await brought(
      world,
      wick,
      carried({ dates: ['0000-01-01', '9999-12-31', null], chapterDates: ['2026-02-31'] }),
    )
    const record = await recordOf(world, wick, report.workId)
    expect([record.updated, record.chapters[0]?.published]).not.toContain('2026-02-31')
    expect(record.import?.losses).toEqual(
      expect.arrayContaining([expect.stringContaining('“dates”'), expect.stringContaining('“chapterDates”')]),
    )
  })

  test('W-013: a work that came with a date long past shows it, and stands below those of later dates', async () => {
    const stats = (day: string) => `Published: ${day} Words: 5 Chapters: 1/1`
    const old = await brought(
      world,
      wick,
      download({ id: ++id, title: 'Old lamp', stats: stats('1990-05-01') }),
      'mine',
    )
    await brought(world, wick, download({ id: ++id, title: 'New lamp', stats: stats('2026-05-01') }), 'mine')
    const list = await (await world.get('/works')).text()
    expect(list.indexOf('New lamp')).toBeGreaterThan(0)
    expect(list.indexOf('Old lamp')).toBeGreaterThan(list.indexOf('New lamp'))
    expect(await (await world.get(`/works/${old.workId}`)).text()).toContain('1990')
  })

  test('what looks like a tag in a text conversion is counted among its words', async () => {
    const text = `Preface\n\nRain\nPosted originally on the Archive of Our Own at http://archiveofourown.org/works/${++id}.\n\nRating:\nNot Rated\nFandom:\nOriginal Work\nStats:\nPublished: 2020-01-01 Words: 6 Chapters: 1/1\n\nRain\nby mudlark\n\nThe fish <b and c> swam\n\nAfterword\n\nPlease drop by the archive and comment to let the author know if you enjoyed their work!\n`
    expect((await brought(world, wick, text)).words).toEqual({ counted: 6, stated: 6 })
  })

  test('a work dated ahead of today does not stand first in every list', async () => {
    const { report } = await bringRecord({ stats: 'Published: 2199-01-01 Words: 5 Chapters: 1/1' })
    const rows = await worksIn(world)
    expect(rows.find((row) => row.id === report.workId)?.sorted_at).toEqual(NOW)
  })

  test.each(['Klingonese', '', 'Elvish '.repeat(7)])(
    'a language nobody knows is kept as unknown: %j',
    async (language) => {
      const { record } = await bringRecord({ rows: { Language: language } })
      expect(record.language).toBe('und')
      expect(record.import?.losses).toContainEqual(expect.stringMatching(/^language .* kept as unknown$/))
    },
  )
})

test('an address that is none, or longer than any, is left out and named', async () => {
  const long = `https://elsewhere.example/works/${'1'.repeat(9_000)}`
  const report = await brought(
    world,
    wick,
    carried({ origin: { url: long, archive: 'x' }, series: [{ title: 's', position: 1, url: long }] }),
  )
  const record = await recordOf(world, wick, report.workId)
  expect(record.origin).toBeNull()
  expect(record.series).toEqual([{ title: 's', position: 1 }])
  expect(report.losses).toContainEqual(expect.stringMatching(/^the address it came from/))
})

test('a file that the database refuses all the same is refused, and the next one comes in', async () => {
  const refuse = `create function refuse() returns trigger language plpgsql as
    $$ begin if new.title = 'Unstorable' then raise exception 'not this' using errcode = '22000'; end if; return new; end $$;
    create trigger refuse before insert on works for each row execute function refuse()`
  await world.pool.query(refuse)
  expect(await bring(world, wick, download({ id: ++id, title: 'Unstorable' }))).toMatchObject({
    outcome: 'refused',
    why: 'damaged',
    reason: 'The work cannot be stored: not this.',
  })
  expect(await bring(world, wick, download({ id: ++id }))).toMatchObject({ outcome: 'imported' })
})
