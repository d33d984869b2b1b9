import type { Entry } from '../../src/search/index.ts'
import type { Archive } from '../engine/generator.ts'
import { FANWORKS, nameOfTag } from '../engine/vocabulary.ts'
import type { Graph } from './build.ts'
import { ancestors, tagsOf } from './flat.ts'

/** What the generator made, counted in one pass. */
export interface Gathered {
  readonly works: number
  /** Canonical tag → works that have it under any of its names. */
  readonly uses: Map<number, number>
  /** A number for each work. */
  readonly each: Readonly<Record<Measure, number[]>>
  readonly complete: number
  readonly restricted: number
  readonly languages: Map<string, number>
  /** Names in use, and their uses: canonical, synonyms, neither. */
  readonly names: readonly [number, number, number]
  readonly nameUses: readonly [number, number, number]
}

type Kind = 'rating' | 'warning' | 'category' | 'fandom' | 'relationship' | 'character' | 'freeform'
export type Measure = Kind | 'words' | 'kudos' | 'chapters' | 'asWritten' | 'inherited'

const MEASURES: readonly Measure[] = [
  ...['words', 'kudos', 'chapters', 'asWritten', 'inherited'],
  ...FANWORKS.kinds.map(({ name }) => name),
] as Measure[]

export function gather(archive: Archive, graph: Graph): Gathered {
  const each = Object.fromEntries(MEASURES.map((name) => [name, []])) as unknown as Record<Measure, number[]>
  const uses = new Map<number, number>()
  const languages = new Map<string, number>()
  const used = [new Set<number>(), new Set<number>(), new Set<number>()] as const
  const nameUses: [number, number, number] = [0, 0, 0]
  const above = ancestors(graph)
  let [works, complete, restricted] = [0, 0, 0]
  for (const entry of archive.entries()) {
    works++
    const { own, all } = tagsOf(entry, graph, above)
    noteNumbers(each, entry, own, all.length, graph)
    for (const tag of own) uses.set(tag, (uses.get(tag) ?? 0) + 1)
    for (const name of entry.tags) {
      const sort = graph.kindOf.has(name) ? 0 : graph.synonymOf.has(name) ? 1 : 2
      used[sort].add(name)
      nameUses[sort]++
    }
    if (entry.choices.complete === 'yes') complete++
    if (entry.visibility === 1) restricted++
    const language = entry.choices.language ?? ''
    languages.set(language, (languages.get(language) ?? 0) + 1)
  }
  const names = [used[0].size, used[1].size, used[2].size] as const
  return { works, uses, each, complete, restricted, languages, names, nameUses }
}

function noteNumbers(
  each: Gathered['each'],
  { tags, columns }: Entry,
  own: readonly number[],
  inherited: number,
  graph: Graph,
): void {
  each.asWritten.push(tags.length)
  each.inherited.push(inherited)
  each.words.push(columns.words ?? 0)
  each.kudos.push(columns.kudos ?? 0)
  each.chapters.push(columns.chapters ?? 0)
  const counts = FANWORKS.kinds.map(() => 0)
  for (const tag of own) counts[graph.kindOf.get(tag)!]!++
  for (const [place, { name }] of FANWORKS.kinds.entries()) each[name as Kind].push(counts[place]!)
}

/** Names of scripts and lengths that real archives have. */
export function oddNames(graph: Graph): {
  readonly scripts: Record<string, number>
  readonly longest: number
} {
  const scripts = { Han: 0, Hangul: 0, Cyrillic: 0, Thai: 0, 'an accent': 0, 'a picture': 0 }
  const signs: readonly (readonly [keyof typeof scripts, RegExp])[] = [
    ['Han', /\p{sc=Han}/u],
    ['Hangul', /\p{sc=Hang}/u],
    ['Cyrillic', /\p{sc=Cyrl}/u],
    ['Thai', /\p{sc=Thai}/u],
    ['an accent', /[À-ž]/u],
    ['a picture', /\p{Extended_Pictographic}/u],
  ]
  let longest = 0
  for (const [tag, kind] of graph.kindOf) {
    const name = nameOfTag(tag, FANWORKS.kinds[kind]!.name)
    longest = Math.max(longest, name.length)
    for (const [script, sign] of signs) if (sign.test(name)) scripts[script]++
  }
  return { scripts, longest }
}

/** How many canonical tags hang under a chain of one, two, … meta-tags. */
export function depthsOf({ metasOf }: Graph): number[] {
  const known = new Map<number, number>()
  const depth = (tag: number): number => {
    const before = known.get(tag)
    if (before !== undefined) return before
    const found = Math.max(0, ...(metasOf.get(tag) ?? []).map((meta) => 1 + depth(meta)))
    known.set(tag, found)
    return found
  }
  const depths: number[] = []
  for (const tag of metasOf.keys()) depths[depth(tag) - 1] = (depths[depth(tag) - 1] ?? 0) + 1
  return Array.from(depths, (n) => n ?? 0)
}
