import { cpus } from 'node:os'
import { openIndex, type SearchIndex } from '../../src/search/index.ts'
import { chanceOf } from './chance.ts'
import { fill, openArchive, tellTags, usesOf } from './generator.ts'
import { queriesFor } from './queries.ts'
import { FANWORKS } from './vocabulary.ts'

/**
 * node --import tsx bench/engine/run.ts --works 100000 [--seed 1] [--draws 60]: fills an index and measures it.
 * Times are of one process on whatever else the machine does; targets are those of issue 3 §5.
 */
const option = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? otherwise : Number(process.argv[at + 1])
}
const works = option('works', 100_000)
const seed = option('seed', 1)
const draws = option('draws', 60)

const rows: string[][] = []
const ms = (time: number): string => (time < 0.1 ? `${(time * 1000).toFixed(0)} µs` : time < 10 ? `${time.toFixed(2)} ms` : `${time.toFixed(0)} ms`)

const archive = openArchive(works, seed)
const start = performance.now()
const uses = usesOf(archive)
const generating = performance.now() - start
const index: SearchIndex = openIndex(FANWORKS)
const before = performance.now()
const told = tellTags(index, archive, uses, seed)
const filling = performance.now()
fill(index, archive, works)
const filled = performance.now()
rows.push(['generate alone', ms(generating), '', '', '', ''])
rows.push(['tell tags', ms(filling - before), '', '', '', `${told} tags and edges`])
rows.push(['fill, generating too', ms(filled - filling), '', '', '', `${ms(filled - filling - generating)} without`])
const orders = performance.now()
for (const by of ['id', ...FANWORKS.columns.map(({ name }) => name), ...FANWORKS.texts]) index.ask({ reader: { sees: [0] }, sort: { by, direction: 'up' } })
rows.push(['sort orders', ms(performance.now() - orders), '', '', '', '13 of them'])

for (const { name, draw } of queriesFor(archive.vocabulary, works)) {
  const chance = chanceOf(seed + 77)
  const times: number[] = []
  const used: number[] = []
  let hits = 0
  for (let i = 0; i < draws + 10; i++) {
    const question = draw(chance)
    const cpu = process.cpuUsage()
    const from = performance.now()
    const answer = index.ask(question)
    const taken = performance.now() - from
    if (i < 10) continue
    const { user, system } = process.cpuUsage(cpu)
    times.push(taken)
    used.push((user + system) / 1000)
    hits += answer.total / draws
  }
  const at = (list: number[], part: number): string => ms(list.sort((a, b) => a - b)[Math.floor(list.length * part)]!)
  rows.push([name, at(times, 0.5), at(times, 0.99), at(used, 0.5), at(used, 0.99), `${hits.toFixed(0)} hits`])
}

console.log(`${works} works, seed ${seed}, ${draws} draws, ${cpus()[0]?.model}, node ${process.version}`)
printRows([['', 'p50', 'p99', 'CPU p50', 'CPU p99', ''], ...rows])

function printRows(table: readonly (readonly string[])[]): void {
  const widths = table[0]!.map((_, i) => Math.max(...table.map((row) => row[i]!.length)))
  for (const row of table) console.log(row.map((cell, i) => (i ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!))).join('  '))
}
