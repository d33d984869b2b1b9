import {
  attr,
  elementsIn,
  isElement,
  type Node,
  type Parent,
  parseDocument,
  parseHtml,
  plain,
} from '../prose/index.ts'
import { readDownload } from './ao3-download.ts'
import { isClosing } from './ao3-parts.ts'
import { findings } from './authored.ts'
import { decodeText } from './decode.ts'
import { bytesAt, type Entries, type EpubPackage, isCover, named, readPackage } from './epub-package.ts'
import type { LabelRow } from './labels.ts'
import { carriedIn, OWN_ERA, withCarried } from './own-download.ts'
import { LIMITS, type Reading, refused } from './source.ts'
import { notTooManyTags } from './too-much.ts'
import { expandSelfClosing } from './xhtml.ts'

export const looksLikeEpub = (names: readonly string[]): boolean =>
  names.includes('META-INF/container.xml') ||
  (names.includes('mimetype') && names.some((n) => n.endsWith('.opf')))

/** An EPUB from AO3, from its own writer (2010–2019) or calibre (since), or one of ours. */
export async function readAo3Epub(entries: Entries): Promise<Reading> {
  const book = await readPackage(entries)
  if (!book || book.spine.length === 0)
    return refused('damaged', 'The EPUB does not say what is in it: its package file is missing or empty.')
  const pages = await readPages(entries, book.spine)
  if ('outcome' in pages) return pages
  const carried = [book.metadata, ...pages.map((page) => page.head)]
    .map(carriedIn)
    .find((json) => json !== undefined)
  if (carried === undefined && !pages.some((page) => page.body.some(isOrigin))) return notFromAo3(book)
  const calibre = pages.some((page) => page.renamed)
  const bodies = pages.map((page) => page.body)
  const ownWriter = carried === undefined && !calibre && !bodies.some((body) => body.some(isChapters))
  const reading = readDownload(
    {
      format: carried === undefined ? 'ao3-epub' : 'palimpsest-epub',
      bodies: ownWriter ? withChapters(bodies) : bodies,
      ended: true,
      spareRows: languageRow(book.language),
      era: (template) => eraOfBook(template, { ours: carried !== undefined, ownWriter, calibre }),
    },
    findings(calibre, carried !== undefined),
  )
  return withPictures(withCarried(reading, carried), entries, book.spine[0] ?? '')
}

/** Pictures lie in the book beside its pages. */
function withPictures(reading: Reading, entries: Entries, page: string): Reading {
  if (reading.outcome !== 'read' || !reading.pictures) return reading
  const folder = page.slice(0, page.lastIndexOf('/') + 1)
  const found = [...reading.pictures].map(
    ([address, { alt, path }]) =>
      [address, { alt, path, bytes: () => bytesAt(entries, `${folder}${path}`, LIMITS.picture) }] as const,
  )
  return { ...reading, pictures: new Map(found) }
}

function eraOfBook(
  template: string,
  made: Readonly<Record<'ours' | 'ownWriter' | 'calibre', boolean>>,
): string {
  if (made.ours) return OWN_ERA
  if (made.ownWriter) return '2010-2019 own writer'
  return made.calibre ? `${template} calibre` : template
}

interface Page {
  readonly head: Parent | undefined
  readonly body: readonly Node[]
  readonly renamed: boolean
}

async function readPages(entries: Entries, spine: readonly string[]): Promise<Page[] | Reading> {
  const pages: Page[] = []
  let left: number = LIMITS.text
  let tags: number = LIMITS.tags
  for (const path of spine) {
    const bytes = await bytesAt(entries, path, left)
    if (bytes === undefined)
      return refused('damaged', `The EPUB is missing ${path}. Please download it again.`)
    left -= bytes.length
    const { text } = decodeText(bytes)
    const page = pageOf(notTooManyTags(text, tags))
    if (!isCover(page.body)) pages.push(page)
    tags -= text.split('<').length - 1
  }
  return pages
}

function pageOf(text: string): Page {
  const root = elementsIn(parseDocument(expandSelfClosing(text))).find((e) => e.tagName === 'html')
  const parts = root ? elementsIn(root) : []
  const body = parts.find((e) => e.tagName === 'body')
  return {
    head: parts.find((e) => e.tagName === 'head'),
    body: body?.childNodes ?? [],
    renamed: /(?:^|\s)calibre\d*(?:\s|$)/.test((body && attr(body, 'class')) ?? ''),
  }
}

const isChapters = (node: Node): boolean => isElement(node) && attr(node, 'id') === 'chapters'

/** The line that says where it was posted, in the preface or loose in the body. */
function isOrigin(node: Node): boolean {
  if (!isElement(node)) return false
  const lines = attr(node, 'id') === 'preface' ? elementsIn(node) : [node]
  return lines.some((line) => line.tagName === 'p' && /Posted originally on\b/.test(plain(line)))
}

/** AO3's own writer gave each chapter files of its own and no `#chapters`: here they get one. */
function withChapters(bodies: readonly (readonly Node[])[]): (readonly Node[])[] {
  const holder = parseHtml('<div id="chapters"></div>')
  const chapters = elementsIn(holder)[0]
  const isChapter = (body: readonly Node[]): boolean =>
    !body.some((node) => isOrigin(node) || isClosing(node))
  for (const node of bodies.filter(isChapter).flat()) chapters?.childNodes.push(node)
  const others = bodies.filter((body) => !isChapter(body))
  return [...others.slice(0, 1), holder.childNodes, ...others.slice(1)]
}

/** The preface has no language row before June 2022, but the package always did. */
const languageRow = (code: string): LabelRow[] =>
  code === '' || code === 'und' ? [] : [{ label: 'Language', values: [code], text: code, hrefs: [] }]

const WRITERS = ['FanFicFare', 'FicHub', 'WebToEpub', 'calibre', 'Scrivener', 'Pandoc', 'ebooklib'] as const

function notFromAo3({ metadata }: EpubPackage): Reading {
  const said = ['contributor', 'publisher', 'source', 'meta']
    .flatMap((name) => named(metadata, name))
    .map((e) => `${plain(e)} ${attr(e, 'content') ?? ''}`)
    .join(' ')
  const writer = WRITERS.find((name) => said.toLowerCase().includes(name.toLowerCase()))
  const made = writer ? ` (it seems to be made with ${writer})` : ''
  return refused(
    'not-supported',
    `This EPUB is not a download from the Archive of Our Own${made}. We read AO3’s EPUB and HTML downloads and our own. If it is yours, begin with it as a document at /works/documents.`,
  )
}
