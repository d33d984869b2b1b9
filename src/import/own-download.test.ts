import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { NOTHING_SAID } from '../works/index.ts'
import { readAo3Epub } from './ao3-epub.ts'
import { looksLikeAo3Html, readAo3Html } from './ao3-html.ts'
import { applyCarried } from './own-download.ts'
import type { Reading } from './source.ts'

const OURS = readFileSync(join(import.meta.dirname, '../../test/fixtures/import/html-2026-many.html'), 'utf8')
  .replaceAll('https://archiveofourown.org/works/1865', 'https://archive.example/works/5')
  .replaceAll('Archive of Our Own', 'The Looking-Glass Archive')

const escaped = (json: unknown): string =>
  JSON.stringify(json).replaceAll('&', '&amp;').replaceAll('"', '&quot;')
const carrying = (json: unknown): string =>
  OURS.replace('<title>', `<meta name="palimpsest:record" content="${escaped(json)}"/><title>`)
const read = (reading: Reading) => {
  if (reading.outcome !== 'read') throw new Error(reading.reason)
  return reading.record
}

const KEPT = {
  origin: { url: 'https://archiveofourown.org/works/1865', archive: 'Archive of Our Own' },
  permissions: {
    download: 'yes',
    translation: 'ask',
    podfic: 'yes',
    remix: 'no',
    print: 'unsaid',
    copy: 'no',
    machines: 'no',
    words: 'Ask me "nicely" & soon.',
  },
  audience: 'members',
  recipients: ['walrus'],
  anonymous: false,
} as const

/** As export/record-carrier.ts writes it. */
const CARRIED = {
  ...KEPT,
  dates: ['2015-03-01', '2015-07-07', '2015-07-07'],
  chapterDates: ['2015-03-01', '2015-04-01', null],
  words: 99,
  import: { format: 'ao3-html', era: '2015', losses: ['an old loss'], repairs: ['an old repair'] },
}

const COMES_BACK = {
  ...KEPT,
  title: 'Down the Other Side',
  published: '2015-03-01',
  updated: '2015-07-07',
  completed: '2015-07-07',
  words: { stated: 99 },
  chapters: [{ published: '2015-03-01' }, { published: '2015-04-01' }, { published: null }],
  import: { era: 'palimpsest 1', losses: ['an old loss'], repairs: ['an old repair'] },
}

describe('our own downloads', () => {
  test('what the visible shape cannot carry comes back', () => {
    const record = read(readAo3Html(carrying(CARRIED)))
    expect(record).toMatchObject(COMES_BACK)
    expect(record.import?.format).toBe('palimpsest-html')
    expect(record.chapters.map((c) => c.title)).toEqual(['The Glass', '', 'Chapter 2'])
  })

  test('an EPUB may carry it in a page’s head or in its package', async () => {
    const meta = `<meta name="palimpsest:record" content="${escaped(CARRIED)}"/>`
    const page = OURS.replace(/^[\s\S]*?<html/, '<html')
    for (const inPackage of [true, false]) {
      const files = {
        'META-INF/container.xml':
          '<container><rootfiles><rootfile full-path="EPUB/package.opf"/></rootfiles></container>',
        'EPUB/package.opf': `<package><metadata><dc:title>T</dc:title>${inPackage ? meta : ''}</metadata><manifest><item id="a" href="the%20text.xhtml"/></manifest><spine><itemref idref="a"/></spine></package>`,
        'EPUB/the text.xhtml': inPackage ? page : page.replace('<title>', `${meta}<title>`),
      }
      const entries = new Map(
        Object.entries(files).map(([name, text]) => [name, async () => Buffer.from(text)]),
      )
      const record = read(await readAo3Epub(entries))
      expect(record).toMatchObject(COMES_BACK)
      expect(record.import?.format).toBe('palimpsest-epub')
    }
  })

  test('titles are told from headings whatever our closing line says', () => {
    const text = carrying(CARRIED)
      .replace('let the creator know', 'say hello')
      .replaceAll(/>(Archive Warning|Categorie|Fandom|Character)s:/g, '>$1:')
    expect(read(readAo3Html(text)).chapters.map((c) => c.title)).toEqual(['The Glass', '', 'Chapter 2'])
  })

  test('without the hidden part it is read as a download from an archive of that name', () => {
    expect(looksLikeAo3Html(OURS)).toBe(true)
    expect(read(readAo3Html(OURS))).toMatchObject({
      origin: { url: 'https://archive.example/works/5', archive: 'The Looking-Glass Archive' },
      audience: 'kept',
    })
  })

  test('a hidden part that is no JSON is named', () => {
    const text = OURS.replace('<title>', '<meta name="palimpsest:record" content="{nonsense"/><title>')
    const record = read(readAo3Html(text))
    expect(record.import?.losses).toEqual(['the hidden part of this download could not be read'])
    expect(record.audience).toBe('kept')
  })

  test.each([
    ['permissions', { permissions: { download: 'perhaps' } }],
    ['dates', { dates: ['2015-02-30', null, null] }],
    ['origin', { origin: { url: 'javascript:alert(1)', archive: 'x' } }],
    ['audience', { audience: 'everyone' }],
  ])('wrong %s are named and left, the rest is taken', (name, json) => {
    const record = read(readAo3Html(carrying({ recipients: ['walrus'], ...json })))
    expect(record).toMatchObject({
      recipients: ['walrus'],
      origin: { url: 'https://archive.example/works/5' },
      audience: 'kept',
      import: { losses: [`hidden field “${name}” could not be read: not kept`] },
    })
  })

  test('permissions of a later version, or in very many words, are taken as far as we know them', () => {
    const said = { ...NOTHING_SAID, copy: 'no', words: 'No. '.repeat(10_000) }
    const record = read(readAo3Html(carrying({ permissions: { ...said, skywriting: 'yes' } })))
    expect(record.permissions).toEqual(said)
  })

  test('a story cannot carry settings: only the head is looked at', () => {
    const text = OURS.replace(
      'The glass was soft',
      `<meta name="palimpsest:record" content="${escaped(CARRIED)}"/>The glass`,
    )
    expect(read(readAo3Html(text))).toMatchObject({ audience: 'kept', import: { format: 'ao3-html' } })
  })

  test('an undivided text has its chapter’s title and notes from there, cleaned', () => {
    const one = read(
      readAo3Html(
        readFileSync(join(import.meta.dirname, '../../test/fixtures/import/html-2026-one.html'), 'utf8'),
      ),
    )
    const onlyChapter = { title: 'Alone', summary: '', notes: '<p onclick="x()">Mind.</p>', endNotes: '' }
    expect(applyCarried(one, { onlyChapter }).chapters[0]).toMatchObject({
      title: 'Alone',
      notes: '<p>Mind.</p>',
    })
    expect(applyCarried(one, { onlyChapter, origin: null }).origin).toBeNull()
  })

  test('fields we do not know are left, fields it does not name stay as printed', () => {
    const record = read(readAo3Html(OURS))
    expect(applyCarried(record, { shoeSize: 7 })).toEqual(record)
  })
})
