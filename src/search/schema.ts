/** What an index is told of its entries before the first one. It is kept in the snapshot: another schema, another index. */
export interface Schema {
  /** Kinds of tag. A narrow kind has a small vocabulary (under about a hundred): ratings, warnings. */
  readonly kinds: readonly { readonly name: string; readonly narrow?: boolean }[]
  /** Numbers of an entry, to sort and to filter by. Times go here too, in any unit the caller likes. */
  readonly columns: readonly {
    readonly name: string
    readonly type: 'u32' | 'f64'
    /** What all but one in fifty or so are less than 255 or 65,535 takes less room as that. */
    readonly usually?: 'u8' | 'u16'
  }[]
  /** Strings that entries are sorted by: compared byte by byte as UTF-8, so the caller folds and pads them. */
  readonly texts: readonly string[]
  /** Properties with one value out of few: language, complete. Values are strings. */
  readonly choices: readonly string[]
  /** Numbers counted by band: `from` are the lower limits, ascending. What is less than the first is in no band. */
  readonly bands: readonly {
    readonly name: string
    readonly column: string
    readonly from: readonly number[]
  }[]
}

/** What is found. `id` is the caller's: an integer from 0 to 2³² − 1. */
export interface Entry {
  readonly id: number
  /** Which readers may see it, 0 to 31: a question says which classes it may see. */
  readonly visibility: number
  /** As its author wrote them; each must have been made known by `setTag`. Said twice counts once. */
  readonly tags: readonly number[]
  readonly creators: readonly number[]
  /** Absent is 0. */
  readonly columns: Readonly<Record<string, number>>
  /** Absent is in no value. */
  readonly choices: Readonly<Record<string, string>>
  /** Absent is the empty string. */
  readonly texts: Readonly<Record<string, string>>
}

export interface Tag {
  readonly id: number
  readonly kind: string
  readonly name: string
  /** Only canonical tags are counted as facets and offered by `complete`. */
  readonly canonical: boolean
}

export type Filter =
  | { readonly all: readonly Filter[] }
  | { readonly any: readonly Filter[] }
  | { readonly none: readonly Filter[] }
  /**
   * Entries with the tag, a synonym of it, or a tag below it (sub-tags at any depth, and their synonyms). Exact: those
   * with this very tag, under none of its other names.
   */
  | { readonly tag: number; readonly exact?: boolean }
  | { readonly creator: number }
  | { readonly choice: string; readonly is: string }
  /** From and to are both included. */
  | { readonly column: string; readonly from?: number; readonly to?: number }
  | { readonly ids: readonly number[] }

export interface Reader {
  /** Classes of visibility that the reader sees. */
  readonly sees: readonly number[]
  /** Entries seen whatever their class (the reader's own), and entries not seen (hidden by the reader). */
  readonly also?: readonly number[]
  readonly never?: readonly number[]
  readonly mutedTags?: readonly number[]
  readonly mutedCreators?: readonly number[]
}

export interface FacetQuestion {
  /** A kind of tag, a choice or a band. */
  readonly of: string
  readonly top: number
  /** Skip so many of the most used ("more", paged). */
  readonly skip?: number
  /** Only tags a word of whose name, or of a synonym's, starts so; accents and case do not matter. */
  readonly search?: string
  /** Values always told, after the top ones, though their count be 0: tags chosen or excluded. */
  readonly always?: readonly (number | string)[]
  /** Also how many different values the results have (of those that `search` lets through): dearer, so not unasked. */
  readonly sized?: boolean
}

export interface Question {
  readonly reader: Reader
  readonly filter?: Filter
  /** A column, a text, or `id` (the default). Ties go by id, in the same direction. */
  readonly sort?: { readonly by: string; readonly direction: 'up' | 'down' }
  readonly offset?: number
  readonly limit?: number
  readonly facets?: readonly FacetQuestion[]
}

/** `value` is a tag's id, a choice's value, or the place of a band in `from`. */
export interface FacetCount {
  readonly value: number | string
  readonly count: number
}

export interface Answer {
  /** Exact. */
  readonly total: number
  readonly ids: readonly number[]
  /** In the order asked. Most used first, ties by tag id (bands by place, choices by value). */
  readonly facets: readonly (readonly FacetCount[])[]
  /** For each facet asked with `sized`, in the same order, how many values there are to page through; else null. */
  readonly facetSizes: readonly (number | null)[]
}

export interface Completion {
  /** The canonical tag. */
  readonly tag: number
  readonly uses: number
  /** The synonym whose name matched, when it was not the tag's own. */
  readonly by: number | null
}

export interface Completing {
  /** Tags only of what this reader sees are offered. */
  readonly reader: Reader
  /** Tags that the entries must have, all of them: their other tags are offered, most frequent there first. */
  readonly within?: readonly number[]
  readonly kind?: string
  readonly limit?: number
}

/** What a change of the tag graph answers. */
export type GraphChange = 'done' | 'no-such-tag' | 'other-kind' | 'cycle'

/** A question or an entry that cannot be understood: a mistake of the program, not of a reader. */
export class SearchError extends Error {}
