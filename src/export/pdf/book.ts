import { type ImageType, imageFile, imageHash } from '../../core/image-address.ts'
import { direction } from '../../core/languages.ts'
import { xmlText } from '../../epub/index.ts'
import { plainText } from '../../prose/index.ts'
import type { ChapterRecord } from '../../works/index.ts'
import { ANONYMOUS } from '../byline.ts'
import { type DownloadInput, isBlank, isChaptered, namedCreators } from '../download-input.ts'
import { permissionsText } from '../permissions-text.ts'
import { relatedInAfterword, relatedInPreface } from '../related-works.ts'
import { tagRows } from '../tag-rows.ts'
import { chapterHeading } from '../work-facts.ts'
import { type BookNode, NO_FACTS, NOTHING, part } from './book-node.ts'
import { bookWords } from './book-words.ts'
import { withoutSkips } from './heading-levels.ts'
import { tagNodes } from './tag-nodes.ts'

export const PAPERS = ['a5', 'a4', 'letter'] as const
type Paper = (typeof PAPERS)[number]
export interface Setting {
  readonly paper: Paper
  /** Of its letters, in points. */
  readonly size: number
}
export const USUAL: Setting = { paper: 'a5', size: 10 }
export const SIZES = { least: 8, most: 24 } as const

/** What book.typ is given; plain data. */
export type Book = ReturnType<typeof bookOf>

export function bookOf(input: DownloadInput, setting: Setting) {
  const { record } = input
  const creators = namedCreators(record)
  return {
    ...look(record.language, setting),
    title: record.title,
    titleSize: record.title.length > 120 ? 1.4 : record.title.length > 40 ? 1.8 : 2.4,
    head: shortened(record.title),
    creators: creators.length > 0 ? creators : [ANONYMOUS],
    fandoms: shortened(record.fandoms.join(', '), 200),
    description: shortened(plainText(record.summary), 1_000),
    subjects: ['Fanworks', record.rating, ...record.fandoms, ...record.relationships, ...record.characters],
    date: dateOf(input.modified),
    posted: posted(input),
    preface: withoutSkips(preface(input)),
    chapters: record.chapters.map((one) => chapterOf(input, one)),
    afterword: withoutSkips(afterword(input)),
  }
}

/** Serif faces that are in typst, then those a machine may have for other scripts. */
const FONTS = [
  'Libertinus Serif',
  'Amiri',
  'Noto Naskh Arabic',
  'Noto Serif Hebrew',
  ...['Noto Serif Devanagari', 'Noto Sans Devanagari', 'Noto Serif Bengali', 'Noto Sans Bengali'],
  ...['Noto Serif Tamil', 'Noto Sans Tamil', 'Noto Serif Telugu', 'Noto Sans Telugu'],
  ...['Noto Serif Thai', 'Noto Sans Thai', 'Sarabun'],
  ...['Noto Serif Khmer', 'Noto Sans Khmer'],
  ...['Noto Serif Armenian', 'Noto Sans Armenian', 'Noto Serif Georgian', 'Noto Sans Georgian'],
]
const CJK: Readonly<Record<string, string>> = { ja: 'JP', ko: 'KR', yue: 'HK' }
/** What the packages that `bin/palimpsest fonts add` fetches call theirs. */
const FETCHED: Readonly<Record<string, string>> = {
  JP: 'Japanese',
  KR: 'Korean',
  HK: 'T Chinese',
  SC: 'S Chinese',
}

/** The faces of a text in this language, in the order they are tried. */
export function facesFor(code: string): readonly string[] {
  const cjk = CJK[code] ?? 'SC'
  return [...FONTS, `Noto Serif CJK ${cjk}`, `Noto Sans CJK ${cjk}`, `Noto Sans ${FETCHED[cjk]}`]
}

function look(language: string, { paper, size }: Setting) {
  const [code = 'en', region = ''] = language.split('-')
  const wide = /^(?:zh|ja|yue|nan)$/.test(code)
  const known = /^[a-z]{2,3}$/.test(code) && code !== 'und' && code !== 'mul'
  return {
    ...{ paper: paper === 'letter' ? 'us-letter' : paper, size },
    language: known ? code : 'en',
    region: /^[A-Z]{2}$/.test(region) ? region : null,
    direction: direction(language),
    fonts: facesFor(code),
    margins: MARGINS[paper],
    room: ROOMS[paper],
    leading: wide ? 0.9 : 0.68,
    indent: code === 'ja' ? 1 : wide ? 2 : 1.3,
    indentAll: wide,
  }
}

