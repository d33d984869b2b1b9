import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import { pino } from 'pino'
import { browse } from '../src/catalogue/browse.ts'
import { type Catalogue, openCatalogue } from '../src/catalogue/index.ts'
import { questionIn } from '../src/catalogue/question.ts'
import { GUEST } from '../src/core/actor.ts'
import { readConfig } from '../src/core/config.ts'
import { plainText } from '../src/prose/index.ts'
import { openStorage } from '../src/storage/open.ts'
import type { Db } from '../src/storage/transaction.ts'
import { type Chance, chanceOf } from './engine/chance.ts'
import { ms } from './figures.ts'
import { openProse } from './generate/text.ts'

/**
 * bin/bench text [--works 20000] [--seed 1] [--text 3000] [--folder …]: words and phrases looked for inside the
 * chapters, with the total, the best first, joined with filters; beside SQLite's FTS5 over the same texts, which has
 * no filters, languages or visibility to mind. The folder keeps the archive for the next run.
 */
const option = (name: string, otherwise: string): string => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? otherwise : (process.argv[at + 1] ?? otherwise)
}

interface Asked {
  readonly name: string
  /** As a reader would type it, and as FTS5 wants it; without the second, FTS5 is not asked. */
  readonly draw: (chance: Chance) => { readonly ours: string; readonly theirs?: string }
}

const DRAWS = 12

export async function textBench(): Promise<void> {
  const works = Number(option('works', '20000'))
  const seed = Number(option('seed', '1'))
  const folder = option('folder', `/tmp/palimpsest-text-${works}-${seed}`)
  generated(folder, works, seed)
  const log = pino({ level: 'silent' })
  const { db, close } = await openStorage(readConfig({ DATA_DIR: folder }), 'command', log)
  const catalogue = openCatalogue({ db, dataDir: folder, log, look: null })
  await catalogue.catchUp()
  const scratch = mkdtempSync(join(tmpdir(), 'palimpsest-fts-'))
  try {
    const peer = await fts5(db, join(scratch, 'text.sqlite'))
    const questions = questionsFrom(seed, await phrasesOf(db), await fandomsOf(db))
    await sizes(db, peer.bytes)
    console.log('| looked for | found | ours p50 | ours worst | FTS5 p50 |\n| --- | --- | --- | --- | --- |')
    for (const asked of questions) await measure(asked, { db, catalogue, fts: peer.fts, seed })
  } finally {
    await catalogue.close()
    await close()
    rmSync(scratch, { recursive: true, force: true })
  }
  process.exit()
}

function generated(folder: string, works: number, seed: number): void {
  if (existsSync(join(folder, 'postgres'))) return
  mkdirSync(folder, { recursive: true })
  const env = { ...process.env, DATA_DIR: folder }
  const add = ['user', 'add', 'keeper', '--email', 'keeper@example.org', '--role', 'owner']
  execFileSync('bin/palimpsest', add, { env, input: 'a lamp in the window\n' })
  const size = [
    'generate',
    '--works',
    String(works),
    '--seed',
    String(seed),
    '--text',
    option('text', '3000'),
  ]
  execFileSync('bin/palimpsest', size, { env, stdio: 'inherit' })
}

/** The same texts in FTS5, its usual tokenizer, texts kept outside of it. */
async function fts5(db: Db, file: string) {
  const fts = new DatabaseSync(file)
  fts.exec(
    `pragma journal_mode = off; pragma synchronous = off; create virtual table text using fts5(body, content='')`,
  )
  const insert = fts.prepare('insert into text (rowid, body) values (?, ?)')
  let bytes = 0
  const from = performance.now()
  for (let last = 0; ; ) {
    const { rows } = await sql<{ id: number; html: string }>`
      select work_id as id, html from chapters where work_id > ${last} order by work_id limit 500`.execute(db)
    if (!rows.length) break
    fts.exec('begin')
    for (const { id, html } of rows) {
      const text = plainText(html)
      bytes += Buffer.byteLength(text)
      insert.run(id, text)
    }
    fts.exec('commit')
    last = rows.at(-1)?.id ?? last
  }
  fts.exec(`insert into text (text) values ('optimize')`)
  const megabytes = (size: number): string => `${(size / 2 ** 20).toFixed(0)} MB`
  const taken = ((performance.now() - from) / 1000).toFixed(0)
  console.log(
    `${megabytes(bytes)} of text; FTS5 read from PostgreSQL and built in ${taken} s, ${megabytes(statSync(file).size)}`,
  )
  return { fts, bytes }
}

