import type { PublicationFacts } from './publications.ts'

/**
 * What a catalogue's page says, before it is written as OPDS 1.2 (atom.ts) or 2.0 (json.ts). Paths are those of the
 * archive, without its base; names and texts are plain.
 */
export type Catalog = Navigation | Acquisition

export type Version = 'v1.2' | 'v2'
export const isVersion = (word: string): word is Version => word === 'v1.2' || word === 'v2'

/** Where it is shown, and how addresses are made there. */
export interface Place {
  readonly version: Version
  /** Without a trailing slash. */
  readonly base: string
  readonly archive: string
  readonly language: string
  /** A path as a link: whole, and in the language that the asker's address names. */
  readonly to: (path: string) => string
}

interface Page {
  readonly path: string
  readonly title: string
  /** In words: what of the question was not understood. */
  readonly notes: readonly string[]
  /** When anything in it last changed. */
  readonly updated: Date
  readonly here: number
  readonly pages: number
  readonly total: number
  readonly perPage: number
  readonly at: (page: number) => string
}

export interface Navigation extends Page {
  readonly is: 'navigation'
  readonly items: readonly Item[]
}

export interface Item {
  readonly title: string
  readonly about: string
  readonly path: string
  readonly leads: 'navigation' | 'acquisition'
  /** Works, where they are counted. */
  readonly works?: number | undefined
  readonly sorted?: 'new' | 'popular'
}

export interface Acquisition extends Page {
  readonly is: 'acquisition'
  readonly works: readonly PublicationFacts[]
  readonly facets: readonly FacetGroup[]
}

export interface FacetGroup {
  readonly title: string
  /** At least two; one of them is on. */
  readonly facets: readonly Facet[]
}

export interface Facet {
  readonly title: string
  readonly path: string
  /** Null: as many as there are. */
  readonly works: number | null
  readonly on: boolean
}

export type Ways = Pick<Navigation, 'path' | 'title' | 'items' | 'updated'>

/** All of them on one page. */
export const whole = (ways: Ways): Navigation => ({
  ...{ is: 'navigation', ...ways, notes: [], here: 1, pages: 1, at: () => ways.path },
  ...{ total: ways.items.length, perPage: Math.max(1, ways.items.length) },
})

export const ROOT: Readonly<Record<Version, string>> = { 'v1.2': '/opds/v1.2', v2: '/opds/v2' }
