import { TAG_KINDS, type TagKind } from '../../core/values.ts'
import type { Schema } from '../../search/index.ts'

/** What the catalogue keeps in memory of every work, in the words of the engine (src/search/). */

const NARROW: ReadonlySet<TagKind> = new Set(['rating', 'warning', 'category'])

/** Lower limits of the lengths that readers think in. */
export const WORD_BANDS = [0, 1_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000] as const

const FIRST_DAY = Date.UTC(1950, 0, 1)
const DAY_MS = 86_400_000

/** Moments are whole seconds since 1950, before which AO3 lets nobody date a work; earlier ones count as that. */
export const secondsAt = (moment: number): number =>
  Math.min(0xffffffff, Math.max(0, Math.floor((moment - FIRST_DAY) / 1000)))

export const dayAt = (moment: number): number => Math.max(0, Math.floor((moment - FIRST_DAY) / DAY_MS))

export const FIRST_YEAR = 1980
const LAST_YEAR = 2079
/** What was dated before 1980 is in the first. */
const YEARS = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, at) =>
  at ? secondsAt(Date.UTC(FIRST_YEAR + at, 0, 1)) : 0,
)

export const WORKS: Schema = {
  kinds: TAG_KINDS.map((name) => ({ name, narrow: NARROW.has(name) })),
  columns: [
    { name: 'updated', type: 'u32' },
    { name: 'posted', type: 'u32' },
    { name: 'words', type: 'u32', usually: 'u16' },
    { name: 'chapters', type: 'u32', usually: 'u8' },
    /** 0: nobody knows how many there will be. */
    { name: 'expected', type: 'u32', usually: 'u8' },
    { name: 'kudos', type: 'u32', usually: 'u16' },
    { name: 'hits', type: 'u32', usually: 'u16' },
    { name: 'comments', type: 'u32', usually: 'u8' },
    { name: 'bookmarks', type: 'u32', usually: 'u8' },
    /** Different ones, synonyms counted once. */
    { name: 'fandoms', type: 'u32', usually: 'u8' },
    { name: 'relationships', type: 'u32', usually: 'u8' },
  ],
  texts: ['title', 'creator'],
  /** `files`: may it be downloaded at all? What its creator forbids is in no catalogue of files. */
  choices: ['language', 'complete', 'crossover', 'audience', 'disclosure', 'files'],
  bands: [
    { name: 'length', column: 'words', from: WORD_BANDS },
    { name: 'year', column: 'updated', from: YEARS },
  ],
}

/**
 * Everybody and everything a work belongs to, in the engine's one space of creators: who signed it openly (a pen name
 * and its account), whose it is to keep or draft, and its series.
 */
export const OWNER = {
  penName: (id: number): number => id * 4,
  account: (id: number): number => id * 4 + 1,
  holder: (id: number): number => id * 4 + 2,
  series: (id: number): number => id * 4 + 3,
} as const
