import type { WorkRecord } from '../works/index.ts'

/** A file as it came. The name is only for the report: formats are recognised by content. */
export interface SourceFile {
  readonly name: string
  readonly bytes: Uint8Array
}

export interface StoredPicture {
  readonly alt: string
  /** In a book; null where it is written out in a page. */
  readonly path: string | null
  /** Undefined: the file names it and does not hold it. */
  readonly bytes: () => Promise<Uint8Array | undefined>
}

export type Reading =
  | {
      readonly outcome: 'read'
      readonly record: WorkRecord
      /** HTML as the file gave it, by the clean HTML it became; only where cleaning changed it. */
      readonly given?: ReadonlyMap<string, string>
      /** A download of ours says that nobody but its creators saw it. */
      readonly draft?: boolean
      /** Pictures of an archive like ours that are in the file, by the address they had there. */
      readonly pictures?: ReadonlyMap<string, StoredPicture>
    }
  | { readonly outcome: 'refused'; readonly why: Refusal; readonly reason: string }

/** Why a file was not taken. `reason` beside it says it in a sentence with the remedy. */
export type Refusal =
  | 'not-recognised'
  | 'empty'
  | 'login-wall'
  | 'adult-step'
  | 'error-page'
  | 'mystery-work'
  | 'no-chapters'
  | 'damaged'
  | 'too-large'
  | 'too-many-chapters'
  | 'not-supported'
  | 'part-of-more'
  | 'unwanted'

/** What a reader throws, however deep, when there is more of something than any work has. */
export class TooMuch extends Error {}

export const refused = (why: Refusal, reason: string): Reading => ({ outcome: 'refused', why, reason })

/** Limits on what a stranger may hand us. Bytes are after decompression unless said otherwise. */
export const LIMITS = {
  /** one file as uploaded or found in a folder or zip */
  file: 100 * 1024 * 1024,
  /** text of one work; the largest on AO3 has about 40 MB */
  text: 48 * 1024 * 1024,
  /** one text of a work: a chapter, a note; AO3 takes 510,000 characters */
  field: 12 * 1024 * 1024,
  fieldTags: 600_000,
  /** a work as plain text, and its lines */
  plain: 40 * 1024 * 1024,
  lines: 1_500_000,
  /** everything inside one zip or EPUB */
  unpacked: 300 * 1024 * 1024,
  /** entries in one zip or EPUB */
  entries: 20_000,
  /** unpacked to packed, for entries over 1 MiB */
  ratio: 200,
  chapters: 10_000,
  /** of HTML in one work, start and end tags alike */
  tags: 3_000_000,
  /** a picture in a download of ours */
  picture: 20_000_000,
  /** an EPUB's list of its files, and the note that says where that is */
  package: 10 * 1024 * 1024,
} as const