const MARGINS: Readonly<Record<Paper, Readonly<Record<'inside' | 'outside' | 'top' | 'bottom', number>>>> = {
  a5: { inside: 19, outside: 15, top: 19, bottom: 21 },
  a4: { inside: 36, outside: 30, top: 30, bottom: 34 },
  letter: { inside: 38, outside: 32, top: 28, bottom: 32 },
}

/** For the largest picture, in millimetres: what the margins leave. */
const ROOMS: Readonly<Record<Paper, { readonly width: number; readonly height: number }>> = {
  a5: { width: 113, height: 145 },
  a4: { width: 143, height: 200 },
  letter: { width: 145, height: 190 },
}

const dateOf = (when: Date) => ({
  year: when.getUTCFullYear(),
  month: when.getUTCMonth() + 1,
  day: when.getUTCDate(),
  hour: when.getUTCHours(),
  minute: when.getUTCMinutes(),
  second: when.getUTCSeconds(),
})

const shortened = (text: string, most = 60): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  return [...line].length > most
    ? `${[...line]
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
    : line
}

/** What the book calls a picture. */
export const pictureFile = (address: string, type: ImageType): string =>
  imageFile(imageHash(address) ?? '', type)

const pictures = (input: DownloadInput): ReadonlyMap<string, string> =>
  new Map([...(input.pictures ?? [])].map(([address, { type }]) => [address, pictureFile(address, type)]))

const written = (input: DownloadInput, html: string): readonly BookNode[] =>
  isBlank(html) ? [] : bookWords(html, { pictures: pictures(input) })

const labelled = (input: DownloadInput, label: string, html: string): readonly BookNode[] =>
  isBlank(html) ? [] : [part(label), ...written(input, html)]

const link = (to: string, words: string): BookNode => ['link', { to }, [words]]

/** At the foot of the title page. */
function posted({ record, archive, workUrl }: DownloadInput): readonly BookNode[] {
  const here: BookNode[] = [`${archive.name}, `, link(workUrl, workUrl)]
  const { origin } = record
  if (!origin) return here
  return [`First posted on ${origin.archive}, `, link(origin.url, origin.url), ['br', NOTHING, []], ...here]
}

function preface(input: DownloadInput): readonly BookNode[] {
  const { record } = input
  return [
    tagNodes(tagRows(input)),
    ...labelled(input, 'Summary', record.summary),
    ...labelled(input, 'Notes', record.notes),
    ...ours(relatedInPreface(input)),
  ]
}

/** What our own markup says, in its own language. */
const ours = (html: string): readonly BookNode[] =>
  html ? [['aside', NOTHING, bookWords(html, { pictures: new Map() })]] : []

function chapterOf(input: DownloadInput, chapter: ChapterRecord) {
  const { record } = input
  const many = isChaptered(record)
  const title = many ? chapterHeading(chapter.position, chapter.title) : record.title
  return {
    title: title.trim() || 'Chapter',
    head: shortened(chapter.title || title),
    before: many ? withoutSkips(opening(input, chapter)) : [],
    text: withoutSkips(written(input, chapter.html)),
    after: withoutSkips(many ? labelled(input, 'Chapter End Notes', chapter.endNotes) : []),
  }
}

/** What stands between a chapter's title and its text. */
function opening(input: DownloadInput, chapter: ChapterRecord): readonly BookNode[] {
  const by = chapterByline(input, chapter)
  const said = [
    ...labelled(input, 'Chapter Summary', chapter.summary),
    ...labelled(input, 'Chapter Notes', chapter.notes),
  ]
  const line: readonly BookNode[] = by ? [['aside', NOTHING, [by]]] : []
  const end: readonly BookNode[] = said.length > 0 ? [['scene', NOTHING, []]] : []
  return [...line, ...said, ...end]
}

function chapterByline({ record }: DownloadInput, { creators = [] }: ChapterRecord): string {
  const same = creators.join('\n') === record.creators.join('\n')
  return record.anonymous || creators.length === 0 || same ? '' : `Chapter by ${creators.join(', ')}`
}

function afterword(input: DownloadInput): readonly BookNode[] {
  const { record, commentUrl, archive } = input
  return [
    ...labelled(input, 'End Notes', record.endNotes),
    ...ours(relatedInAfterword(input)),
    part('What its creator allows'),
    ['p', NO_FACTS, [permissionsText(record.permissions)]],
    ['aside', NOTHING, [link(commentUrl, `Leave a word to its creator at ${xmlText(archive.name)}`)]],
  ]
}
