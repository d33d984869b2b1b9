import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Member } from '../../src/core/actor.ts'
import { makeWorld, type World } from '../world.ts'
import { carrying, chapterBoxes, download } from './downloads.ts'
import { brought, recordOf } from './importing.ts'

let world: World
let wick: Member
beforeAll(async () => {
  world = await makeWorld()
  await world.person('owner', 'owner')
  wick = await world.person('wick')
})
afterAll(() => world.end())

const link = (name: string): string => `<a href="https://archiveofourown.org/tags/x">${name}</a>`
let id = 5000
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

const carried = (fields: object, some: Parameters<typeof download>[0] = {}): string =>
  carrying(fields, { id: ++id, ...some })

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

  test('a series whose address and title are as long as may be', async () => {
    const url = `https://a.example/${Array.from({ length: 470 }, (_, at) => String(mixed(at)).slice(0, 3)).join('')}`
    const title = Array.from({ length: 255 }, (_, at) =>
      String.fromCodePoint(0x20000 + (mixed(at) % 20_000)),
    ).join('')
    const file = carried({ series: [{ title, position: 1, url }] })
    const { workId } = await brought(world, wick, file)
    expect((await recordOf(world, wick, workId)).series).toEqual([{ title, position: 1, url }])
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
    const file = carried(
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
