import { type Chance, chanceOf } from '../engine/chance.ts'

/** One draw timed for us and for the peer. */
export interface Pair {
  readonly ours: number
  readonly theirs: number
}

export interface Summary {
  readonly n: number
  readonly p50: number
  readonly p99: number
  readonly least: number
}

export function summaryOf(times: readonly number[]): Summary {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (part: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
  return { n: sorted.length, p50: at(0.5), p99: at(0.99), least: sorted[0] ?? Number.NaN }
}

export interface Ratio {
  readonly of: number
  /** 95 % of the bootstrap's ratios lie in here. */
  readonly from: number
  readonly to: number
}

const RESAMPLES = 1000

/** How many times our median the peer's is; draws are resampled in pairs, since both were asked the same. */
export function ratioOf(pairs: readonly Pair[]): Ratio {
  const chance = chanceOf(pairs.length)
  const drawn = Array.from({ length: RESAMPLES }, () => medianRatio(resampled(pairs, chance))).sort(
    (a, b) => a - b,
  )
  return {
    of: medianRatio(pairs),
    from: drawn[Math.floor(RESAMPLES * 0.025)]!,
    to: drawn[Math.floor(RESAMPLES * 0.975)]!,
  }
}

/** Of ratios over several queries, each query's draws resampled by themselves. */
export function geometricMean(queries: readonly (readonly Pair[])[]): Ratio {
  const chance = chanceOf(queries.length)
  const mean = (ratios: readonly number[]): number =>
    Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length)
  const drawn = Array.from({ length: RESAMPLES }, () =>
    mean(queries.map((pairs) => medianRatio(resampled(pairs, chance)))),
  ).sort((a, b) => a - b)
  const of = mean(queries.map(medianRatio))
  return { of, from: drawn[Math.floor(RESAMPLES * 0.025)]!, to: drawn[Math.floor(RESAMPLES * 0.975)]! }
}

/** The same of the least times, which neighbours disturb least. */
export function leastMean(queries: readonly (readonly Pair[])[]): number {
  const ratios = queries.map((pairs) => {
    const least = (of: keyof Pair): number => Math.min(...pairs.map((pair) => pair[of]))
    return least('theirs') / least('ours')
  })
  return Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length)
}

const resampled = (pairs: readonly Pair[], chance: Chance): Pair[] =>
  Array.from(pairs, () => pairs[chance.below(pairs.length)]!)

const medianRatio = (pairs: readonly Pair[]): number =>
  summaryOf(pairs.map(({ theirs }) => theirs)).p50 / summaryOf(pairs.map(({ ours }) => ours)).p50

export function written(ms: number): string {
  if (Number.isNaN(ms)) return '–'
  if (ms < 0.1) return `${(ms * 1000).toFixed(ms < 0.01 ? 1 : 0)} µs`
  if (ms < 100) return `${ms.toFixed(ms < 1 ? 3 : ms < 10 ? 2 : 1)} ms`
  return ms < 10_000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(1)} s`
}

export const times = (ratio: number): string => (ratio >= 10 ? ratio.toFixed(0) : ratio.toFixed(1))

export function printLines(title: string, rows: readonly (readonly string[])[]): void {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  const line = (row: readonly string[]): string =>
    `| ${widths.map((width, column) => (column ? (row[column] ?? '').padStart(width) : (row[0] ?? '').padEnd(width))).join(' | ')} |`
  const rule = `| ${widths.map((width, column) => (column ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width))).join(' | ')} |`
  console.log(`\n${title}\n\n${[line(rows[0]!), rule, ...rows.slice(1).map(line)].join('\n')}`)
}
