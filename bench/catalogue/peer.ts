import type { Answer, Question } from '../../src/search/index.ts'
import type { Flat } from './flat.ts'

/** Another search engine on the same works. Each has a file in peers/, which begins with its index and its tuning. */
export interface Peer {
  readonly name: string
  /** Loads the works into a folder of its own, or says why it cannot and what to do about it. */
  readonly open: (flat: Flat, folder: string) => Promise<OpenPeer | string>
}

export interface OpenPeer {
  readonly version: string
  /** Seconds from arrays in memory to the first answer, indexes and statistics made. */
  readonly buildMs: number
  /** What it holds, on disk or in memory: see `bytesAre`. */
  readonly bytes: number
  readonly bytesAre: 'disk' | 'memory'
  readonly ask: (question: Question) => Promise<Told>
  /** The ten most used tags that have a word beginning so. The prefix is folded already. */
  readonly complete?: (prefix: string) => Promise<readonly Completed[]>
  /** J3: a new work with these tags (coded), in one transaction, seen by the next question. */
  readonly post?: (work: PostedWork) => Promise<void>
  /** J4: rewrites every work that has the one tag to have the other; taken back afterwards, outside the time. */
  readonly merge?: (from: number, to: number) => Promise<{ readonly ms: number; readonly rewritten: number }>
  readonly close: () => Promise<void>
}

/** What is left of a peer for the report. */
export interface MeasuredPeer extends Pick<OpenPeer, 'version' | 'buildMs' | 'bytes' | 'bytesAre'> {
  readonly merged: { readonly ms: number; readonly rewritten: number } | undefined
}

export interface Told extends Omit<Answer, 'facetSizes'> {
  /** The peer's own reckoning, where asking it goes through a pipe that is not its fault. */
  readonly ms?: number
}

export interface Completed {
  readonly tag: number
  readonly uses: number
}

export interface PostedWork {
  readonly id: number
  readonly words: number
  readonly kudos: number
  readonly revised: number
  readonly facets: readonly number[]
  readonly filters: readonly number[]
}
