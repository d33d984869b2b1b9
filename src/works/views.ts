import type { ChapterId, SeriesId, WorkId } from '../core/ids.ts'
import type { Category, Rating, TagKind, Warning } from '../core/values.ts'
import type { Allowed, Audience, Permissions, RelatedWork } from './record.ts'
import type { WorkImages } from './writing/images-seen.ts'

/** What pages show of works: plain data, already filtered by what the reader may see. */

export interface TagName {
  readonly kind: TagKind
  /** The writer's own spelling. */
  readonly name: string
  /** The name whose page lists it: its canonical tag's where it has one. */
  readonly page: string
}

export interface Byline {
  /** As signed. */
  readonly name: string
  /** Where the name leads: an account's pen name, or an imported name's list; null for Anonymous. */
  readonly href: string | null
}

export interface WorkBlurb {
  readonly id: WorkId
  readonly title: string
  /** BCP 47 */
  readonly language: string
  /** Empty for anonymous works: show "Anonymous". */
  readonly creators: readonly Byline[]
  /** Who brought it in from an archive elsewhere, until one of its creators has taken it over. */
  readonly archivist: Byline | null
  readonly audience: Audience
  /** Not posted yet: a draft, or one that waits for its day. */
  readonly draft: boolean
  /** By a moderator: only its creators and the moderators see it. */
  readonly hidden: boolean
  readonly rating: Rating
  readonly warnings: readonly Warning[]
  readonly categories: readonly Category[]
  readonly fandoms: readonly TagName[]
  readonly relationships: readonly TagName[]
  readonly characters: readonly TagName[]
  readonly freeforms: readonly TagName[]
  readonly complete: boolean
  /** Clean HTML. */
  readonly summary: string
  readonly series: readonly { readonly id: SeriesId; readonly title: string; readonly position: number }[]
  readonly recipients: readonly string[]
  /** What this reader asked not to be shown at once; never of their own works. */
  readonly veiled?: Veiled
  readonly words: number
  readonly chapters: {
    readonly posted: number
    readonly expected: number | null
    /** The last of several in the work's order; null or absent where there is one or none. */
    readonly newest?: ChapterId | null
  }
  readonly published: Date
  readonly updated: Date
  /** Where it was first posted, when that was not here: a kept copy says so wherever it is listed. */
  readonly origin: { readonly url: string; readonly archive: string } | null
  /** Passages that match a text search: plain text cut at the marks, odd parts matched. Empty otherwise. */
  readonly passages: readonly Passage[]
}

export interface Veiled {
  readonly warnings: boolean
  readonly tags: boolean
}

export interface Passage {
  readonly chapterId: ChapterId
  /** "Chapter 3: The Wet Umbrella", or null for a work of one chapter. */
  readonly chapter: string | null
  readonly parts: readonly { readonly text: string; readonly match: boolean }[]
}

export interface ChapterPlace {
  readonly id: ChapterId
  readonly position: number
  readonly title: string
  readonly published: Date
  readonly words: number
  /** Its makers look at one that is not posted: it stands where it would. */
  readonly draft?: true
}

export interface ChapterText extends ChapterPlace {
  readonly creators: readonly Byline[] | null
  readonly summary: string
  readonly notes: string
  readonly endNotes: string
  readonly html: string
}

export interface WorkHead extends WorkBlurb {
  readonly notes: string
  readonly endNotes: string
  /** As they bind. */
  readonly permissions: Permissions
  /** It is public because its creator, who is elsewhere, gave leave. */
  readonly held: { readonly givenBy: string; readonly recorded: Date } | null
  readonly collections: readonly string[]
  /** Those that are kept here; null: it has none. */
  readonly pictures: WorkImages | null
  readonly relatedWorks: readonly (RelatedWork & { readonly href: string | null })[]
  readonly statements: readonly Statement[]
  /** May this reader download it? False hides the links. */
  readonly downloadable: boolean
  /** The reader is a creator of it, or keeps this copy. */
  readonly own: boolean
  /** Nobody who openly signed it asked search engines to leave it out. */
  readonly indexed: boolean
  /** It may be shown to others, and not all who signed it want no buttons for that. */
  readonly shareable: boolean
  /** To everybody but those who made it. */
  readonly anonymous: boolean
  /** The sheet of the style its creator gave it. */
  readonly skin?: string | null
  /** Its writer tells readers of an edit. */
  readonly edited?: boolean
}

/** An edit that readers are told of: when, and why in the writer's words, if they gave any. */
export interface ShownEdit {
  readonly on: Date
  readonly note: string
  /** Null: of the work's own fields. */
  readonly chapter: ChapterId | null
}

/** The works before and after this one in one of its series, among those the reader may see. */
export interface SeriesNeighbours {
  readonly id: SeriesId
  readonly previous: { readonly id: WorkId; readonly title: string } | null
  readonly next: { readonly id: WorkId; readonly title: string } | null
}

export type StatementPlace =
  | 'tags'
  | 'summary'
  | 'notes'
  | 'end-notes'
  /** Before, and after, a chapter's text. */
  | { readonly chapter: number; readonly part: 'summary' | 'notes' | 'end-notes' }

/** A sentence among tags and notes that says what the creator allows. */
export interface Statement {
  readonly permission: keyof Omit<Permissions, 'words'>
  readonly says: Allowed
  /** The words themselves. */
  readonly quote: string
  /** Where they stand; absent in works that were brought before this was noted. */
  readonly where?: StatementPlace
}

export interface WorkPageView {
  readonly work: WorkHead
  /** Every posted chapter's place, for the index and previous/next. */
  readonly contents: readonly ChapterPlace[]
  /** One chapter, or all of them for the entire work. */
  readonly shown: readonly ChapterText[]
  readonly entire: boolean
  /** One for each of the work's series. */
  readonly neighbours: readonly SeriesNeighbours[]
  /** What readers are told of edits of what is shown. */
  readonly edits?: readonly ShownEdit[]
}
