import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pino } from 'pino'
import { findOwner } from '../src/accounts/index.ts'
import { readConfig } from '../src/core/config.ts'
import { openStorage } from '../src/storage/open.ts'
import { changes } from './browse/changes.ts'
import { drawn, largeTags } from './browse/pages.ts'
import { readElsewhere } from './browse/read-elsewhere.ts'
import { type Reported, report } from './browse/report.ts'
import { watchedIn, watching } from './browse/watched.ts'
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
  const program = await startProgram(folder, watching(folder))
  const readyMs = await counted(program, started)
  // For a while after its start the program counts the pages opened most.
  await pause(SETTLED_MS)
  const read = await readAndChanged(program, { rate, seconds, seed }).finally(() => stopProgram(program))
  const { firstPageMs } = program
  report({ works, rate, seconds, readyMs, firstPageMs, ...read, watched: watchedIn(folder) })
}

type ReadAndChanged = Pick<Reported, 'reads' | 'posts' | 'merges' | 'memory' | 'processor'>

async function readAndChanged(
  program: Program,
  much: { readonly rate: number; readonly seconds: number; readonly seed: number },
): Promise<ReadAndChanged> {
  const { rate, seconds, seed } = much
  const config = readConfig({ DATA_DIR: program.dataDir })
  const { db, close } = await openStorage(config, 'command', pino({ level: 'silent' }))
  const by = await findOwner(db)
  if (!by) throw new Error('the archive has no owner')
  const tags = await largeTags(db)
  const stop = new AbortController()
  const before = processorMs(program)
  const pages = drawn(tags, { seed, pages: rate * seconds })
  const reading = readElsewhere({ address: program.address, rate, pages }).finally(() => stop.abort())
  const [reads, { posts, merges }] = await Promise.all([
    reading,
    changes({ program, db, by, tags }, stop.signal),
  ])
  const processor = (processorMs(program) - before) / reads.length
  const memory = figuresOf(program)
  await close()
  return { reads, posts, merges, memory, processor }
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
