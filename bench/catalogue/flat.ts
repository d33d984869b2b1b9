import type { Entry } from '../../src/search/index.ts'
import type { Archive } from '../engine/generator.ts'
import { FANWORKS, nameOfTag } from '../engine/vocabulary.ts'
import type { Graph } from './build.ts'

/**
 * An archive as the peers get it: synonyms resolved, meta-tags inherited, all in typed arrays. This is the work that
 * otwarchive does when a work is written (its `filter_ids`); what our engine does with the tag graph at each question
 * is done for the peers beforehand, and none of its time is counted against them.
 */
export interface Flat {
  readonly works: number
  /** By work − 1. Ids are 1, 2, … */
  readonly visible: Uint8Array
  readonly complete: Uint8Array
  /** A place in `languages`. */
  readonly language: Uint8Array
  readonly languages: readonly string[]
  readonly words: Uint32Array
  readonly kudos: Uint32Array
  /** Days since 1970. */
  readonly revised: Uint32Array
  /** The canonical tags of each work, coded with their kind: what facets count. */
  readonly facets: Lists
  /** The same and the meta-tags above them, as ids: what filters ask for. */
  readonly filters: Lists
  /** Works per tag, meta-tags with those below them. */
  readonly usedBy: Uint32Array
  /** By tag. */
  readonly names: readonly Name[]
}

/** List i is `items` from `starts[i]` up to `starts[i + 1]`. */
export interface Lists {
  readonly starts: Uint32Array
  readonly items: Uint32Array
}

/** What autocomplete knows: a name, folded later, and the canonical tag it leads to. */
export interface Name {
  readonly text: string
  readonly tag: number
  readonly uses: number
}

/** A tag's number with its kind in front, so that no peer needs a join to count by kind. */
export const codeOf = (kind: number, tag: number): number => kind * KIND_STEP + tag
export const KIND_STEP = 2 ** 28

export function flatten(archive: Archive, graph: Graph, works: number): Flat {
  const most = archive.vocabulary.canonicals * 4
  const columns = openColumns(works)
  const [facets, filters] = [openLists(works), openLists(works)]
  const [usedBy, uses, seen] = [new Uint32Array(most), new Uint32Array(most), new Uint8Array(most)]
  const above = ancestors(graph)
  for (const entry of archive.entries()) {
    const { own, all } = tagsOf(entry, graph, above)
    for (const tag of entry.tags) count(uses, graph.synonymOf.get(tag) ?? tag)
    for (const tag of all) count(usedBy, tag)
    if (entry.visibility === 0) for (const tag of own) seen[tag] = 1
    facets.add(own.map((tag) => codeOf(graph.kindOf.get(tag)!, tag)))
    filters.add(all)
    columns.add(entry)
  }
  const names = namesOf(graph, uses, seen)
  return { works, ...columns.of, facets: facets.done(), filters: filters.done(), usedBy, names }
}

function openColumns(works: number) {
  const languages: string[] = []
  const of = {
    visible: new Uint8Array(works),
    complete: new Uint8Array(works),
    language: new Uint8Array(works),
    words: new Uint32Array(works),
    kudos: new Uint32Array(works),
    revised: new Uint32Array(works),
    languages,
  }
  return {
    of,
    add({ id, visibility, choices, columns }: Entry): void {
      of.visible[id - 1] = visibility === 0 ? 1 : 0
      of.complete[id - 1] = choices.complete === 'yes' ? 1 : 0
      of.language[id - 1] = numbered(languages, choices.language ?? '')
      for (const name of ['words', 'kudos', 'revised'] as const) of[name][id - 1] = columns[name] ?? 0
    },
  }
}

/** A work's canonical tags, and those with all above them, both ascending. */
export function tagsOf(
  { tags }: Entry,
  graph: Graph,
  above: (tag: number) => readonly number[],
): { own: number[]; all: number[] } {
  const own = new Set<number>()
  const all = new Set<number>()
  for (const name of tags) {
    const tag = graph.synonymOf.get(name) ?? name
    if (!graph.kindOf.has(tag)) continue
    own.add(tag)
    for (const one of above(tag)) all.add(one)
  }
  const ascending = (a: number, b: number): number => a - b
  return { own: [...own].sort(ascending), all: [...all].sort(ascending) }
}

/** A tag and every meta-tag above it. */
export function ancestors({ metasOf }: Graph): (tag: number) => readonly number[] {
  const known = new Map<number, readonly number[]>()
  const above = (tag: number): readonly number[] => {
    const before = known.get(tag)
    if (before) return before
    const all = [...new Set([tag, ...(metasOf.get(tag) ?? []).flatMap(above)])]
    known.set(tag, all)
    return all
  }
  return above
}

function namesOf({ kindOf, synonymOf }: Graph, uses: Uint32Array, seen: Uint8Array): Name[] {
  const names: Name[] = []
  const kindName = (tag: number): string => FANWORKS.kinds[kindOf.get(tag)!]!.name
  const add = (name: number, tag: number): void => {
    if (seen[tag]) names.push({ text: nameOfTag(name, kindName(tag)), tag, uses: uses[tag]! })
  }
  for (const tag of kindOf.keys()) add(tag, tag)
  for (const [name, tag] of synonymOf) add(name, tag)
  return names.sort((a, b) => a.tag - b.tag)
}

const count = (counts: Uint32Array, at: number): void => {
  if (at < counts.length) counts[at] = counts[at]! + 1
}

function numbered(list: string[], value: string): number {
  const at = list.indexOf(value)
  return at >= 0 ? at : list.push(value) - 1
}

function openLists(lists: number): { add: (items: readonly number[]) => void; done: () => Lists } {
  const starts = new Uint32Array(lists + 1)
  let items = new Uint32Array(lists * 20 + 1000)
  let list = 0
  return {
    add(more) {
      const from = starts[list]!
      if (from + more.length > items.length) {
        const larger = new Uint32Array(Math.ceil(items.length * 1.3) + more.length)
        larger.set(items)
        items = larger
      }
      items.set(more, from)
      starts[++list] = from + more.length
    },
    done: () => ({ starts, items: items.subarray(0, starts[list]) }),
  }
}
