import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Filter, Question } from '../../../src/search/index.ts'
import type { Flat } from '../flat.ts'
import type { OpenPeer, Peer } from '../peer.ts'
import { facetsOf, wholeFilter } from '../sql.ts'

/**
 * Xapian, from Debian's libxapian-dev, by a C++ program compiled on the spot (xapian.cpp tells its index). The program
 * measures its own time, from the line read to the answer written, so that the pipe is not counted against it.
 * Tuning: one shard, compacted, boolean weights, counters kept between questions, -O3 -march=native.
 */
export const xapian: Peer = { name: 'Xapian', open: openXapian }

const SOURCE = fileURLToPath(new URL('xapian.cpp', import.meta.url))
/** Slots of the numbers that are sorted or filtered by, as in xapian.cpp. */
const SLOTS = ['words', 'kudos', 'revised']
const GREATEST = 0xffffffff

async function openXapian(flat: Flat, folder: string): Promise<OpenPeer | string> {
  const program = join(folder, 'xapian')
  const fault = compile(program)
  if (fault) return fault
  writeArrays(flat, folder)
  const child = spawn(program, [folder], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const said = async (): Promise<string> => {
    const { value, done } = await lines.next()
    if (done) throw new Error('the Xapian program ended')
    return value
  }
  const about = JSON.parse(await said()) as { version: string; buildMs: number }
  return {
    ...about,
    bytes: sizeOf(join(folder, 'db')),
    bytesAre: 'disk',
    async ask(question) {
      child.stdin.write(`${lineOf(question, flat.languages)}\n`)
      const answer = JSON.parse(await said()) as Said
      return { ...answer, facets: question.facets?.length ? facetsOf(answer.facets.flat()) : [] }
    },
    async close() {
      child.stdin.end()
      if (child.exitCode === null) await once(child, 'exit')
    },
  }
}

interface Said {
  readonly ms: number
  readonly total: number
  readonly ids: readonly number[]
  readonly facets: readonly (readonly (readonly [number, number])[])[]
}

function compile(program: string): string | undefined {
  const compiled = (): boolean =>
    spawnSync('g++', ['-O3', '-march=native', '-std=c++17', SOURCE, '-o', program, '-lxapian']).status === 0
  if (compiled()) return undefined
  if (process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0) {
    console.error('Installing libxapian-dev and g++ (Debian packages), for benchmarks only …')
    spawnSync('apt-get', ['update', '-qq'])
    spawnSync('apt-get', ['install', '-y', '-qq', 'libxapian-dev', 'g++'])
    if (compiled()) return undefined
  }
  return 'its program could not be compiled: install libxapian-dev and g++ (apt-get install libxapian-dev g++)'
}

function writeArrays(flat: Flat, folder: string): void {
  const { works, visible, complete, language, words, kudos, revised, facets, filters } = flat
  const three = (columns: readonly (Uint8Array | Uint32Array)[]): Uint32Array =>
    Uint32Array.from({ length: works * 3 }, (_, i) => columns[i % 3]?.[Math.floor(i / 3)] ?? 0)
  const arrays = {
    about: three([visible, complete, language]),
    values: three([words, kudos, revised]),
    'facet-starts': facets.starts,
    facets: facets.items,
    'filter-starts': filters.starts,
    filters: filters.items,
  }
  for (const [name, array] of Object.entries(arrays)) writeFileSync(join(folder, `${name}.u32`), array)
}

function lineOf(question: Question, languages: readonly string[]): string {
  const { sort, offset = 0, limit = 20, facets } = question
  const head = [SLOTS.indexOf(sort?.by ?? 'revised'), offset, limit, facets?.length ? 1 : 0].join(' ')
  return `${head} ${written(wholeFilter(question), languages)}`
}

function written(filter: Filter, languages: readonly string[]): string {
  const list = (operator: string, of: readonly Filter[]): string =>
    [operator, of.length, ...of.map((one) => written(one, languages))].join(' ')
  if ('tag' in filter) return `t ${filter.tag}`
  if ('all' in filter) return list('a', filter.all)
  if ('any' in filter) return list('o', filter.any)
  if ('none' in filter) return list('n', filter.none)
  if ('column' in filter)
    return `r ${SLOTS.indexOf(filter.column)} ${filter.from ?? 0} ${filter.to ?? GREATEST}`
  if ('choice' in filter)
    return filter.choice === 'language'
      ? `l ${languages.indexOf(filter.is)}`
      : `c ${filter.is === 'yes' ? 1 : 0}`
  throw new Error(`no benchmark asks this of a peer: ${JSON.stringify(filter)}`)
}

const sizeOf = (folder: string): number =>
  readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)
