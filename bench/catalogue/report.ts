import type { Stats } from '../../src/search/index.ts'
import type { Built } from './build.ts'
import type { Contest } from './compete.ts'
import type { Flat } from './flat.ts'
import type { ColdStart, Merged } from './jobs.ts'
import {
  geometricMean,
  leastMean,
  printLines,
  type Ratio,
  ratioOf,
  summaryOf,
  times,
  written,
} from './measures.ts'
import type { CatalogueOptions } from './options.ts'
import type { MeasuredPeer } from './peer.ts'
import { targetsFor } from './targets.ts'

export interface Findings {
  readonly flat: Flat
  readonly stats: Stats
  readonly built: Omit<Built, 'index' | 'graph'>
  readonly own: readonly {
    readonly query: string
    readonly times: readonly number[]
    readonly hits: readonly number[]
  }[]
  readonly typing: {
    readonly plain: readonly number[]
    readonly first: readonly number[]
    readonly within: readonly number[]
  }
  readonly merged: Merged & { readonly share: number; readonly afterwards: readonly number[] }
  readonly cold: ColdStart
  /** J3 by ourselves. */
  readonly posted: readonly number[]
  readonly skipped: readonly string[]
  readonly contests: readonly Contest[]
  readonly peers: ReadonlyMap<string, MeasuredPeer>
  readonly wrong: readonly string[]
}

export interface Told extends Findings {
  readonly options: CatalogueOptions
  readonly machine: string
  readonly seconds: number
}

export function printFindings(told: Told): void {
  const { options, machine, seconds, flat, skipped, wrong } = told
  const pairs = flat.facets.items.length
  console.log(`${options.works} works, seed ${options.seed}, ${pairs} tags on them; ${machine}`)
  printOurs(told)
  printJobs(told)
  if (told.peers.size) {
    printPeers(told)
    printRatios(told)
    printWhole(told)
  }
  for (const line of skipped) console.log(`\n${line}`)
  const compared = told.contests.reduce((sum, contest) => sum + contest.pairs.length, 0)
  console.log(
    `\n${compared} answers compared with peers, ${told.own.length * options.checks} with a pass over all works: `,
  )
  console.log(wrong.length ? `${wrong.length} WRONG\n${wrong.slice(0, 20).join('\n')}` : 'all alike')
  console.log(`${seconds.toFixed(0)} s in all`)
}

function printOurs({ own, typing, options }: Told): void {
  const { list, deep, typing: keys } = targetsFor(options.works)
  const rows = own.map(({ query, times: taken, hits }) =>
    ourRow(query, taken, query.startsWith('10') ? deep : list, summaryOf(hits).p50),
  )
  printLines('Ours by itself: list of 20, total and ten facets of seven kinds', [
    ['query', 'results (median)', 'p50', 'p99', 'least', 'target p50 / p99', 'met'],
    ...rows,
    ourRow('11 type-a-tag', typing.plain, keys),
    ourRow('11 in a fandom, first key', typing.first),
    ourRow('11 in a fandom, next keys', typing.within, keys),
  ])
}

function ourRow(
  name: string,
  taken: readonly number[],
  target?: readonly [number, number],
  results?: number,
): string[] {
  const { p50, p99, least } = summaryOf(taken)
  const met = target ? (p50 <= target[0] && p99 <= target[1] ? 'yes' : 'no') : ''
  const aim = target ? `${written(target[0])} / ${written(target[1])}` : ''
  return [
    name,
    results === undefined ? '' : String(results),
    written(p50),
    written(p99),
    written(least),
    aim,
    met,
  ]
}

const met = (yes: boolean): string => (yes ? 'yes' : 'no')
const both = (taken: readonly number[]): string =>
  `${written(summaryOf(taken).p50)} / ${written(summaryOf(taken).p99)}`

function printJobs(told: Told): void {
  printLines('Jobs, memory, start', [
    ['what', 'figure', 'target', 'met'],
    ...jobRows(told),
    ...startRows(told),
  ])
}

function jobRows({ merged, posted, options }: Told): string[][] {
  const { post, mergeMs } = targetsFor(options.works)
  const share = (merged.share * 100).toFixed(0)
  const whole = merged.verbs.map((verb, i) => verb + merged.asked[i]!)
  return [
    [
      'J3 post → in list, facets, completion, p50 / p99',
      both(posted),
      `${written(post[0])} / ${written(post[1])}`,
      met(summaryOf(posted).p50 <= post[0] && summaryOf(posted).p99 <= post[1]),
    ],
    [`J4 merge a tag of ${share} % of works, p50 / p99`, both(merged.verbs), '', ''],
    [
      'J4 the same with the next list and its facets',
      both(whole),
      written(mergeMs),
      met(summaryOf(whole).p99 <= mergeMs),
    ],
    ['   query 6 once it was split off again', both(merged.afterwards), '', ''],
  ]
}

