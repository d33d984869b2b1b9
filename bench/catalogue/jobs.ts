import { spawnSync } from 'node:child_process'
import { closeSync, openSync, statSync, writeSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Entry, Question, SearchIndex } from '../../src/search/index.ts'
import { type Archive, openArchive } from '../engine/generator.ts'
import { FANWORKS } from '../engine/vocabulary.ts'
import { bruteForce } from './brute-force.ts'
import { type Graph, GUEST } from './build.ts'
import { differenceOf } from './compare.ts'
import type { Contest } from './compete.ts'
import { ancestors, codeOf, type Flat, tagsOf } from './flat.ts'
import type { Pair } from './measures.ts'
import type { OpenPeer, PostedWork } from './peer.ts'

const FACETS = FANWORKS.kinds.map(({ name }) => ({ of: name, top: 10 }))
const NEWEST = { by: 'revised', direction: 'down' } as const

/** Of two used tags of a kind, the greater is merged into the other. */
export interface Merged {
  readonly verbs: readonly number[]
  /** The first list with facets after each merge. */
  readonly asked: readonly number[]
  readonly wrong: readonly string[]
}

/** J4: merged, asked, split off again, twenty times; once the answer is compared with a pass over all works. */
export function mergeOurs(index: SearchIndex, flat: Flat, [from, to]: readonly [number, number]): Merged {
  const question: Question = { reader: GUEST, filter: { tag: to }, sort: NEWEST, facets: FACETS }
  const [verbs, asked, wrong]: [number[], number[], string[]] = [[], [], []]
  for (let i = 0; i < 20; i++) {
    const start = performance.now()
    index.setSynonym(from, to)
    const merged = performance.now()
    const answer = index.ask(question)
    asked.push(performance.now() - merged)
    verbs.push(merged - start)
    if (i === 0) {
      const either = bruteForce(flat, { ...question, filter: { any: [{ tag: from }, { tag: to }] } })
      const difference = differenceOf({ ...answer, facets: [] }, { ...either, facets: [] })
      if (difference) wrong.push(`J4 merge: a pass over all works ${difference}`)
    }
    index.unsetSynonym(from)
  }
  return { verbs, asked, wrong }
}

/** J3: each posted, then listed newest first with its facets under one of its tags, and a name of it completed. */
export async function postBoth(
  index: SearchIndex,
  [name, { ask, post, complete }]: readonly [string, OpenPeer],
  works: readonly (readonly [Entry, PostedWork])[],
): Promise<Contest | undefined> {
  if (!post || !complete) return undefined
  const pairs: Pair[] = []
  const wrong: string[] = []
  for (const [entry, work] of works) {
    const question = postedUnder(entry)
    const start = performance.now()
    await post(work)
    const theirs = await ask(question)
    await complete('slow')
    const middle = performance.now()
    const ours = postOurs(index, entry, question)
    pairs.push({ ours: performance.now() - middle, theirs: middle - start })
    const difference = differenceOf(ours, theirs)
    if (difference) wrong.push(`J3 post: ${name} ${difference}`)
    if (!ours.ids.includes(entry.id)) wrong.push(`J3 post: work ${entry.id} is not listed`)
  }
  for (const [{ id }] of works) index.remove(id)
  return { query: 'J3 post → visible', peer: name, pairs, wrong }
}

/** Ours by itself. */
export function postAlone(index: SearchIndex, works: readonly (readonly [Entry, PostedWork])[]): number[] {
  const taken = works.map(([entry]) => {
    const start = performance.now()
    postOurs(index, entry, postedUnder(entry))
    return performance.now() - start
  })
  for (const [{ id }] of works) index.remove(id)
  return taken
}

const postedUnder = ({ tags }: Entry): Question => ({
  reader: GUEST,
  filter: { tag: tags.at(-1)! },
  sort: NEWEST,
  facets: FACETS,
})

function postOurs(index: SearchIndex, entry: Entry, question: Question) {
  index.upsert(entry)
  const answer = index.ask(question)
  index.complete('slow', { reader: GUEST })
  return answer
}

/** Works of another seed, of canonical tags that are in use, posted today by their ids. */
export function worksToPost(archive: Archive, graph: Graph, works: number, seed: number, count: number) {
  const above = ancestors(graph)
  const posted: [Entry, PostedWork][] = []
  const latest = Math.floor(Date.UTC(2026, 10, 23) / 86_400_000)
  for (const entry of openArchive(works, seed).entries()) {
    if (posted.length === count) break
    const { own, all } = tagsOf(
      { ...entry, tags: entry.tags.filter((tag) => tag < archive.vocabulary.canonicals) },
      graph,
      above,
    )
    const { words = 0, kudos = 0 } = entry.columns
    const id = works + 1 + posted.length
    const columns = { ...entry.columns, words, kudos, posted: latest, revised: latest }
    const choices = { language: 'en', complete: 'yes' }
    posted.push([
      { ...entry, id, visibility: 0, tags: own, columns, choices },
      {
        id,
        words,
        kudos,
        revised: latest,
        facets: own.map((tag) => codeOf(graph.kindOf.get(tag)!, tag)),
        filters: all,
      },
    ])
  }
  return posted
}

export interface ColdStart {
  readonly saveMs: number
  readonly bytes: number
  readonly startMs: number
  readonly wordsMs: number
  /** Before and after the words for completion are made. */
  readonly rssWithoutWords: number
  readonly rss: number
}

/** J5: the snapshot is written, and a new process reads it and answers. */
export function coldStart(index: SearchIndex, folder: string): ColdStart {
  const path = `${folder}/snapshot`
  const start = performance.now()
  const file = openSync(path, 'w')
  for (const piece of index.savePieces()) writeSync(file, piece)
  closeSync(file)
  const saveMs = performance.now() - start
  const program = fileURLToPath(new URL('cold-start.ts', import.meta.url))
  const { status, stdout } = spawnSync(process.execPath, ['--expose-gc', '--import', 'tsx', program, path], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (status !== 0) throw new Error('the process that starts from the snapshot failed')
  return {
    saveMs,
    bytes: statSync(path).size,
    ...(JSON.parse(stdout) as Omit<ColdStart, 'saveMs' | 'bytes'>),
  }
}
