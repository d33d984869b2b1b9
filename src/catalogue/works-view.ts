import type { WorkId } from '../core/ids.ts'
import type { TagKind } from '../core/values.ts'
import type { Marks, Place, ReadingState } from '../library/index.ts'
import type { TagName, WorkBlurb } from '../works/index.ts'
import type { SortField } from './query/tree.ts'
import type { DayParam, NumberParam } from './question.ts'
import type { ReaderView } from './saved/reader-view.ts'

/** What a page of works shows: plain data, made by the catalogue's reads, laid out by works-page.tsx. */

/** Which works these are, before any filter. */
export type WorksOf =
  | { readonly list: 'all' }
  | { readonly list: 'search' }
  | { readonly list: 'tag'; readonly tag: TagName; readonly about: string }
  | { readonly list: 'creator'; readonly name: string; readonly about: string }
  | { readonly list: 'series'; readonly title: string; readonly about: string }
  | { readonly list: 'language'; readonly language: string }
  /** A reader's own shelf: kept copies and drafts. */
  | { readonly list: 'library'; readonly shelf?: string }
  /** What a reader did with works of others: all of it, or what they marked one way. */
  | { readonly list: 'readings'; readonly state: ReadingState | null }

export type WorksOrder = 'asc' | 'desc'

export interface WorksListView {
  readonly of: WorksOf
  readonly works: readonly WorkBlurb[]
  /** How far a member is in those they have begun. */
  readonly begun?: ReadonlyMap<WorkId, Place>
  /** Of each that they may mark, its mark. */
  readonly marks?: Marks
  /** Works found, on all pages. */
  readonly total: number
  /** Numbers of the first and last work shown, from 1. */
  readonly from: number
  readonly to: number
  readonly pager: PagerView
  /** Where the same list is an Atom feed. */
  readonly feed: string | null
  /** Where a member makes a personal address of it. */
  readonly personalFeed: string | null
  readonly filters: WorksFilters
  /** What is set, each with the address that takes it off. */
  readonly active: readonly ActiveFilter[]
  /** The same list with nothing set. */
  readonly clear: string
  /** The page of the whole search form, filled with what was asked here; null for lists it cannot ask for. */
  readonly edit: string | null
  /** What the search could not make sense of, or did in the reader's stead. At most one is usual. */
  readonly notes: readonly ListNote[]
  /** The reader's own choices; absent in their library, where they do not hold. */
  readonly reader?: ReaderView
}

export interface ListNote {
  readonly kind: 'note' | 'error'
  readonly text: string
  /** Where a field points to it. */
  readonly id?: string
  /** Names like one that no tag has: each leads to the same list with that tag instead. */
  readonly near?: readonly { readonly name: string; readonly href: string }[]
}

export interface ActiveFilter {
  /** A tag, asked for one way or another; or a limit of another sort: a language, a length, words. */
  readonly how: 'want' | 'any' | 'not' | 'limit'
  readonly name: string
  readonly without: string
}

/** What the form shows as chosen, as it was typed. Names are those of the address. */
export interface WorksFilters {
  /** Where the form goes: the list's own path. */
  readonly action: string
  readonly q: string
  readonly sort: SortField
  /** Null: the sort's usual way, title and creator from A, the rest from the newest or most. */
  readonly order: WorksOrder | null
  /** Relevance is offered only where there are words to be relevant to. */
  readonly sorts: readonly SortField[]
  /** BCP 47, or empty. */
  readonly language: string
  /** Languages these works are written in, each with how many works it would show; null: not counted yet. */
  readonly languages: readonly { readonly code: string; readonly works: number | null }[]
  readonly complete: 'yes' | 'no' | ''
  /** How many works each choice would show; null: not counted yet. */
  readonly completion: Tally | null
  readonly crossover: 'only' | 'no' | ''
  readonly crossing: Tally | null
  readonly single: boolean
  readonly ranges: readonly RangeField[]
  readonly days: readonly DayField[]
  readonly title: string
  readonly creator: string
  /** Tags of the works found, a group each kind; null while the catalogue is being read into memory. */
  readonly facets: readonly FacetGroup[] | null
  /** How many works there would be of each year (newest first), of each length, in each of the most used languages. */
  readonly years: readonly Bar[]
  readonly lengths: readonly Bar[]
  readonly tongues: readonly Bar[]
  /** Set elsewhere and carried along: tags that no group shows. */
  readonly kept: readonly { readonly name: string; readonly value: string }[]
}

/** Works that are, and works that are not: complete, or crossovers. */
export interface Tally {
  readonly yes: number
  readonly no: number
}

export interface DayField {
  readonly name: DayParam
  readonly written: string
  /** Typed, and not understood. */
  readonly unclear?: boolean
  /** The list as of last week, month, year. */
  readonly since: readonly DayPreset[]
}

export interface DayPreset {
  readonly unit: 'week' | 'month' | 'year'
  /** As it would be typed. */
  readonly value: string
  readonly href: string
  readonly on: boolean
}

export interface RangeField {
  readonly name: NumberParam
  readonly from: string
  readonly to: string
  /** Typed, and not understood. */
  readonly unclear?: boolean
}

/** How a tag is asked for: all works have it, each has one of several, none has it. */
export type How = 'tag' | 'any' | 'not'

export interface FacetGroup {
  readonly kind: TagKind
  readonly values: readonly FacetValue[]
  /** The whole list, paged and searchable; null when all that there are stand here. */
  readonly more: string | null
}

export interface FacetValue {
  /** As the address says it. */
  readonly value: string
  readonly name: string
  /** Of the works found. */
  readonly works: number
  readonly how: How | null
}

/** A line of a small chart. */
export interface Bar {
  readonly label: string
  /** BCP 47, where the label is in a language of its own. */
  readonly lang?: string
  readonly works: number
  /** The list is narrowed to it already. */
  readonly on: boolean
  /** What the address says of it. */
  readonly param: string
  readonly value: string
  /** The list narrowed to it; or, when it is, no longer. */
  readonly href: string
}

export interface PagerView {
  readonly page: number
  readonly pages: number
  readonly at: (page: number) => string
}
