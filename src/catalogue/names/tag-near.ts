import type { Browsing } from '../browse.ts'
import { readerIn } from '../reader-in.ts'
import { plain } from './autocomplete.ts'

/** A tag there is, whose name is like one there is not. */
export interface NearTag {
  readonly name: string
  /** As a filter says it. */
  readonly value: string
}

const MOST = 5
const LEAST_ALIKE = 0.3
const LONGEST = 150
const WORDS_LOOKED_AT = 6
const LOOKED_THROUGH = 100
const SHORTEST_BEGINNING = 3

/**
 * Names like a mistaken one, most alike first: of what the engine completes the beginnings of its words to, those that
 * share the most groups of three letters with it. None while the catalogue is being read into memory.
 */
export function nearTags(browsing: Browsing, written: string): readonly NearTag[] {
  const index = browsing.catalogue.index()
  if (!index) return []
  const name = written.replace(/^[a-z]+:(?=.)/s, '').slice(0, LONGEST)
  const reader = readerIn(browsing)
  const ids = new Set<number>()
  for (const beginning of beginnings(name))
    for (const { tag, by } of index.complete(beginning, { reader, limit: LOOKED_THROUGH })) {
      ids.add(tag)
      if (by !== null) ids.add(by)
    }
  const wanted = trigrams(name)
  const alike = [...ids].map((id) => {
    const other = index.nameOfTag(id) ?? ''
    return { id, name: other, alike: likeness(wanted, trigrams(other)) }
  })
  const near = alike.filter(({ alike }) => alike >= LEAST_ALIKE).sort((a, b) => b.alike - a.alike)
  const names = new Map(near.map(({ id, name }) => [plain(name), { id, name }])).values()
  // The engine completes a name that stands on anything such a reader may see; what they hide or mute is counted only now.
  const finds = (tag: number): boolean => index.ask({ reader, filter: { tag }, limit: 0 }).total > 0
  return [...names.filter(({ id }) => finds(id)).take(MOST)].map(({ name }) => ({ name, value: name }))
}

/** Each word without its last letter, and shorter: `confort` asks for `confor`, `confo`, `conf` and `con`. */
function beginnings(name: string): ReadonlySet<string> {
  const words = plain(name).match(/[\p{L}\p{N}]+/gu) ?? []
  const longest = words.toSorted((a, b) => b.length - a.length).slice(0, WORDS_LOOKED_AT)
  return new Set(
    longest.flatMap((word) => {
      const letters = [...word].slice(0, 12)
      const shortest = Math.min(SHORTEST_BEGINNING, letters.length)
      return Array.from({ length: letters.length - shortest + 1 }, (_, less) =>
        letters.slice(0, letters.length - less).join(''),
      )
    }),
  )
}

/** Groups of three letters, as PostgreSQL's pg_trgm has them: each word with two spaces before it and one after. */
function trigrams(name: string): ReadonlySet<string> {
  const groups = new Set<string>()
  for (const word of plain(name).match(/[\p{L}\p{N}]+/gu) ?? [plain(name)]) {
    const letters = [' ', ' ', ...word, ' ']
    for (let at = 0; at + 3 <= letters.length; at++) groups.add(letters.slice(at, at + 3).join(''))
  }
  return groups
}

const likeness = (a: ReadonlySet<string>, b: ReadonlySet<string>): number =>
  a.intersection(b).size / Math.max(1, a.union(b).size)
