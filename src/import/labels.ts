import type { WorkRecord } from '../works/index.ts'

/** One labelled row of a preface as found. */
export interface LabelRow {
  /** Without the colon, as written: `Archive Warnings`. */
  readonly label: string
  /** The values in order: split at links in HTML, at commas in plain text. */
  readonly values: readonly string[]
  /** The whole value as text, white space folded. */
  readonly text: string
  /** Addresses of the links among the values, in order. */
  readonly hrefs: readonly string[]
}

/** What the rows said. Anything not understood is in `losses`, never dropped in silence. */
export type LabelledFields = Pick<
  WorkRecord,
  | 'rating'
  | 'warnings'
  | 'categories'
  | 'fandoms'
  | 'relationships'
  | 'characters'
  | 'additionalTags'
  | 'language'
  | 'series'
  | 'collections'
  | 'published'
  | 'updated'
  | 'completed'
  | 'chapterCount'
> & { readonly words: number | null; readonly losses: readonly string[] }

/** Rows of any era, singular or plural labels, old and new values, thousands separators. Owner: ao3-html work. */
export function readLabels(_rows: readonly LabelRow[]): LabelledFields {
  throw new Error('not written yet')
}
