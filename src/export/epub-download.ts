import { createHash } from 'node:crypto'
import { direction } from '../core/languages.ts'
import { type Book, type Section, writeEpub } from '../epub/index.ts'
import { surelyClean } from '../prose/index.ts'
import type { ChapterRecord, WorkRecord } from '../works/index.ts'
import { afterword } from './afterword.ts'
import { BOOK_STYLE } from './book-style.ts'
import { ANONYMOUS } from './byline.ts'
import { chapterOfMany, onlyChapter } from './chapter.ts'
import { type DownloadInput, isChaptered, namedCreators } from './download-input.ts'
import { type Frame, withoutFrameIds } from './frame.ts'
import { languageAttributes } from './html-download.ts'
import { ownAddresses } from './own-pictures.ts'
import { permissionsText } from './permissions-text.ts'
import { preface } from './preface.ts'
import { carry } from './record-carrier.ts'
import { chapterHeading } from './work-facts.ts'

/** The work as an EPUB whose pages, put one after another, are the HTML download. */
export const epubDownload = (input: DownloadInput): Promise<Uint8Array<ArrayBuffer>> =>
  writeEpub(bookOf(input))

const IMAGES = '/images/'
/** It is on no page: the first of these is the preface, whatever reads the book. */
const COVER = 'cover.jpg'

/** `prefix` stands before the name of each file, where several works are in one book. */
export function bookOf(input: DownloadInput, prefix = ''): Book {
  const { record, archive, workUrl, modified } = input
  const creators = namedCreators(record)
  return {
    identifier: `urn:uuid:${uuidOf(workUrl)}`,
    title: record.title,
    language: record.language,
    direction: direction(record.language),
    creators: (creators.length > 0 ? creators : [ANONYMOUS]).map((name) => ({ name, fileAs: name })),
    publisher: archive.name,
    description: record.summary,
    subjects: ['Fanworks', ...tags(record)],
    source: workUrl,
    rights: permissionsText(record.permissions),
    usage: { url: workUrl, reserved: record.permissions.machines !== 'yes' },
    published: record.published,
    modified,
    series: record.series,
    sections: [
      prefaceSection(input, prefix),
      ...record.chapters.map((chapter) => chapterSection(input, chapter, prefix)),
      afterwordSection(input, prefix),
    ],
    css: BOOK_STYLE + skinIn(input),
    pictures: [
      ...(input.cover ? [{ ...input.cover, source: COVER, file: COVER, cover: true as const }] : []),
      ...[...(input.pictures ?? [])].map(([source, { type, bytes }]) => ({
        ...{ source, type, bytes, file: `pictures/${source.slice(IMAGES.length)}` },
      })),
    ],
  }
}

/** A skin is for what stands in `#workskin` on the page, which is the text of the chapters: here it stands in `#chapters`. */
const skinIn = ({ skin }: DownloadInput): string =>
  skin ? `${skin.replaceAll('#workskin', '#chapters')}\n` : ''

const tags = (record: WorkRecord): readonly string[] => [
  record.rating,
  ...record.warnings,
  ...record.categories,
  ...record.fandoms,
  ...record.relationships,
  ...record.characters,
  ...record.additionalTags,
]

/** The writer takes clean HTML as it is: a turn through toXhtml would be most of the time a book takes. */
const frame = (input: DownloadInput, prefix: string): Frame => ({
  prose: (html) => ownAddresses(withoutFrameIds(surelyClean(html)), input),
  endNotes: `${prefix}afterword.xhtml#endnotes`,
  language: languageAttributes(input.record.language),
})

const ENGLISH = { language: 'en', direction: 'ltr' } as const

const prefaceSection = (input: DownloadInput, prefix: string): Section => ({
  id: 'preface',
  file: `${prefix}preface.xhtml`,
  title: 'Preface',
  kind: 'preface',
  markup: preface(input, frame(input, prefix)),
  ...ENGLISH,
  meta: [
    ['palimpsest:version', input.version],
    ['palimpsest:record', carry(input.record, input.draft)],
  ],
})

export function chapterSection(input: DownloadInput, chapter: ChapterRecord, prefix = ''): Section {
  const chaptered = isChaptered(input.record)
  // The whole section is in the work's language already.
  const plainFrame = { ...frame(input, prefix), language: '' }
  return {
    id: 'chapters',
    classes: 'userstuff',
    file: `${prefix}chapter${chapter.position}.xhtml`,
    title: chaptered ? chapterHeading(chapter.position, chapter.title) : input.record.title,
    kind: 'chapter',
    markup: chaptered ? chapterOfMany(input, chapter, plainFrame) : onlyChapter(input, chapter, plainFrame),
  }
}

const afterwordSection = (input: DownloadInput, prefix: string): Section => ({
  id: 'afterword',
  file: `${prefix}afterword.xhtml`,
  title: 'Afterword',
  kind: 'afterword',
  markup: afterword(input, frame(input, prefix)),
  ...ENGLISH,
})

const URL_NAMESPACE = Buffer.from('6ba7b8119dad11d180b400c04fd430c8', 'hex')

/** RFC 9562's name-based UUID of the work's address: the same for every version of the work. */
export function uuidOf(url: string): string {
  const hash = createHash('sha1').update(URL_NAMESPACE).update(url).digest().subarray(0, 16)
  hash.writeUInt8(((hash[6] ?? 0) & 0x0f) | 0x50, 6)
  hash.writeUInt8(((hash[8] ?? 0) & 0x3f) | 0x80, 8)
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
