import { setTimeout as pause } from 'node:timers/promises'
import type { Question, SearchIndex } from '../../src/search/index.ts'
import { differenceOf } from './compare.ts'
import type { Pair } from './measures.ts'
import type { OpenPeer } from './peer.ts'
import type { Drawn } from './queries.ts'

/** A query asked of us and of one peer, in turns. */
export interface Contest {
  readonly query: string
  readonly peer: string
  readonly pairs: readonly Pair[]
  readonly wrong: readonly string[]
}

/** After so many draws a peer that is over its time has no more of them. */
const FEWEST = 5
const WARM_UP = 2
/**
 * On a busy machine whoever has just worked long is put last in the scheduler's queue, and the next to be timed would
 * wait for the neighbours. Nobody is timed within so long of the last one.
 */
const REST_MS = 4

/**
 * ABBA: we, the peer, the peer, we; each draw is asked of both, and nobody is asked the same twice in a row. Answers
 * are compared outside the time.
 */
export async function compete(
  index: SearchIndex,
  [name, peer]: readonly [string, OpenPeer],
  { name: query, questions }: Drawn,
  budgetMs: number,
): Promise<Contest> {
  const wrong: string[] = []
  const both = async (question: Question, oursFirst: boolean): Promise<Pair> => {
    await pause(REST_MS)
    const before = oursFirst ? askOurs(index, question) : undefined
    if (before) await pause(REST_MS)
    const theirs = await askPeer(peer, question)
    if (!before) await pause(REST_MS)
    const ours = before ?? askOurs(index, question)
    const difference = differenceOf(ours.answer, theirs.answer)
    if (difference) wrong.push(`${query}: ${name} ${difference}\n  ${JSON.stringify(question).slice(0, 400)}`)
    return { ours: ours.ms, theirs: theirs.ms }
  }
  const start = performance.now()
  for (const question of questions.slice(-WARM_UP))
    if (performance.now() - start < budgetMs) await both(question, true)
  const pairs: Pair[] = []
  for (const [i, question] of questions.entries()) {
    if (i >= FEWEST && performance.now() - start > budgetMs) break
    pairs.push(await both(question, i % 2 === 0))
  }
  return { query, peer: name, pairs, wrong }
}

function askOurs(index: SearchIndex, question: Question) {
  const start = performance.now()
  const answer = index.ask(question)
  return { answer, ms: performance.now() - start }
}

async function askPeer(peer: OpenPeer, question: Question) {
  const start = performance.now()
  const answer = await peer.ask(question)
  return { answer, ms: answer.ms ?? performance.now() - start }
}

/** Our own times with nobody else at work, for the targets. */
export function alone(
  index: SearchIndex,
  { questions }: Drawn,
  rounds: number,
): { times: number[]; hits: number[] } {
  const times: number[] = []
  const hits: number[] = []
  for (const question of questions.slice(-WARM_UP)) index.ask(question)
  for (let round = 0; round < rounds; round++)
    for (const question of questions) {
      const { answer, ms } = askOurs(index, question)
      times.push(ms)
      hits.push(answer.total)
    }
  return { times, hits }
}
