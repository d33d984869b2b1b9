import type { TagName, WorkBlurb } from '../works/index.ts'

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

export type WorksSort = 'updated' | 'posted' | 'title' | 'words' | 'relevance'
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
  readonly sort: WorksSort
  /** Null: the sort's usual way, title and creator from A, the rest from the newest or longest. */
  readonly order: WorksOrder | null
  /** Relevance is offered only where there are words to be relevant to. */
  readonly sorts: readonly WorksSort[]
  /** BCP 47, or empty. */
  readonly language: string
  /** Languages these works are written in. */
  readonly languages: readonly string[]
  readonly complete: 'yes' | 'no' | ''
  readonly wordsFrom: string
  readonly wordsTo: string
  /** Set elsewhere and carried along: `tag`, `any`, `not` and whatever else the address holds. */
  readonly kept: readonly { readonly name: string; readonly value: string }[]
}

export interface PagerView {
  readonly page: number
  readonly pages: number
  readonly at: (page: number) => string
}
