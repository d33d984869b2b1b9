import { cpus, loadavg } from 'node:os'
import { isDeepStrictEqual } from 'node:util'
import { loadIndex, openIndex, type Question, type SearchIndex } from '../../src/search/index.ts'
import { type Chance, chanceOf } from './chance.ts'
import { fill, openArchive, tellTags, usesOf } from './generator.ts'
import { queriesFor } from './queries.ts'
import { FANWORKS, fandomTag, nameOfTag } from './vocabulary.ts'

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

const GUEST = { sees: [0] }
const rows: (readonly string[])[] = []
const ms = (time: number): string =>
  time < 0.1
    ? `${(time * 1000).toFixed(0)} µs`
    : time < 10
      ? `${time.toFixed(2)} ms`
      : `${time.toFixed(0)} ms`

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
rows.push([
  'fill, generating too',
  ms(filled - filling),
  '',
  '',
  '',
  `${ms(filled - filling - generating)} without`,
])
const orders = performance.now()
// What AO3's readers sort by; others are made when somebody asks.
const SORTS = 'title creator posted revised words hits kudos comments bookmarks'.split(' ')
for (const by of SORTS) index.ask({ reader: { sees: [0] }, sort: { by, direction: 'up' } })
rows.push(['sort orders', ms(performance.now() - orders), '', '', '', `${SORTS.length} of them`])

/** Somebody who hides an entry that there is not: what is kept of pages does not serve him. */
const counted = (question: Question): Question => ({
  ...question,
  reader: { ...question.reader, never: [0xffffffff] },
})
const queries = queriesFor(archive.vocabulary, works)
const kept = [0, 3].map((i) => ({ name: `${queries[i]!.name}, page kept`, draw: queries[i]!.draw }))
const all = {
  name: 'no filter, page kept',
  draw: () => ({ ...queries[0]!.draw(chanceOf(1)), filter: { all: [] } }),
}
for (const { draw } of [...kept, all]) {
  const chance = chanceOf(seed + 77)
  for (let i = 0; i < draws + 10; i++) index.ask(draw(chance))
}
const asCounted = queries.map(({ name, draw }) => ({ name, draw: (chance: Chance) => counted(draw(chance)) }))
for (const { name, draw } of [...asCounted, ...kept, all]) {
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
    times.push(taken)
    used.push(cpuSince(cpu))
    hits += answer.total / draws
  }
  const at = (list: number[], part: number): string =>
    ms(list.sort((a, b) => a - b)[Math.floor(list.length * part)]!)
  rows.push([name, at(times, 0.5), at(times, 0.99), at(used, 0.5), at(used, 0.99), `${hits.toFixed(0)} hits`])
}

const keystrokes = (within: readonly number[]): void => {
  const chance = chanceOf(seed + 78)
  const measured: number[] = []
  const used: number[] = []
  let from = performance.now()
  let longest = 0
  if (within.length === 0)
    for (const _ of index.prepare()) {
      longest = Math.max(longest, performance.now() - from)
      from = performance.now()
    }
  rows.push(['prepare words, longest step', ms(longest), '', '', '', ''])
  from = performance.now()
  index.complete('a', { reader: GUEST, within })
  rows.push([
    `11 type-a-tag${within.length ? ' within' : ''}, first`,
    ms(performance.now() - from),
    '',
    '',
    '',
    'words sorted, tags counted',
  ])
  for (let i = 0; i < 100; i++) {
    const tag = archive.vocabulary.freeformFrom + chance.below(3000)
    const name = nameOfTag(tag, 'freeform')
    for (let length = 1; length <= Math.min(12, name.length); length++) {
      const cpu = process.cpuUsage()
      const start = performance.now()
      index.complete(name.slice(0, length), { reader: GUEST, within })
      measured.push(performance.now() - start)
      used.push(cpuSince(cpu))
    }
  }
  rows.push([
    `11 type-a-tag${within.length ? ' within' : ''}`,
    ...parts(measured),
    ...parts(used),
    `${measured.length} keystrokes`,
  ])
}

keystrokes([])
keystrokes([fandomTag(3)])
merging()
posting()
bytes()
snapshot()
longest()

console.log(
  `${works} works, seed ${seed}, ${draws} draws, ${cpus()[0]?.model}, node ${process.version}, load ${loadavg()[0]?.toFixed(1)}`,
)
printRows([['', 'p50', 'p99', 'CPU p50', 'CPU p99', ''], ...rows])

/** Of all threads of this process, in ms: what others do on the machine is not in it. */
function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

function parts(measured: number[]): readonly [string, string] {
  measured.sort((a, b) => a - b)
  return [ms(measured[measured.length >> 1]!), ms(measured[Math.floor(measured.length * 0.99)]!)]
}

/** The most used freeform made a synonym of the second, and split off again; the first question after each. */
function merging(): void {
  const [one, other] = [archive.vocabulary.freeformFrom, archive.vocabulary.freeformFrom + 1]
  const verbs: Used[] = []
  const asked: Used[] = []
  const question = { reader: GUEST, filter: { tag: other }, facets: [{ of: 'freeform', top: 10 }] }
  for (let i = 0; i < 20; i++) {
    verbs.push(usedBy(() => index.setSynonym(one, other)))
    asked.push(usedBy(() => index.ask(question)))
    index.unsetSynonym(one)
  }
  rows.push(['J4 merge, the verb', ...both(verbs), 'most used freeform into the second'])
  rows.push(['J4 list and facets after it', ...both(asked), `${index.ask(question).total} hits when split`])
}

