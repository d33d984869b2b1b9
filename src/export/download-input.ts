import type { ImageType } from '../core/image-address.ts'
import type { TagKind } from '../core/values.ts'
import type { WorkRecord } from '../works/index.ts'

/**
 * All that a download is made from. The record is already what this reader may see: posted chapters only,
 * related works with their states. Every address is absolute.
 */
export interface DownloadInput {
  readonly record: WorkRecord
  readonly workUrl: string
  /** The form to comment with; the end of the file links to it. */
  readonly commentUrl: string
  readonly archive: { readonly name: string; readonly url: string }
  readonly creatorUrl: (name: string) => string
  readonly tagUrl: (kind: TagKind, name: string) => string
  /** Null where the series has no page here. */
  readonly seriesUrl: (title: string) => string | null
  /** Kept here and in the file itself, by their addresses in the text. */
  readonly pictures?: ReadonlyMap<string, FilePicture>
  /** The work's own style sheet, below `#workskin`; absent where it has none. */
  readonly skin?: string
  /** Said in the file: whoever brings it in again has a draft again. */
  readonly draft?: boolean
  /** Of a book. */
  readonly cover?: FilePicture
  /** When this version of the content was made, never now. */
  readonly modified: Date
  /** Names this version: equal versions give equal bytes. */
  readonly version: string
}

export interface FilePicture {
  readonly type: ImageType
  readonly bytes: Uint8Array
}

/** The creators a file may name: none of an anonymous work, whatever its record knows. */
export const namedCreators = (record: WorkRecord): readonly string[] =>
  record.anonymous ? [] : record.creators

/** AO3 prints no heading over the only chapter of a work that is planned to have one. */
export const isChaptered = (record: WorkRecord): boolean =>
  record.chapters.length > 1 || record.chapterCount.expected !== 1

export const isBlank = (html: string): boolean => html.trim() === ''
