import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { pino } from 'pino'
import { findOwner } from '../src/accounts/index.ts'
import type { Member } from '../src/core/actor.ts'
import { readConfig } from '../src/core/config.ts'
import { href, routes } from '../src/routes.ts'
import { openStorage } from '../src/storage/open.ts'
import type { Db } from '../src/storage/transaction.ts'
import { makeSynonym, splitOff } from '../src/tags/index.ts'
import { bringWork } from '../src/works/index.ts'
import { aRecord } from '../test/records.ts'
import { type Chance, chanceOf } from './engine/chance.ts'
import { ms, printTable, type Row } from './figures.ts'
import { figuresOf, type Program, processorMs, startProgram, stopProgram } from './program.ts'

/**
 * bin/bench browse [--works 100000] [--seed 1] [--folder /tmp/…] [--rate 20] [--seconds 60]: a generated archive read
 * through HTTP at a fixed rate, whatever the answers take (times count from when a request was due), while another
 * process posts a work a second and merges and parts large tags. The folder keeps the archive for the next run.
 */
const option = (name: string, otherwise: string): string => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? otherwise : (process.argv[at + 1] ?? otherwise)
}

export async function browseBench(): Promise<void> {
  const works = Number(option('works', '100000'))
  const seed = Number(option('seed', '1'))
  const [rate, seconds] = [Number(option('rate', '20')), Number(option('seconds', '60'))]
  const folder = option('folder', `/tmp/palimpsest-browse-${works}-${seed}`)
  generated(folder, works, seed)
  const started = performance.now()
  const program = await startProgram(folder)
  const readyMs = await counted(program, started)
  // For a while after its start the program counts the pages opened most.
  await pause(SETTLED_MS)
  const config = readConfig({ DATA_DIR: folder })
  const { db, close } = await openStorage(config, 'command', pino({ level: 'silent' }))
  const by = await findOwner(db)
  if (!by) throw new Error('the archive has no owner')
  const tags = await largeTags(db)
  const stop = new AbortController()
  const changing = changes(program, db, by, tags, stop.signal)
  const before = processorMs(program)
  const reads = await load(program, tags, { rate, seconds, seed })
  const processor = (processorMs(program) - before) / reads.length
  stop.abort()
  const { posts, merges } = await changing
  const memory = figuresOf(program)
  await close()
  await stopProgram(program)
  report({
    works,
    rate,
    seconds,
    readyMs,
    firstPageMs: program.firstPageMs,
    ...{ reads, posts, merges, memory, processor },
  })
}

const SETTLED_MS = 8_000

function generated(folder: string, works: number, seed: number): void {
  if (existsSync(join(folder, 'postgres'))) return
  mkdirSync(folder, { recursive: true })
  const env = { ...process.env, DATA_DIR: folder }
  const add = ['user', 'add', 'keeper', '--email', 'keeper@example.org', '--role', 'owner']
  execFileSync('bin/palimpsest', add, { env, input: 'a lamp in the window\n' })
  const size = ['generate', '--works', String(works), '--seed', String(seed)]
  execFileSync('bin/palimpsest', size, { env, stdio: 'inherit' })
}

/** From the start of the program until a list tells its counts. */
async function counted({ address }: Program, started: number): Promise<number> {
  for (;;) {
    const page = await (await fetch(`${address}/works`)).text()
    if (page.includes('class="facet"') || page.includes('data-facets')) return performance.now() - started
    await pause(100)
  }
}

interface LargeTags {
  readonly fandoms: readonly string[]
  readonly freeforms: readonly { readonly id: number; readonly name: string }[]
}

async function largeTags(db: Db): Promise<LargeTags> {
  const { rows } = await sql<{ id: number; kind: string; name: string }>`
    select tags.id, kind, name from tags join (
      select tag_id, count(*) as uses from work_tags where work_id < 200000 group by tag_id order by uses desc limit 2000
    ) as used on used.tag_id = tags.id where canonical order by uses desc`.execute(db)
  const named = (kind: string) => rows.filter((row) => row.kind === kind).slice(0, 50)
  return { fandoms: named('fandom').map(({ name }) => name), freeforms: named('freeform') }
}

interface Read {
  readonly what: string
  readonly ms: number
  readonly status: number
}

/** Open loop: each request is sent when it is due, and its time counts from then. */
async function load(
  { address }: Program,
  tags: LargeTags,
  { rate, seconds, seed }: { readonly rate: number; readonly seconds: number; readonly seed: number },
): Promise<Read[]> {
  const chance = chanceOf(seed + 5)
  const reads: Promise<Read>[] = []
  const begin = performance.now() + 500
  for (let i = 0; i < rate * seconds; i++) {
    const due = begin + (i * 1000) / rate
    const [what, path] = draw(chance, tags)
    await pause(Math.max(0, due - performance.now()))
    reads.push(
      fetch(`${address}${path}`).then(async (answer) => {
        await answer.text()
        return { what, ms: performance.now() - due, status: answer.status }
      }),
    )
  }
  return Promise.all(reads)
}

