/** Times in milliseconds, sorted. */
export interface Timings {
  readonly n: number
  readonly p50: number
  readonly p99: number
  readonly least: number
}

export async function timed(times: number, work: () => Promise<unknown>): Promise<Timings> {
  const taken: number[] = []
  for (let i = 0; i < times; i++) {
    const start = performance.now()
    await work()
    taken.push(performance.now() - start)
  }
  taken.sort((a, b) => a - b)
  const at = (part: number): number => taken[Math.min(taken.length - 1, Math.floor(taken.length * part))] ?? 0
  return { n: times, p50: at(0.5), p99: at(0.99), least: taken[0] ?? 0 }
}

export interface Row {
  readonly what: string
  readonly figure: string
  readonly target: string
  readonly met: boolean
}

export function printTable(title: string, rows: readonly Row[]): void {
  const head = ['measured', 'figure', 'target', 'met']
  const lines = [head, ...rows.map((row) => [row.what, row.figure, row.target, row.met ? 'yes' : 'NO'])]
  const widths = head.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)))
  const written = lines.map(
    (line) => `| ${line.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`,
  )
  written.splice(1, 0, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`)
  console.log(`\n${title}\n\n${written.join('\n')}\n`)
}

export const ms = (time: number): string => `${time < 10 ? time.toFixed(2) : time.toFixed(0)} ms`