interface Used {
  readonly wall: number
  readonly cpu: number
}

function usedBy(call: () => unknown): Used {
  const before = process.cpuUsage()
  const start = performance.now()
  call()
  return { wall: performance.now() - start, cpu: cpuSince(before) }
}

function both(measured: readonly Used[]): readonly string[] {
  return [...parts(measured.map(({ wall }) => wall)), ...parts(measured.map(({ cpu }) => cpu))]
}

function posting(): void {
  const all: Used[] = []
  const alone: Used[] = []
  let left = 100
  for (const entry of openArchive(works, seed).entries()) {
    if (left-- === 0) break
    const tags = entry.tags.filter((tag) => tag < archive.vocabulary.canonicals)
    const posted = { ...entry, id: works + 1000 + left, tags }
    const post = usedBy(() => index.upsert(posted))
    const seen = usedBy(() => {
      index.ask({ reader: GUEST, filter: { tag: tags.at(-1)! }, facets: [{ of: 'freeform', top: 10 }] })
      index.complete('slow', { reader: GUEST })
    })
    alone.push(post)
    all.push({ wall: post.wall + seen.wall, cpu: post.cpu + seen.cpu })
  }
  rows.push(['J3 post', ...both(alone), ''])
  rows.push(['J3 post, list, facets, autocomplete', ...both(all), ''])
}

/**
 * 20,000 works more, which is past the room there was, each with a new tag, and every tenth followed by a question, a
 * completion and a merge: the longest call of each sort, the first hundred left out.
 */
function longest(): void {
  const wall = new Map<string, number>()
  const used = new Map<string, number>()
  const timed = (name: string, count: number, call: () => void): void => {
    const cpu = process.cpuUsage()
    const start = performance.now()
    call()
    const taken = performance.now() - start
    if (count < 100) return
    wall.set(name, Math.max(wall.get(name) ?? 0, taken))
    used.set(name, Math.max(used.get(name) ?? 0, cpuSince(cpu)))
  }
  const chance = chanceOf(seed + 79)
  const { canonicals, freeformFrom } = archive.vocabulary
  let i = 0
  for (const entry of openArchive(works, seed).entries()) {
    if (++i > 20_000) break
    const tag = canonicals * 20 + i
    timed('setTag', i, () => {
      const name = `${nameOfTag(i, 'freeform')} ${i}`
      index.setTag({ id: tag, kind: 'freeform', name, canonical: i % 4 === 0 })
    })
    const tags = [...entry.tags.filter((one) => one < canonicals), tag]
    timed('upsert', i, () => index.upsert({ ...entry, id: works * 2 + i, tags }))
    if (i % 10 !== 0) continue
    const query = queries[(i / 10) % queries.length]!
    timed(`ask ${query.name}`, i, () => index.ask(query.draw(chance)))
    const name = nameOfTag(freeformFrom + chance.below(3000), 'freeform')
    timed('complete', i, () => index.complete(name.slice(0, 1 + (i % 7)), { reader: GUEST }))
    timed('setSynonym', i, () => index.setSynonym(tag, freeformFrom + chance.below(100)))
  }
  for (const [name, most] of wall)
    rows.push([`longest call: ${name}`, '', ms(most), '', ms(used.get(name)!), 'of 20,000 works posted'])
}

function bytes(): void {
  const { total, ofEntries, parts, terms } = index.stats()
  for (const [name, size] of Object.entries({ total, "the entries' own": ofEntries, ...parts })) {
    const note = name === 'total' ? `${terms} terms` : ''
    rows.push([`bytes a work: ${name}`, (size / works).toFixed(1), '', '', '', note])
  }
}

function snapshot(): void {
  let piece = 0
  let from = performance.now()
  for (const _ of index.savePieces()) {
    piece = Math.max(piece, performance.now() - from)
    from = performance.now()
  }
  rows.push(['snapshot: longest piece', '', ms(piece), '', '', ''])
  const start = performance.now()
  const bytes = index.save()
  const saved = performance.now()
  const again = loadIndex(bytes, FANWORKS)
  const loaded = performance.now()
  if (typeof again === 'string') throw new Error(again)
  const question = { reader: GUEST, filter: { tag: fandomTag(1) }, facets: [{ of: 'character', top: 10 }] }
  if (!isDeepStrictEqual(again.ask(question), index.ask(question)))
    throw new Error('the snapshot answers otherwise')
  rows.push(['snapshot: save', ms(saved - start), '', '', '', `${(bytes.length / 2 ** 20).toFixed(0)} MB`])
  rows.push([
    'snapshot: load',
    ms(loaded - saved),
    '',
    '',
    '',
    `${(bytes.length / (loaded - saved) / 1e6).toFixed(2)} GB/s`,
  ])
}

function printRows(table: readonly (readonly string[])[]): void {
  const widths = table[0]!.map((_, i) => Math.max(...table.map((row) => row[i]!.length)))
  for (const row of table)
    console.log(row.map((cell, i) => (i ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!))).join('  '))
}