function startRows({ built, cold, stats, options: { works } }: Told): string[][] {
  const { bytes, buildMs, coldMs } = targetsFor(works)
  const { tagsMs, entriesMs, ordersMs, wordsMs } = built
  const parts = [tagsMs, entriesMs, ordersMs]
  const perWork = cold.rss / works
  return [
    [
      'J5 build: tags, works, sort orders',
      parts.map(written).join(' + '),
      written(buildMs),
      met(tagsMs + entriesMs + ordersMs <= buildMs),
    ],
    ['   and the words for completion', written(wordsMs), '', ''],
    [
      'J5 cold start: snapshot read, first answer',
      written(cold.startMs),
      written(coldMs),
      met(cold.startMs <= coldMs),
    ],
    ['   and the first completion', written(cold.wordsMs), '', ''],
    ['   snapshot written', `${written(cold.saveMs)}, ${(cold.bytes / 2 ** 20).toFixed(0)} MB`, '', ''],
    [
      'bytes a work: RSS of a fresh process over an empty one',
      perWork.toFixed(0),
      String(bytes),
      met(perWork <= bytes),
    ],
    ['   before the words for completion are made', (cold.rssWithoutWords / works).toFixed(0), '', ''],
    ['   as the engine counts them, completion included', (stats.total / works).toFixed(0), '', ''],
  ]
}

const queriesOf = ({ contests }: Told): string[] => [...new Set(contests.map(({ query }) => query))]

function eachCell(told: Told, cell: (contest: Contest) => string): string[][] {
  const { contests, peers } = told
  return queriesOf(told).map((query) => [
    query,
    ...[...peers.keys()].map((peer) => {
      const contest = contests.find((one) => one.query === query && one.peer === peer)
      return contest ? cell(contest) : ''
    }),
  ])
}

function printPeers(told: Told): void {
  const { peers, options } = told
  const rows = eachCell(told, ({ pairs }) => {
    const { p50, p99, least, n } = summaryOf(pairs.map(({ theirs }) => theirs))
    return `${[p50, p99, least].map(written).join(' / ')}${n < options.draws ? ` (${n})` : ''}`
  })
  const all = [...peers]
  printLines('Peers: p50 / p99 / least (number of draws, where fewer than wanted fitted into its time)', [
    ['query', ...all.map(([name, { version }]) => `${name} ${version}`)],
    ...rows,
    ['J4 merge, before commit', ...all.map(([, { merged }]) => mergeCell(merged))],
    ['J5 build', ...all.map(([, { buildMs }]) => written(buildMs))],
    [
      'bytes a work',
      ...all.map(([, { bytes, bytesAre }]) => `${(bytes / options.works).toFixed(0)} (${bytesAre})`),
    ],
  ])
}

const mergeCell = (merge: MeasuredPeer['merged']): string =>
  merge ? `${written(merge.ms)} (${merge.rewritten} works)` : ''

function printRatios(told: Told): void {
  const rows = eachCell(told, ({ pairs }) => ratioCell(ratioOf(pairs)))
  printLines('How many times our p50 theirs is, in turns with us (95 % of bootstrap samples)', [
    ['query', ...told.peers.keys()],
    ...rows,
  ])
}

const ratioCell = ({ of, from, to }: Ratio): string => `${times(of)} (${times(from)}–${times(to)})`

/** Geometric means over queries 1 to 9: against the best peer of each query, and against each peer. */
function printWhole(told: Told): void {
  const { contests, peers } = told
  const listing = contests.filter(({ query }) => /^[1-9] /.test(query))
  const names = [...new Set(listing.map(({ query }) => query))]
  const ratio = ({ pairs }: Contest): number => ratioOf(pairs).of
  const best = names.map((query) =>
    listing.filter((one) => one.query === query).reduce((a, b) => (ratio(b) < ratio(a) ? b : a)),
  )
  const least = best.reduce((a, b) => (ratio(b) < ratio(a) ? b : a))
  const row = (name: string, some: readonly Contest[], goal: string): string[] => {
    const pairs = some.map((contest) => contest.pairs)
    return [name, ratioCell(geometricMean(pairs)), times(leastMean(pairs)), goal]
  }
  printLines('Geometric mean of the ratios over queries 1 to 9', [
    ['against', 'by p50', 'by least times', 'goal at 1 M works'],
    row('the best peer of each query', best, '50'),
    row(`   the least of them: ${least.query}, ${least.peer}`, [least], '20'),
    ...[...peers.keys()].map((name) =>
      row(
        name,
        listing.filter(({ peer }) => peer === name),
        name === 'PostgreSQL' ? '300' : '',
      ),
    ),
  ])
}
