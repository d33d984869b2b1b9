import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DOWN_THE_OTHER_SIDE, expected, tightly } from '../../test/fixtures/import/expected.ts'
import { NOTHING_SAID } from '../works/index.ts'
import { looksLikeAo3Page, readAo3Page } from './ao3-page.ts'
import type { Reading } from './source.ts'

const fixture = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../../test/fixtures/import', name), 'utf8')
const read = (reading: Reading) => {
  if (reading.outcome !== 'read') throw new Error(reading.reason)
  return tightly(reading.record)
}

describe('pages saved from a browser', () => {
  test('an entire work, with its gifts [I-013]', () => {
    const text = fixture('page-entire.html')
    expect(looksLikeAo3Page(text)).toBe(true)
    const prompt =
      'the prompt it answers is not kept: In response to a prompt by hatter in the Tea collection.'
    expect(read(readAo3Page(text))).toEqual(
      expected(
        { ...DOWN_THE_OTHER_SIDE, recipients: ['walrus', 'The Carpenter, Esq.'] },
        { format: 'ao3-page', era: 'saved page', losses: [prompt], repairs: [] },
      ),
    )
  })

  test('one chapter of many is read, and what is missing is named', () => {
    const record = read(readAo3Page(fixture('page-chapter-3-of-12.html')))
    expect(record).toMatchObject({
      title: 'The Long Stair',
      creators: ['hudson_m'],
      origin: { url: 'https://archiveofourown.org/works/1890', archive: 'Archive of Our Own' },
      language: 'pt-BR',
      published: '2019-09-09',
      completed: '2020-01-31',
      chapterCount: { posted: 12, expected: 12 },
      words: { stated: 40_000 },
      audience: 'kept',
      permissions: NOTHING_SAID,
      import: { format: 'ao3-page', era: 'saved chapter' },
    })
    expect(record.chapters).toHaveLength(1)
    expect(record.chapters[0]).toMatchObject({ position: 3, title: 'Landing', published: null })
    expect(record.chapters[0]!.html).toMatch(/COME AT ONCE IF CONVENIENT<\/p><p>\[A stair\]<\/p>$/)
    expect(record.import?.losses).toEqual([
      'only chapter 3 of 12 is in this file',
      'the work’s summary and notes stand on the page of its first chapter',
      'the work’s end notes stand on the page of its last chapter',
      'the work skin, the creator’s own style, is not kept',
      'where it came from, only people who were logged in could read it',
      'a picture stored with the file is not kept, only its description',
    ])
  })

  test('one chapter without a name on it, with tags hidden by a preference', () => {
    const record = read(readAo3Page(fixture('page-anonymous.html')))
    expect(record).toMatchObject({
      title: 'Unsigned',
      creators: [],
      anonymous: true,
      origin: { url: 'https://archiveofourown.org/works/1891' },
      completed: '2022-12-25',
      chapters: [{ position: 1, published: '2022-12-25' }],
    })
    expect(record.chapters[0]!.html).toMatch(/^<p>“Who wrote it\?”<\/p>[\s\S]*Work Text:[\s\S]*Nobody says\./)
    expect(record.import?.losses).toEqual([
      'language not stated: kept as unknown',
      'additional tags were hidden on this page by the preference of who saved it',
    ])
  })

  test('a page that stops in the middle is refused', () => {
    const text = fixture('page-entire.html')
    const cut = readAo3Page(text.slice(0, text.indexOf('Below them the board')))
    expect(cut).toMatchObject({ outcome: 'refused', why: 'damaged' })
  })
})