async function sizes(db: Db, bytes: number): Promise<void> {
  const { rows } = await sql<{ vectors: number; index: number }>`
    select (select sum(pg_column_size(search)) from chapters)::float8 as vectors,
      pg_relation_size('chapters_search')::float8 as index`.execute(db)
  const { vectors = 0, index = 0 } = rows[0] ?? {}
  const part = (size: number): string =>
    `${(size / 2 ** 20).toFixed(0)} MB (${(size / bytes).toFixed(2)} of the text)`
  console.log(`PostgreSQL: vectors ${part(vectors)}, index ${part(index)}\n`)
}

/** Two words that stand side by side somewhere. */
async function phrasesOf(db: Db): Promise<string[]> {
  const { rows } = await sql<{
    html: string
  }>`select html from chapters where words > 300 order by id limit 200`.execute(db)
  return rows.flatMap(({ html }) => {
    const words = plainText(html).split(/\s+/).slice(40, 60)
    const at = words.findIndex((word, place) => word.length > 5 && (words[place + 1]?.length ?? 0) > 3)
    return at < 0 ? [] : [`${words[at]} ${words[at + 1]}`.replace(/[^\p{L} ]/gu, '')]
  })
}

async function fandomsOf(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from tags join (select tag_id, count(*) as uses from work_tags group by tag_id) as used on tag_id = id
    where kind = 'fandom' and canonical order by uses desc limit 20`.execute(db)
  return rows.map(({ name }) => name)
}

function questionsFrom(
  seed: number,
  phrases: readonly string[],
  fandoms: readonly string[],
): readonly Asked[] {
  const prose = openProse(seed)
  const word = (chance: Chance, from: number, to: number): string =>
    prose.word(from + chance.below(to - from))
  const one = <T>(chance: Chance, list: readonly T[]): T | undefined => list[chance.below(list.length)]
  const both = (words: string) => ({ ours: `q=${encodeURIComponent(words)}`, theirs: words })
  return [
    { name: 'a rare word', draw: (chance) => both(word(chance, 20_000, 50_000)) },
    { name: 'two words', draw: (chance) => both(`${word(chance, 500, 3_000)} ${word(chance, 500, 3_000)}`) },
    { name: 'a word of a tenth of the works', draw: (chance) => both(word(chance, 800, 1_500)) },
    { name: 'a word of most works', draw: (chance) => both(word(chance, 20, 60)) },
    {
      name: 'a phrase',
      draw: (chance) => {
        const phrase = one(chance, phrases) ?? ''
        return { ours: `q=${encodeURIComponent(`"${phrase}"`)}`, theirs: `"${phrase}"` }
      },
    },
    {
      name: 'two words in a fandom, complete, English',
      draw: (chance) => {
        const tag = encodeURIComponent(`fandom:${one(chance, fandoms)}`)
        const words = encodeURIComponent(`${word(chance, 200, 1_500)} ${word(chance, 200, 1_500)}`)
        return { ours: `q=${words}&tag=${tag}&complete=yes&language=en` }
      },
    },
  ]
}

interface With {
  readonly db: Db
  readonly catalogue: Catalogue
  readonly fts: DatabaseSync
  readonly seed: number
}

async function measure({ name, draw }: Asked, { db, catalogue, fts, seed }: With): Promise<void> {
  const chance = chanceOf(seed + 11)
  const [ours, theirs]: [number[], number[]] = [[], []]
  let found = 0
  for (let i = 0; i < DRAWS + 2; i++) {
    const asked = draw(chance)
    const question = questionIn(new URLSearchParams(asked.ours), new Date())
    const start = performance.now()
    const { total } = await browse({ db, catalogue, actor: GUEST }, { of: 'all' }, question)
    const between = performance.now()
    if (asked.theirs) {
      fts.prepare('select rowid from text where text match ? order by rank limit 20').all(asked.theirs)
      fts.prepare('select count(*) from text where text match ?').all(asked.theirs)
    }
    if (i < 2) continue
    found += total / DRAWS
    ours.push(between - start)
    if (asked.theirs) theirs.push(performance.now() - between)
  }
  const p50 = (times: readonly number[]): string =>
    ms(times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0)
  const worst = ms(Math.max(...ours))
  console.log(
    `| ${name} | ${found.toFixed(0)} | ${p50(ours)} | ${worst} | ${theirs.length ? p50(theirs) : '–'} |`,
  )
}