/** What readers of lists do: performance.md §1.3's mix, without the chapters. */
function draw(chance: Chance, { fandoms, freeforms }: LargeTags): readonly [string, string] {
  const tag = (): string => encodeURIComponent(`freeform:${freeforms[chance.below(freeforms.length)]?.name}`)
  const list = href(routes.tagWorks, { name: fandoms[chance.below(fandoms.length)] ?? '' })
  const kind = chance.unit()
  if (kind < 0.5) return ['a tag’s page', list]
  if (kind < 0.6) return ['a later page of it', `${list}?page=${2 + chance.below(40)}`]
  if (kind < 0.75)
    return ['picky', `${list}?complete=yes&language=en&words=10000-&not=${tag()}&not=${tag()}&sort=kudos`]
  if (kind < 0.85) return ['a trope, by kudos', `/works?tag=${tag()}&sort=kudos`]
  if (kind < 0.92)
    return [
      'everything, by kudos',
      `/works?complete=yes&language=en&words=${1 + chance.below(50)}-&sort=kudos`,
    ]
  if (kind < 0.97) return ['without', `/works?not=${encodeURIComponent('rating:Explicit')}&not=${tag()}`]
  return ['long reads', `/works?words=50000-150000&kudos=300-&sort=kudos`]
}

interface Changed {
  /** From commit until the list of the newest works shows it, through HTTP. */
  readonly posts: readonly number[]
  readonly merges: readonly number[]
}

/** A work a second, and every ten seconds a large tag made another's synonym, and parted again. */
async function changes(
  program: Program,
  db: Db,
  by: Member,
  { freeforms }: LargeTags,
  stop: AbortSignal,
): Promise<Changed> {
  const posts: number[] = []
  const merges: number[] = []
  for (let i = 0; !stop.aborted; i++) {
    const title = `Posted while you read ${Date.now()}`
    const record = aRecord({ title, creators: [by.name], published: new Date().toISOString().slice(0, 10) })
    const whole = { record, by, asCreator: true, statements: [], baseUrl: program.address, now: new Date() }
    await bringWork(db, whole)
    posts.push(await until(program, `/works?title=${encodeURIComponent(title)}`, title))
    const [one, other] = [freeforms[0], freeforms[1]]
    if (i % 10 === 5 && one && other) {
      const names = [one, other].map(({ name }) => ({ kind: 'freeform' as const, name })) as [
        WrittenFreeform,
        WrittenFreeform,
      ]
      const from = performance.now()
      const merged = await makeSynonym(db, by, ...names)
      if ('refused' in merged) throw new Error(`merging: ${merged.refused}`)
      merges.push(performance.now() - from)
      await pause(2_000)
      await splitOff(db, by, names[0])
    }
    await pause(1_000, undefined, { signal: stop }).catch(() => undefined)
  }
  return { posts, merges }
}

interface WrittenFreeform {
  readonly kind: 'freeform'
  readonly name: string
}

async function until({ address }: Program, path: string, title: string): Promise<number> {
  const from = performance.now()
  while (!(await (await fetch(`${address}${path}`)).text()).includes(`>${title}<`)) {
    if (performance.now() - from > 10_000) throw new Error('a work posted is not in the list after 10 s')
    await pause(5)
  }
  return performance.now() - from
}

interface Report {
  readonly works: number
  readonly rate: number
  readonly seconds: number
  readonly readyMs: number
  readonly firstPageMs: number
  readonly reads: readonly Read[]
  readonly posts: readonly number[]
  readonly merges: readonly number[]
  readonly memory: { readonly program: number; readonly database: number }
  /** Of the program, for each list read: with all that it did beside. */
  readonly processor: number
}

function report(told: Report): void {
  const { works, rate, seconds, readyMs, firstPageMs, reads, posts, merges, memory, processor } = told
  const bad = reads.filter(({ status }) => status !== 200)
  if (bad.length)
    console.error(`${bad.length} answers were not 200: ${[...new Set(bad.map(({ status }) => status))]}`)
  const row = (what: string, times: readonly number[], most?: number): Row => {
    const [p50, p99] = [part(times, 0.5), part(times, 0.99)]
    const met = most === undefined || p99 <= most
    return {
      what: `${what} (${times.length})`,
      figure: `${ms(p50)} / ${ms(p99)}`,
      target: most ? `p99 ≤ ${most} ms` : '',
      met,
    }
  }
  const kinds = Map.groupBy(reads, ({ what }) => what)
  const rows = [
    row(
      'all lists',
      reads.map((read) => read.ms),
      50,
    ),
    ...[...kinds].map(([what, of]) =>
      row(
        what,
        of.map((read) => read.ms),
      ),
    ),
    row('posted by another process → in the list', posts),
    row('merge of the most used freeform, the verb', merges),
  ]
  printTable(
    `Browsing ${works.toLocaleString('en')} works at ${rate} lists/s for ${seconds} s: p50 / p99`,
    rows,
  )
  console.log(`first page ${ms(firstPageMs)}, counts ${ms(readyMs)} after the start`)
  console.log(`processor time of the program: ${ms(processor)} for each list, with all it did beside`)
  console.log(`memory: program ${memory.program.toFixed(0)} MB, database ${memory.database.toFixed(0)} MB`)
  if (bad.length || rows.some(({ met }) => !met)) process.exitCode = 1
}

function part(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
