import { ms, printTable, type Row } from '../figures.ts'
import type { Read } from './reader.ts'
import type { Seen, Watched } from './watched.ts'

export interface Reported {
  readonly works: number
  readonly rate: number
  readonly seconds: number
  readonly readyMs: number
  readonly firstPageMs: number
  readonly reads: readonly Read[]
  readonly posts: readonly number[]
  readonly merges: readonly number[]
  readonly memory: { readonly program: number; readonly database: number }
  readonly watched: Watched
  /** Of the program, for each list read: with all that it did beside. */
  readonly processor: number
}

export function report(told: Reported): void {
  const { works, rate, seconds, readyMs, firstPageMs, reads, memory, processor } = told
  const bad = reads.filter(({ status }) => status !== 200)
  const statuses = [...new Set(bad.map(({ status }) => status))]
  if (bad.length) console.error(`${bad.length} answers were not 200: ${statuses}`)
  const rows = rowsOf(told)
  const title = `Browsing ${works.toLocaleString('en')} works at ${rate} lists/s for ${seconds} s`
  printTable(`${title}: p50 / p90 / p99 / longest`, rows)
  console.log(`first page ${ms(firstPageMs)}, counts ${ms(readyMs)} after the start`)
  console.log(`processor time of the program: ${ms(processor)} for each list, with all it did beside`)
  console.log(`memory: program ${memory.program.toFixed(0)} MB, database ${memory.database.toFixed(0)} MB`)
  sayWatched(told)
  if (bad.length || rows.some(({ met }) => !met)) process.exitCode = 1
}

function rowsOf({ reads, posts, merges, watched }: Reported): Row[] {
  const all = reads.map((read) => read.ms)
  const kinds = Map.groupBy(reads, ({ what }) => what)
  const here = during(watched.requests, reads).map((request) => request.ms)
  return [
    row('all lists', all, 50),
    ...[...kinds].map(([what, of]) =>
      row(
        what,
        of.map((read) => read.ms),
      ),
    ),
    row('the same and all else, in the program', here),
    row('posted by another process → in the list', posts),
    row('merge of a freeform or fandom used much, the verb', merges),
  ]
}

function row(what: string, times: readonly number[], most?: number): Row {
  const p99 = part(times, 0.99)
  const figure = [part(times, 0.5), part(times, 0.9), p99, part(times, 1)].map(ms).join(' / ')
  const target = most ? `p99 ≤ ${most} ms` : ''
  return { what: `${what} (${times.length})`, figure, target, met: most === undefined || p99 <= most }
}

/** What held the program while it was read, and the slowest answers with what fell into them. */
function sayWatched({ reads, watched }: Reported): void {
  const [held, collected, questions] = [watched.held, watched.collected, watched.questions].map((list) =>
    during(list, reads),
  ) as [Seen[], Seen[], Seen[]]
  console.log(`thread held for over 15 ms: ${said(held)}; garbage collected: ${said(collected)}`)
  console.log(
    `questions of the database over 20 ms, what the program made them wait included: ${said(questions)}`,
  )
  console.log('\nThe slowest answers, each with what fell into it:')
  const slowest = [...reads].sort((a, b) => b.ms - a.ms).slice(0, SLOWEST)
  for (const read of slowest) {
    const fell = (list: readonly Seen[]): string => said(list.filter((seen) => overlap(seen, read)))
    const [in1, in2, in3] = [held, collected.filter((seen) => seen.ms > 2), questions].map(fell)
    console.log(`  ${ms(read.ms)} ${read.what}: held ${in1}; garbage ${in2}; questions ${in3}`)
  }
}

const SLOWEST = 15

const overlap = (one: Timed, other: Timed): boolean =>
  one.at < other.at + other.ms && other.at < one.at + one.ms

type Timed = Pick<Seen, 'at' | 'ms'>

function during(list: readonly Seen[], reads: readonly Read[]): Seen[] {
  const from = Math.min(...reads.map(({ at }) => at))
  const to = Math.max(...reads.map((read) => read.at + read.ms))
  return list.filter((seen) => overlap(seen, { at: from, ms: to - from }))
}

function said(list: readonly Seen[]): string {
  const longest = Math.max(0, ...list.map((seen) => seen.ms))
  return list.length ? `${list.length} (longest ${ms(longest)})` : 'none'
}

function part(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
