import type { FavouriteShown } from '../catalogue/index.ts'
import type { WorkId } from '../core/ids.ts'
import type { Place } from '../library/index.ts'
import type { Byline, WorkBlurb } from '../works/index.ts'

/** The front page as data: already filtered by what the reader may see. */
export interface HomeView {
  /** The one sentence of the set-up page; may be empty. */
  readonly about: string
  readonly counts: { readonly works: number; readonly fandoms: number; readonly words: number }
  /** Null when nothing public is long enough to quote. */
  readonly opening: Opening | null
  /** What a member has begun and not finished, the newest few. */
  readonly begun?: readonly Place[]
  /** Tags that a member keeps here. */
  readonly favourites?: readonly FavouriteShown[]
  /** Newest first; the page shows up to ten. */
  readonly newest: readonly WorkBlurb[]
  /** Media with their largest fandoms, in the order of the fandoms page. */
  readonly media: readonly MediaShelf[]
}

/** The first words of a work: a whole paragraph or sentence of 80 to 280 letters, plain text. */
export interface Opening {
  readonly work: {
    readonly id: WorkId
    readonly title: string
    readonly language: string
    readonly creators: readonly Byline[]
    /** Names of its fandoms, the first two. */
    readonly fandoms: readonly string[]
  }
  readonly text: string
}

export interface MediaShelf {
  /** "Books & Literature"; empty for fandoms that no medium holds yet. */
  readonly name: string
  /** The largest six or so. */
  readonly fandoms: readonly { readonly name: string; readonly works: number }[]
}
