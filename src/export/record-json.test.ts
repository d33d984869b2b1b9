import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { carried, carry, recordJson } from './index.ts'
import { anyRecord, chapter, kinds, record, related } from './records.fixtures.ts'

const schema: object = JSON.parse(
  readFileSync(new URL('../../docs/record.schema.json', import.meta.url), 'utf8'),
)
const valid = new Ajv2020({ allErrors: true, strictTypes: false }).compile(schema)
const faults = (given: unknown): unknown => (valid(given) ? [] : valid.errors)

describe('a record as JSON', () => {
  test.each([...kinds])('is what the published schema says: %s', (_, more) => {
    expect(faults(JSON.parse(recordJson(record(more))))).toEqual([])
  })

  test('is what the schema says for any record', () => {
    fc.assert(
      fc.property(anyRecord, (any) => {
        expect(faults(JSON.parse(recordJson(any)))).toEqual([])
      }),
    )
  })

  test('is refused by the schema when a field is wrong, missing or unknown', () => {
    const { title: _, ...untitled } = record()
    for (const wrong of [untitled, { ...record(), rating: 'PG' }, { ...record(), kudos: 7 }]) {
      expect(valid(JSON.parse(JSON.stringify(wrong)))).toBe(false)
    }
  })

  test('is the same text whatever the order its parts were made in', () => {
    const backwards = Object.fromEntries(Object.entries(record()).toReversed())
    expect(recordJson(backwards as unknown as ReturnType<typeof record>)).toBe(recordJson(record()))
    expect(Object.keys(JSON.parse(recordJson(record())))).toEqual(Object.keys(record()))
  })
})

describe('the record carried in a download', () => {
  test('gives back what the page cannot show', () => {
    const work = record({
      ...kinds.get('imported'),
      series: [{ title: 'S', position: 2, url: 'https://archive.example/series/1' }],
      relatedWorks: [related()],
      chapters: [chapter(1, { title: 'Only', notes: '<p>"n" & \u2028</p>' })],
    })
    expect(carried(carry(work))).toEqual({
      language: 'en',
      origin: work.origin,
      audience: 'kept',
      anonymous: false,
      recipients: ['a friend'],
      collections: [],
      dates: ['2024-02-03', '2024-02-03', '2024-02-03'],
      words: 1200,
      permissions: work.permissions,
      series: work.series,
      relatedWorks: work.relatedWorks,
      chapterDates: ['2024-02-03'],
      onlyChapter: { title: 'Only', summary: '', notes: '<p>"n" & \u2028</p>', endNotes: '' },
      import: work.import,
    })
  })

  test('is read field by field: what is wrong is as if not there', () => {
    const forged = {
      audience: 'everyone',
      anonymous: true,
      words: -1,
      origin: { url: 'javascript:alert(1)', archive: 'x' },
      permissions: { download: 'yes' },
      chapterDates: ['yesterday'],
      recipients: ['me'],
      admin: true,
    }
    expect(carried(JSON.stringify(forged))).toEqual({ anonymous: true, recipients: ['me'] })
  })

  test('is nothing when it is not ours', () => {
    for (const content of ['', 'x', '[]', 'null', '7', '"{}"', '{']) expect(carried(content)).toBeUndefined()
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (any) => void carried(any)))
    fc.assert(fc.property(fc.json(), (any) => void carried(any)))
  })

  test('[W-064] names no creator of an anonymous work', () => {
    const chapters = [chapter(1, { title: 'Only', creators: ['marigold'] })]
    expect(carry(record({ anonymous: true, chapters }))).not.toContain('marigold')
  })
})
