import { parseArgs } from 'node:util'
import type { Peer } from './peer.ts'
import { peersNamed } from './peers/all.ts'

export interface CatalogueOptions {
  readonly works: number
  readonly seed: number
  /** Different draws of each query. */
  readonly draws: number
  readonly peers: readonly Peer[]
  /** How often all draws are asked of our index by itself. */
  readonly rounds: number
  /** Draws of each query compared with a pass over all works. */
  readonly checks: number
  /** A peer that has had so long on a query is asked no more draws of it (five at least). */
  readonly budgetMs: number
}

export function catalogueOptions(args: readonly string[]): CatalogueOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      works: { type: 'string', default: '100000' },
      seed: { type: 'string', default: '1' },
      draws: { type: 'string', default: '30' },
      peers: { type: 'string' },
    },
  })
  const works = whole('works', values.works)
  return {
    works,
    seed: whole('seed', values.seed),
    draws: whole('draws', values.draws),
    peers: peersNamed(values.peers?.split(',').filter(Boolean)),
    rounds: 4,
    checks: works <= 100_000 ? 5 : 1,
    budgetMs: works <= 100_000 ? 3000 : 8000,
  }
}

function whole(name: string, value: string): number {
  const number = Number(value)
  if (Number.isInteger(number) && number > 0) return number
  throw new Error(`--${name} wants a whole number above 0, not “${value}”`)
}
