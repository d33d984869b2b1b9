import type { TagId, WorkId } from '../../core/ids.ts'
import type { Filter } from '../../search/index.ts'
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
  /** The works, once they have been looked up; and those of them that the index has as crossovers. */
  readonly works: Set<number>
  readonly crossing: Set<number>
}

export const nothingToCount = (): ToCount => ({
  ...{ tags: new Set<TagId>(), below: new Set<TagId>() },
  ...{ works: new Set<number>(), crossing: new Set<number>() },
})

export const isCounted = ({ tags, below, works }: ToCount): boolean =>
  tags.size + below.size + works.size === 0

export function noteChanged({ index }: Graph, left: ToCount, tags: readonly TagId[], metas: readonly Edge[]) {
  for (const tag of tags) left.tags.add(tag)
  for (const [below] of metas) if (index.kindOfTag(below) === 'fandom') left.below.add(below)
}

const EVERY_CLASS = Object.values(CLASS)
/** In one view of the database; the counting itself gives way to requests in between. */
const AT_ONCE = 1_000

interface Recounted {
  readonly works: readonly number[]
  /** Of these, being a crossover changed: they are to be told anew. */
  readonly changed: readonly WorkId[]
}

/** Counts some of those left. The caller takes them from `left` when all is told. */
export async function recountSome(graph: Graph, left: ToCount): Promise<Recounted> {
  lookUp(graph, left)
  const some = [...left.works.values().take(AT_ONCE)]
  const changed: WorkId[] = []
  const pause = pausing()
  for (const id of some) {
    const { fandoms, relationships } = different(graph.index.tagIdsOf(id) ?? [], graph.index)
    graph.index.setColumn(id, 'fandoms', fandoms.length)
    graph.index.setColumn(id, 'relationships', relationships.length)
    if (crosses(fandoms, graph.metas) !== left.crossing.has(id)) changed.push(id as WorkId)
    const rest = pause()
    if (rest) await rest
  }
  return { works: some, changed }
}

/** All at once, twice: each time the order of all works is gone through, which for a million takes 10 ms. */
function lookUp({ index }: Graph, { tags, below, works, crossing }: ToCount): void {
  if (!tags.size && !below.size) return
  const concerned = {
    any: [...[...tags].map((tag) => ({ tag, exact: true })), ...[...below].map((tag) => ({ tag }))],
  }
  const found = (filter: Filter): readonly number[] =>
    index.ask({ reader: { sees: EVERY_CLASS }, filter, limit: index.count() }).ids
  for (const id of found(concerned)) {
    works.add(id)
    crossing.delete(id)
  }
  for (const id of found({ all: [concerned, { choice: 'crossover', is: 'yes' }] })) crossing.add(id)
  tags.clear()
  below.clear()
}

/** These have been told. */
export function counted({ works, crossing }: ToCount, ids: readonly number[]): void {
  for (const id of ids) {
    works.delete(id)
    crossing.delete(id)
  }
}
