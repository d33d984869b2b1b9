import type { Category, Rating, Warning } from '../core/values.ts'

/**
 * The record: what a work is, whole, outside the database. Importers make it, downloads are made from it,
 * `palimpsest export --format json` prints it, and docs/record.schema.json publishes its shape.
 *
 * All HTML in it is clean (prose/'s cleaner has seen it). Dates are ISO `YYYY-MM-DD`.
 * Absent text is the empty string; absent facts are null; lists keep the creator's own order.
 */
export interface WorkRecord {
  readonly title: string
  /** Names as signed: `pen name` or `pen name (account)`. Empty means anonymous. */
  readonly creators: readonly string[]
  /** Where the work was first posted, when that was not here. */
  readonly origin: Origin | null
  readonly rating: Rating
  readonly warnings: readonly Warning[]
  readonly categories: readonly Category[]
  readonly fandoms: readonly string[]
  readonly relationships: readonly string[]
  readonly characters: readonly string[]
  readonly additionalTags: readonly string[]
  /** BCP 47 code, `und` when not known. */
  readonly language: string
  readonly series: readonly SeriesPlace[]
  readonly collections: readonly string[]
  /** Names the work is a gift to. */
  readonly recipients: readonly string[]
  readonly published: string | null
  readonly updated: string | null
  /** The date it was completed, null while in progress. A work is complete when this is set. */
  readonly completed: string | null
  /** `stated` is what the source said, `counted` what we count by AO3's rule. */
  readonly words: { readonly stated: number | null; readonly counted: number }
  /** `expected` is null for an open-ended work ("3/?"). */
  readonly chapterCount: { readonly posted: number; readonly expected: number | null }
  /** HTML */
  readonly summary: string
  /** HTML */
  readonly notes: string
  /** HTML */
  readonly endNotes: string
  readonly permissions: Permissions
  readonly audience: Audience
  readonly anonymous: boolean
  readonly relatedWorks: readonly RelatedWork[]
  readonly chapters: readonly ChapterRecord[]
  /** How it came here, null for a work written here. */
  readonly import: ImportReport | null
}

export interface Origin {
  /** Canonical address: https, no query, `https://archiveofourown.org/works/N` for AO3 whatever mirror was named. */
  readonly url: string
  /** e.g. `Archive of Our Own` */
  readonly archive: string
}

export interface SeriesPlace {
  readonly title: string
  readonly position: number
  /** The series' address where the source named one. */
  readonly url?: string
}

export interface ChapterRecord {
  /** 1, 2, 3 … */
  readonly position: number
  readonly title: string
  /** HTML */
  readonly summary: string
  /** HTML */
  readonly notes: string
  /** HTML */
  readonly endNotes: string
  readonly words: number
  readonly published: string | null
  /** Only when they differ from the work's. */
  readonly creators?: readonly string[]
  /** HTML */
  readonly html: string
}

export type Allowed = 'yes' | 'ask' | 'no' | 'unsaid'

/** What the creator allows. `unsaid` is no permission; it only says that nobody has spoken yet. */
export interface Permissions {
  readonly download: Allowed
  readonly translation: Allowed
  readonly podfic: Allowed
  readonly remix: Allowed
  readonly print: Allowed
  readonly copy: Allowed
  readonly machines: Allowed
  /** The creator's own words, plain text. */
  readonly words: string
}

export const PERMISSION_KINDS = [
  'download',
  'translation',
  'podfic',
  'remix',
  'print',
  'copy',
  'machines',
] as const satisfies readonly (keyof Permissions)[]

export const NOTHING_SAID: Permissions = {
  download: 'unsaid',
  translation: 'unsaid',
  podfic: 'unsaid',
  remix: 'unsaid',
  print: 'unsaid',
  copy: 'unsaid',
  machines: 'unsaid',
  words: '',
}

/** Who may see it: everyone, logged-in members, or only the person who brought it (a kept copy). */
export type Audience = 'public' | 'members' | 'kept'

export interface RelatedWork {
  /** `inspired-by` and `translation-of` point up to a source; `inspired` and `translated-as` point down. */
  readonly relation: 'inspired-by' | 'translation-of' | 'inspired' | 'translated-as'
  readonly title: string
  readonly creators: readonly string[]
  readonly url: string | null
  /** BCP 47, null when not known. */
  readonly language: string | null
  /** Why the other side shows no name: restricted, unrevealed, deleted. */
  readonly state?: 'restricted' | 'unrevealed' | 'deleted'
}

export type ImportFormat =
  | 'ao3-html'
  | 'ao3-epub'
  | 'ao3-page'
  | 'ao3-text'
  | 'page'
  | 'palimpsest-html'
  | 'palimpsest-epub'
  | 'seed'

export interface ImportReport {
  readonly format: ImportFormat
  /** The exporter's era, e.g. `2019-2022 calibre`; see docs/importing.md. */
  readonly era: string
  /** What the source never held or we could not read, in plain words, e.g. `chapter end notes of chapters 2, 5: …`. */
  readonly losses: readonly string[]
  /** What was mended on the way in, e.g. `restored 14 paragraph breaks`. */
  readonly repairs: readonly string[]
}
