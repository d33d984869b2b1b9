import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Kysely, PostgresDialect } from 'kysely'
import type { Pool } from 'pg'
import { pino } from 'pino'
import { findPerson, join as joinArchive } from '../src/accounts/index.ts'
import { GUEST, type Member } from '../src/core/actor.ts'
import { readConfig } from '../src/core/config.ts'
import type { WorkId } from '../src/core/ids.ts'
import { inputFor } from '../src/export/download.ts'
import { htmlDownload } from '../src/export/html-download.ts'
import {
  fetchedBook,
  guestBooks,
  type JoinedBook,
  joinedBook,
  keptParts,
  wholeBooks,
} from '../src/export/index.ts'
import { pdfDownload } from '../src/export/pdf/pdf-download.ts'
import type { Database } from '../src/storage/database.ts'
import { openStorage } from '../src/storage/open.ts'
import { openFiles } from '../src/storage/open-files.ts'
import type { Db } from '../src/storage/transaction.ts'
import { bringWork } from '../src/works/index.ts'
import { ms, printTable, type Row, type Timings, timed } from './figures.ts'
import { type Program, processorMs, startProgram, stopProgram } from './program.ts'
import { workOf } from './texts.ts'

/** Words and chapters, and how many milliseconds its EPUB may take. */
const BOOKS = [
  { words: 2_000, chapters: 1, most: 0.3 },
  { words: 30_000, chapters: 10, most: 1 },
  { words: 100_000, chapters: 30, most: 4 },
] as const
const ARCHIVE = { name: 'The Bench', url: 'http://127.0.0.1' }

