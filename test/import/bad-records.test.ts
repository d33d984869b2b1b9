import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Member } from '../../src/core/actor.ts'
import { bringWork, type WorkRecord } from '../../src/works/index.ts'
import { aRecord, BASE_URL, makeWorld, NOW, type World } from '../world.ts'
import { bring, brought, chapterBoxes, download, recordOf, worksIn } from './importing.ts'

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

/** Numbers in no order, the same each time. */
function mixed(at: number): number {
  const first = Math.imul(at ^ (at >>> 15), 0x2c1b3c6d)
  const second = Math.imul(first ^ (first >>> 12), 0x297a2d39)
  return (second ^ (second >>> 15)) >>> 0
}

/** One of our own downloads with this in its hidden part: a stranger can write anything there. */
const carrying = (carried: object, some: Parameters<typeof download>[0] = {}): string => {
  const json = JSON.stringify(carried).replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  return download({ id: ++id, ...some }).replace(
    '<head>',
    `<head><meta name="palimpsest:record" content="${json}">`,
  )
}

describe('nothing is ever half imported', () => {
  test('when the last statement fails, no trace of the work is left', async () => {
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
    const file = carrying({
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

describe('what is larger than any person made is cut, and named', () => {
  const LONG = 'Lamplight '.repeat(1_000).trim()

  test('a title, a creator, a series and a chapter of 10,000 characters', async () => {
    const { record } = await bringRecord({
      title: LONG,
      by: link(LONG),
      rows: { Series: `Part 2 of ${link(LONG)}` },
      stats: 'Published: 2026-01-02 Chapters: 1/2',
      chapters: chapterBoxes(1, () => LONG),
    })
    expect(record.title).toBe(LONG.slice(0, 255).trim())
    expect(record.creators).toEqual([LONG.slice(0, 255).trim()])
    expect(record.series).toMatchObject([{ title: LONG.slice(0, 255).trim(), position: 2 }])
    expect(record.chapters[0]?.title).toBe(LONG.slice(0, 255).trim())
    for (const what of ['title', 'creator', 'title of a series', 'title of a chapter'])
      expect(record.import?.losses).toContainEqual(
        expect.stringMatching(new RegExp(`^${what} of \\d+ characters cut to its first 255`)),
      )
  })

  test('a tag of 10,000 characters', async () => {
    const { record } = await bringRecord({ rows: { 'Additional Tags': link(LONG) } })
    expect(record.additionalTags).toEqual([LONG.slice(0, 150).trim()])
    expect(record.import?.losses).toContainEqual(expect.stringMatching(/^tag of 9999 characters cut/))
  })

  test('the 300 tags of a real work are all kept, in their order', async () => {
    const names = Array.from({ length: 300 }, (_, at) => `Tag number ${at}, with a comma`)
    const { record } = await bringRecord({ rows: { 'Additional Tags': names.map(link).join(', ') } })
    expect(record.additionalTags).toEqual(names)
    expect(record.import?.losses).toEqual([])
  })

  test('20,000 tags, creators, recipients, series and related works', async () => {
    const many = Array.from({ length: 20_000 }, (_, at) => `name ${at}`)
    const links = many.map(link).join(', ')
    const file = carrying(
      {
        recipients: many,
        collections: many,
        relatedWorks: many.map((title) => ({
          ...{ relation: 'inspired-by', title, creators: [], url: null, language: null },
        })),
      },
      {
        by: links,
        rows: { Fandom: links, Characters: links, 'Additional Tags': links },
      },
    )
    const report = await brought(world, wick, file)
    const record = await recordOf(world, wick, report.workId)
    for (const kind of [
      'creators',
      'fandoms',
      'characters',
      'additionalTags',
      'recipients',
      'collections',
    ] as const)
      expect([kind, record[kind].length]).toEqual([kind, 1_000])
    expect(record.relatedWorks).toHaveLength(5_000)
    expect(report.losses.filter((loss) => loss.startsWith('20000 '))).toHaveLength(7)
  })

  test('5,000 chapters are all kept', async () => {
    const { record } = await bringRecord({
      stats: 'Published: 2026-01-02 Chapters: 5,000/?',
      chapters: chapterBoxes(5_000),
    })
    expect(record.chapters).toHaveLength(5_000)
    expect(record.chapters.at(-1)).toMatchObject({ position: 5_000, title: 'Square 5000' })
    expect(record.import?.losses).toEqual([])
  })

  test.each([
    ['Chinese', (at: number) => String.fromCodePoint(0x4e00 + (mixed(at) % 20_000))],
    ['words that never come twice', (at: number) => `w${at.toString(36)}q `],
    ['words joined by hyphens', (at: number) => `a${at.toString(36)}-${(at * 7).toString(36)}z `],
    ['addresses', (at: number) => `https://h${at}.example/p${at}/q${at} `],
  ])('a chapter of half a million characters of %s can be searched', async (_, letter) => {
    let text = ''
    for (let at = 0; text.length < 520_000; at++) text += letter(at)
    const { record, report } = await bringRecord({
      chapters: `<div class="userstuff"><p>A rare quennelwort. ${text}</p></div>`,
    })
    expect(record.words.counted).toBeGreaterThan(10_000)
    const found = await world.db
      .selectFrom('chapters')
      .select('work_id')
      .where('work_id', '=', report.workId)
      .where((row) =>
        row(
          'search',
          '@@' as never,
          row.fn('to_tsquery', [row.val('pal_english'), row.val('quennelwort')]) as never,
        ),
      )
      .execute()
    expect(found).toHaveLength(1)
  })

  test('notes of half a million characters that never come twice', async () => {
    const words = Array.from({ length: 80_000 }, (_, at) => `n${at.toString(36)}`).join(' ')
    const { record } = await bringRecord({ summary: `<p>${words}</p>` })
    expect(record.summary).toContain('n1pp')
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
      carrying({ dates: ['0000-01-01', '9999-12-31', null], chapterDates: ['2026-02-31'] }),
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
    carrying({ origin: { url: long, archive: 'x' }, series: [{ title: 's', position: 1, url: long }] }),
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
