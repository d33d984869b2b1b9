import type { TagKind } from '../core/values.ts'
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
  | { readonly list: 'library' }

export type WorksOrder = 'asc' | 'desc'

export interface WorksListView {
  readonly of: WorksOf
  readonly works: readonly WorkBlurb[]
  /** Works found, on all pages. */
  readonly total: number
  /** Numbers of the first and last work shown, from 1. */
  readonly from: number
  readonly to: number
  readonly pager: PagerView
  readonly filters: WorksFilters
  /** What is set, each with the address that takes it off. */
  readonly active: readonly ActiveFilter[]
  /** The same list with nothing set. */
  readonly clear: string
  /** What the search could not make sense of, or did in the reader's stead. At most one is usual. */
  readonly notes: readonly { readonly kind: 'note' | 'error'; readonly text: string }[]
  /** The reader's own choices; absent in their library, where they do not hold. */
  readonly reader?: ReaderView
}

export interface ActiveFilter {
  readonly how: 'want' | 'any' | 'not'
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
  /** Languages these works are written in, each with how many of the works found are; null: not counted yet. */
  readonly languages: readonly { readonly code: string; readonly works: number | null }[]
  readonly complete: 'yes' | 'no' | ''
  readonly crossover: 'only' | 'no' | ''
  readonly single: boolean
  readonly ranges: readonly RangeField[]
  readonly days: readonly { readonly name: DayParam; readonly written: string }[]
  readonly title: string
  readonly creator: string
  /** Tags of the works found, a group each kind; null while the catalogue is being read into memory. */
  readonly facets: readonly FacetGroup[] | null
  /** How many of the works found were updated in each year, oldest first, and how many are of each length. */
  readonly years: readonly Bar[]
  readonly lengths: readonly Bar[]
  /** Set elsewhere and carried along: tags that no group shows. */
  readonly kept: readonly { readonly name: string; readonly value: string }[]
}

export interface RangeField {
  readonly name: NumberParam
  readonly from: string
  readonly to: string
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

/** A column of a small chart. */
export interface Bar {
  readonly label: string
  readonly works: number
  /** The list narrowed to it; null when it is already. */
  readonly href: string | null
}

export interface PagerView {
  readonly page: number
  readonly pages: number
  readonly at: (page: number) => string
}