/** bin/bench serving: pages over HTTP, files, feeds and catalogues. Targets are those of the issue that asked for it. */
export async function servingBench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'palimpsest-serving-'))
  try {
    console.log(
      `${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, ${new Date().toISOString().slice(0, 10)}`,
    )
    const { works, rows: files } = await filesOf(folder)
    const rows = [...files, ...(await overHttp(folder, works))]
    printTable('Serving', rows)
    if (rows.some((row) => !row.met)) process.exitCode = 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Made {
  readonly works: readonly WorkId[]
  readonly rows: readonly Row[]
}

async function filesOf(folder: string): Promise<Made> {
  const log = pino({ level: 'silent' })
  const { pool, close } = await openStorage(readConfig({ DATA_DIR: folder }), 'command', log)
  const db = counted(pool)
  try {
    const works: WorkId[] = []
    const rows: Row[] = []
    for (const book of BOOKS) {
      const id = await bring(db, book)
      works.push(id)
      rows.push(...(await bookRows(db, { folder, id, book })))
    }
    const last = works.at(-1)
    if (last) rows.push(await pdfRow(db, folder, last))
    return { works, rows }
  } finally {
    await close()
  }
}

let questions = 0
const counted = (pool: Pool): Db =>
  new Kysely<Database>({
    dialect: new PostgresDialect({ pool }),
    log: ({ level }) => {
      if (level === 'query') questions++
    },
  })

type Book = (typeof BOOKS)[number]

async function bring(db: Db, book: Book): Promise<WorkId> {
  const known = await findPerson(db, 'keeper')
  const named = { name: 'keeper', email: 'keeper@example.org', password: 'a good long password' }
  const joined = known ?? (await joinArchive(db, { ...named, role: 'owner', penNames: [] }))
  const by = 'joined' in joined ? joined.joined : joined
  if ('refused' in by) throw new Error(`the keeper cannot join: ${by.refused}`)
  const record = { ...workOf({ ...book, seed: book.words }), creators: ['keeper'], origin: null }
  const common = { by, statements: [], baseUrl: ARCHIVE.url, now: new Date() }
  return (await bringWork(db, { record, asCreator: true, standing: 'posted', ...common })).workId
}

interface Booked {
  readonly folder: string
  readonly id: WorkId
  readonly book: Book
}

/** A whole download each time: a guest's from memory, a member's after one question, and one put together anew. */
async function bookRows(db: Db, { folder, id, book }: Booked): Promise<Row[]> {
  const shelf = { db, files: openFiles(folder), kept: keptParts(32_000_000), books: wholeBooks() }
  const asked = { id, archive: ARCHIVE }
  const guests = guestBooks()
  const reader = await someReader(db)
  const first = await fetches(1, () => joinedBook({ ...shelf, now: new Date() }, GUEST, asked))
  const anew = await fetches(50, () =>
    joinedBook({ ...shelf, kept: keptParts(0), now: new Date() }, GUEST, asked),
  )
  const guest = () => fetchedBook({ ...shelf, guests, now: new Date() }, GUEST, asked)
  const member = () => fetchedBook({ ...shelf, now: new Date() }, reader, asked)
  await fetches(50, guest)
  await fetches(50, member)
  const [warm, known] = [await fetches(500, guest), await fetches(200, member)]
  const words = `EPUB of ${book.words.toLocaleString('en')} words`
  return [
    { what: `${words}, for guests: ${told(warm)}`, ...atMost(warm, book.most) },
    { what: `the same for a member: ${told(known)}`, ...atMost(known, book.most) },
    {
      what: `the same put together anew: ${told(anew)}; the first time ${ms(first.p50)}`,
      ...{ figure: ms(anew.p50), target: '', met: true },
    },
    await convertRow(db, { folder, id, book }, { guest: warm.p50, member: known.p50, anew: anew.p50 }),
  ]
}

async function someReader(db: Db): Promise<Member> {
  const keeper = await findPerson(db, 'keeper')
  if (!keeper) throw new Error('nobody has joined')
  return { ...keeper, role: 'member' }
}

interface Fetches extends Timings {
  /** Of one: questions to the database, and processor time. */
  readonly questions: number
  readonly processor: number
}

const told = ({ questions, processor, p50 }: Fetches): string =>
  `${questions.toFixed(0)} questions, processor ${ms(processor)}, ${ms(p50)}`

async function fetches(
  times: number,
  fetch: () => Promise<JoinedBook | 'not-allowed' | undefined>,
): Promise<Fetches> {
  const [asked, before] = [questions, process.cpuUsage()]
  const timings = await timed(times, async () => {
    const made = await fetch()
    if (!made || made === 'not-allowed') throw new Error('no book')
    let bytes = 0
    for await (const piece of made.read()) bytes += piece.length
    return bytes
  })
  const used = process.cpuUsage(before)
  return {
    ...timings,
    questions: (questions - asked) / times,
    processor: (used.user + used.system) / times / 1_000,
  }
}

const atMost = ({ p50 }: Timings, most: number): Omit<Row, 'what'> => ({
  figure: ms(p50),
  target: `≤ ${most} ms`,
  met: p50 <= most,
})

interface Ours {
  readonly guest: number
  readonly member: number
  readonly anew: number
}

async function convertRow(db: Db, { folder, id, book }: Booked, ours: Ours): Promise<Row> {
  const what = `ebook-convert on the same ${book.words.toLocaleString('en')} words`
  const input = await inputFor(db, GUEST, { id, archive: ARCHIVE })
  if (!input || input === 'not-allowed') throw new Error(`no work ${id}`)
  const html = join(folder, `${id}.html`)
  writeFileSync(html, htmlDownload(input))
  const theirs = await convertMs(html, join(folder, `${id}.epub`))
  if (theirs === undefined) return { what, figure: 'not installed', target: '≥ 1,000 ×', met: false }
  const times = (one: number): string => `${Math.round(theirs / one).toLocaleString('en')} ×`
  return {
    what: `${what}: ${ms(theirs)}; a guest’s takes ${times(ours.guest)} less, one put together anew ${times(ours.anew)}`,
    figure: `${times(ours.member)} a member’s`,
    target: '≥ 1,000 ×',
    met: theirs / ours.member >= 1_000,
  }
}

const convertMs = (from: string, to: string): Promise<number | undefined> =>
  new Promise((done) => {
    const start = performance.now()
    const child = spawn('ebook-convert', [from, to], { stdio: 'ignore' })
    child.on('error', () => done(undefined))
    child.on('exit', (code) => done(code === 0 ? performance.now() - start : undefined))
  })

async function pdfRow(db: Db, folder: string, id: WorkId): Promise<Row> {
  const input = await inputFor(db, GUEST, { id, archive: ARCHIVE, files: openFiles(folder) })
  if (!input || input === 'not-allowed') throw new Error(`no work ${id}`)
  await pdfDownload(input)
  const made = await timed(3, () => pdfDownload(input))
  return { what: 'PDF of 100,000 words', ...atMost(made, 2_000) }
}

const SECONDS = 3
const CONNECTIONS = 16

async function overHttp(folder: string, works: readonly WorkId[]): Promise<Row[]> {
  const running = await startProgram(folder)
  try {
    const rows = [...(await chapterRows(running, works[1] ?? works[0]))]
    for (const path of ['/opds/v1.2', '/opds/v2', '/works.atom']) rows.push(await listRow(running, path))
    return rows
  } finally {
    await stopProgram(running)
  }
}

/** As many as it gives, by processor time of the server alone; then half of that, each at its time. */
async function chapterRows(running: Program, work: WorkId | undefined): Promise<Row[]> {
  const page = await (await fetch(`${running.address}/works/${work}/navigate`)).text()
  const [path = `/works/${work}`] = new RegExp(`/works/${work}/chapters/\\d+`).exec(page) ?? []
  load(running, path, [1_000])
  const before = processorMs(running)
  const { n } = load(running, path, [SECONDS * 1_000])
  const perCore = n / ((processorMs(running) - before) / 1_000)
  const half = load(running, path, [SECONDS * 1_000, n / SECONDS / 2])
  return [
    {
      what: `chapter pages of 3,000 words for guests, over HTTP (${(n / SECONDS).toFixed(0)}/s with the client on the same cores)`,
      figure: `${perCore.toFixed(0)}/s a core`,
      target: '≥ 15,000/s',
      met: perCore >= 15_000,
    },
    {
      what: `the same at half that load, p99 (p50 ${ms(half.p50)})`,
      figure: ms(half.p99),
      target: '≤ 5 ms',
      met: half.p99 <= 5,
    },
  ]
}

async function listRow(running: Program, path: string): Promise<Row> {
  load(running, path, [1_000], 1)
  return { what: `${path}, p50 over HTTP`, ...atMost(load(running, path, [2_000], 1), 5) }
}

function load(running: Program, path: string, rest: readonly number[], connections = CONNECTIONS): Timings {
  const script = join(import.meta.dirname, 'load.ts')
  const given = ['--import', 'tsx', script, `${running.address}${path}`, connections, ...rest].map(String)
  const said: Timings = JSON.parse(execFileSync(process.execPath, given, { encoding: 'utf8' }))
  return said
}
