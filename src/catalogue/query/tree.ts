import type { TagKind } from '../../core/values.ts'

/** What somebody typed in the one box, understood: plain data, to be asked of whatever can answer. */
export type Query =
  | { readonly is: 'all'; readonly of: readonly Query[] }
  | { readonly is: 'any'; readonly of: readonly Query[] }
  | { readonly is: 'not'; readonly of: Query }
  | TextLeaf
  | NumberLeaf
  | DateLeaf
  | FlagLeaf
  | LanguageLeaf
  | TagLeaf

/** What needs no looking up. */
export type Plain = NumberLeaf | DateLeaf | FlagLeaf | LanguageLeaf

/** A word, the beginning of one, or words in this order; in one field, or anywhere in the work. */
export interface TextLeaf {
  readonly is: 'text'
  readonly text: string
  readonly how: 'word' | 'prefix' | 'phrase'
  readonly in: TextField | null
}

/** Both ends count. */
export interface NumberLeaf {
  readonly is: 'number'
  readonly field: NumberField
  readonly from: number | null
  readonly to: number | null
}

/** Days as YYYY-MM-DD; both count. */
export interface DateLeaf {
  readonly is: 'date'
  readonly field: DateField
  readonly from: string | null
  readonly to: string | null
}

export interface FlagLeaf {
  readonly is: 'flag'
  readonly field: FlagField
  readonly yes: boolean
}

interface LanguageLeaf {
  readonly is: 'language'
  readonly code: string
}

export interface TagLeaf {
  readonly is: 'tag'
  /** Null: of any kind. */
  readonly kind: TagKind | null
  readonly name: string
}

export type TextField = 'title' | 'creator' | 'summary'
export type NumberField =
  | 'words'
  | 'kudos'
  | 'hits'
  | 'comments'
  | 'bookmarks'
  | 'chapters'
  | 'expected_number_of_chapters'
  | 'fandoms'
  | 'relationships'
export type DateField = 'updated' | 'posted'
export type FlagField = 'complete' | 'restricted' | 'otp' | 'crossover' | 'single'
export type SortField =
  | 'relevance'
  | 'updated'
  | 'posted'
  | 'title'
  | 'creator'
  | 'words'
  | 'hits'
  | 'kudos'
  | 'comments'
  | 'bookmarks'
  /** Of a reader's own history: when they were last there. */
  | 'visited'

export interface Sort {
  readonly by: SortField
  /** Null: the usual way of this key. */
  readonly order: 'asc' | 'desc' | null
}

/** What was not understood, and what was done about it. `at` counts from 0. */
export interface Mistake {
  readonly what:
    | 'unknown-field'
    | 'bad-value'
    | 'open-quote'
    | 'lone-bracket'
    | 'too-deep'
    | 'lone-operator'
    | 'star-within'
    | 'signs-alone'
    | 'short-star'
    | 'many-stars'
  readonly at: number
  readonly part: string
  /** How it might be written. */
  readonly suggestion: string | null
}

export const mistakeAt = (
  what: Mistake['what'],
  at: number,
  part: string,
  suggestion: string | null = null,
): Mistake => ({ what, at, part: part.slice(0, LONGEST_PART).toWellFormed().trim(), suggestion })

const LONGEST_PART = 40

export interface ParsedQuery {
  /** Null: nothing was asked, or nothing could be understood. */
  readonly tree: Query | null
  readonly sort: Sort | null
  /** What was typed, without what says the order: a form has a field of its own for that. */
  readonly rest: string
  readonly mistakes: readonly Mistake[]
}
