import { t } from '../../web/say.ts'
import type { MadeFormat } from '../convert.ts'
import type { Format } from '../download.ts'

/** A zip of books, a file each; or one book in which each work is a part. */
export type Shape = 'zip' | 'book'
export type BundleFormat = Format | Extract<MadeFormat, 'pdf'>

interface BundleKind {
  readonly shape: Shape
  readonly format: BundleFormat
}

/** The values a form sends, the usual first. */
export const KIND_NAMES = [
  'epub-zip',
  'epub-book',
  'pdf-zip',
  'html-zip',
  'html-book',
  'txt-zip',
  'md-zip',
] as const
type KindName = (typeof KIND_NAMES)[number]

export const isKind = (word: string | undefined): word is KindName => KIND_NAMES.some((kind) => kind === word)

export const BUNDLE_KINDS: Readonly<Record<KindName, BundleKind>> = {
  'epub-zip': { shape: 'zip', format: 'epub' },
  'epub-book': { shape: 'book', format: 'epub' },
  'pdf-zip': { shape: 'zip', format: 'pdf' },
  'html-zip': { shape: 'zip', format: 'html' },
  'html-book': { shape: 'book', format: 'html' },
  'txt-zip': { shape: 'zip', format: 'txt' },
  'md-zip': { shape: 'zip', format: 'md' },
}

export const kindName = (kind: KindName): string => NAMES[kind]()

const NAMES: Readonly<Record<KindName, () => string>> = {
  'epub-zip': () => t('EPUB, a book for each work'),
  'epub-book': () => t('EPUB, all in one book'),
  'pdf-zip': () => t('PDF, a file for each work'),
  'html-zip': () => t('HTML, a file for each work'),
  'html-book': () => t('HTML, all in one file'),
  'txt-zip': () => t('Plain text, a file for each work'),
  'md-zip': () => t('Markdown, a file for each work'),
}

/** What the whole file is. */
export const extensionOf = ({ shape, format }: BundleKind): 'zip' | 'epub' | 'html' =>
  shape === 'zip' ? 'zip' : format === 'epub' ? 'epub' : 'html'

export const BUNDLE_TYPES = {
  zip: 'application/zip',
  epub: 'application/epub+zip',
  html: 'text/html; charset=utf-8',
} as const

/** How many works, and how many bytes of books, go into one file. */
export const MOST = {
  member: { works: 200, bytes: 400_000_000 },
  guest: { works: 50, bytes: 100_000_000 },
} as const

/** A PDF is set, which takes a core for a second and more. */
const MOST_SET = { member: 60, guest: 15 } as const

export const mostWorks = ({ format }: BundleKind, who: keyof typeof MOST): number =>
  format === 'pdf' ? MOST_SET[who] : MOST[who].works
