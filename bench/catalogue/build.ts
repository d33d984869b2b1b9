import { type Entry, openIndex, type SearchIndex, type Tag } from '../../src/search/index.ts'
import { type Archive, tellTags, usesOf } from '../engine/generator.ts'
import { FANWORKS } from '../engine/vocabulary.ts'

/** What the index was told of tags, so that the peers can be told the same. */
export interface Graph {
  /** Canonical tag → the place of its kind. */
  readonly kindOf: Map<number, number>
  readonly synonymOf: Map<number, number>
  readonly metasOf: Map<number, number[]>
}

export interface Built {
  readonly index: SearchIndex
  readonly graph: Graph
  /** The engine's own time: making up works and names is not in it. */
  readonly tagsMs: number
  readonly entriesMs: number
  readonly ordersMs: number
  readonly wordsMs: number
}

export const GUEST = { sees: [0] }

export function buildOurs(archive: Archive, works: number, seed: number): Built {
  const index = openIndex(FANWORKS)
  const graph: Graph = { kindOf: new Map(), synonymOf: new Map(), metasOf: new Map() }
  const tagsMs = tellTagsTo(index, archive, seed, graph)
  const entriesMs = addEntries(index, archive, works)
  const ordersMs = timed(() => {
    for (const by of ['id', ...FANWORKS.columns.map(({ name }) => name), ...FANWORKS.texts])
      index.ask({ reader: GUEST, sort: { by, direction: 'up' } })
  })
  const wordsMs = timed(() => index.complete('a', { reader: GUEST }))
  return { index, graph, tagsMs, entriesMs, ordersMs, wordsMs }
}

type Change =
  | { readonly tag: Tag }
  | { readonly synonym: number; readonly of: number }
  | { readonly sub: number; readonly meta: number }

/** The generator tells an index; this one only listens, so that the telling can be timed without the making. */
function recorded(archive: Archive, seed: number): Change[] {
  const changes: Change[] = []
  const listening = {
    ...openIndex(FANWORKS),
    setTag(tag: Tag) {
      changes.push({ tag })
      return 'done' as const
    },
    setSynonym(synonym: number, of: number) {
      changes.push({ synonym, of })
      return 'done' as const
    },
    addMeta(sub: number, meta: number) {
      changes.push({ sub, meta })
      return 'done' as const
    },
  }
  tellTags(listening, archive, usesOf(archive), seed)
  return changes
}

/** What was recorded is let go again: of ten million works it is a gigabyte. */
function tellTagsTo(index: SearchIndex, archive: Archive, seed: number, graph: Graph): number {
  const told = recorded(archive, seed)
  return timed(() => tellRecorded(index, told, graph))
}

function tellRecorded(index: SearchIndex, changes: readonly Change[], graph: Graph): void {
  const kinds = FANWORKS.kinds.map(({ name }) => name)
  for (const change of changes) {
    if ('tag' in change) {
      index.setTag(change.tag)
      if (change.tag.canonical) graph.kindOf.set(change.tag.id, kinds.indexOf(change.tag.kind))
    } else if ('synonym' in change) {
      if (index.setSynonym(change.synonym, change.of) === 'done')
        graph.synonymOf.set(change.synonym, change.of)
    } else if (index.addMeta(change.sub, change.meta) === 'done') {
      graph.metasOf.set(change.sub, [...(graph.metasOf.get(change.sub) ?? []), change.meta])
    }
  }
}

const AT_ONCE = 10_000

/** Works are made up ten thousand at a time, then those are added against the clock. */
function addEntries(index: SearchIndex, archive: Archive, works: number): number {
  const most = archive.vocabulary.canonicals * 4
  let ms = timed(() => index.reserve(works))
  let waiting: Entry[] = []
  const add = (): void => {
    for (const entry of waiting) {
      for (const tag of entry.tags)
        if (tag >= most)
          index.setTag({ id: tag, kind: 'freeform', name: `only here ${tag}`, canonical: false })
      index.upsert(entry)
    }
  }
  for (const entry of archive.entries()) {
    waiting.push(entry)
    if (waiting.length < AT_ONCE && entry.id < works) continue
    ms += timed(add)
    waiting = []
  }
  return ms
}

export function timed(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}
