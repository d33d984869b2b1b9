import type { TagId, WorkId } from '../../core/ids.ts'
import { CLASS } from '../../works/index.ts'
import { crosses } from './crossovers.ts'
import { different, type Graph } from './entries.ts'
import { pausing } from './pauses.ts'
import type { Edge } from './tags-told.ts'

/**
 * How many different fandoms and relationships a work has, and whether it is a crossover, hang on the graph of tags but
 * are kept with the work. When the graph changes, the works concerned are counted again, some at a time: a merge is in
 * every list at once, and these three follow.
 */
export interface ToCount {
  /** Works with this very tag. */
  readonly tags: Set<TagId>
  /** Works with this tag or one below it. */
  readonly below: Set<TagId>
  /** The works, once they have been looked up. */
  readonly works: Set<number>
}

export const nothingToCount = (): ToCount => ({ tags: new Set(), below: new Set(), works: new Set() })

export const isCounted = ({ tags, below, works }: ToCount): boolean =>
  tags.size + below.size + works.size === 0

export function noteChanged({ index }: Graph, left: ToCount, tags: readonly TagId[], metas: readonly Edge[]) {
  for (const tag of tags) left.tags.add(tag)
  for (const [below] of metas) if (index.kindOfTag(below) === 'fandom') left.below.add(below)
}

const EVERY_CLASS = Object.values(CLASS)
/** What is looked up of them at once; the counting itself gives way to requests in between. */
const AT_ONCE = 500

export interface Recounted {
  readonly works: readonly number[]
  /** Of these, being a crossover changed: they are to be told anew. */
  readonly changed: readonly WorkId[]
}

/** Counts some of those left. The caller takes them from `left` when all is told. */
export async function recountSome(graph: Graph, left: ToCount): Promise<Recounted> {
  lookUp(graph, left)
  const some = [...left.works.values().take(AT_ONCE)]
  const crossing = new Set(crossovers(graph, some))
  const changed: WorkId[] = []
  const pause = pausing()
  for (const id of some) {
    const { fandoms, relationships } = different(graph.index.tagIdsOf(id) ?? [], graph.index)
    graph.index.setColumn(id, 'fandoms', fandoms.length)
    graph.index.setColumn(id, 'relationships', relationships.length)
    if (crosses(fandoms, graph.metas) !== crossing.has(id)) changed.push(id as WorkId)
    const rest = pause()
    if (rest) await rest
  }
  return { works: some, changed }
}

function lookUp({ index }: Graph, { tags, below, works }: ToCount): void {
  if (!tags.size && !below.size) return
  const filter = {
    any: [...[...tags].map((tag) => ({ tag, exact: true })), ...[...below].map((tag) => ({ tag }))],
  }
  const { ids } = index.ask({ reader: { sees: EVERY_CLASS }, filter, limit: index.count() })
  for (const id of ids) works.add(id)
  tags.clear()
  below.clear()
}

function crossovers({ index }: Graph, ids: readonly number[]): readonly number[] {
  const filter = { all: [{ ids }, { choice: 'crossover', is: 'yes' }] }
  return index.ask({ reader: { sees: EVERY_CLASS }, filter, limit: ids.length }).ids
}
