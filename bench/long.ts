import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { join as joinArchive } from '../src/accounts/index.ts'
import { readConfig } from '../src/core/config.ts'
import { openStorage } from '../src/storage/open.ts'
import { bringWork } from '../src/works/index.ts'
import { printTable, type Row } from './figures.ts'
import { type Program, startProgram, stopProgram } from './program.ts'
import { workOf } from './texts.ts'

const WORDS = 5_000_000
const CHAPTERS = 500
/** Of each file, how many MB more than before the program may take while it makes it. */
const FORMATS = { epub: 400, html: 600, txt: 600, md: 600 } as const

/** bin/bench long: memory of the program while it gives out a work of five million words. No times. */
export async function longBench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'palimpsest-long-'))
  try {
    const work = await bringLong(folder)
    const rows: Row[] = []
    for (const [format, most] of Object.entries(FORMATS))
      rows.push(await formatRow(folder, { work, format, most }))
    rows.push(await refusedRow(folder, work))
    printTable(`A work of ${WORDS.toLocaleString('en')} words in ${CHAPTERS} chapters`, rows)
    if (rows.some((row) => !row.met)) process.exitCode = 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** One chapter is brought in; the others are made of it by the database. */
async function bringLong(folder: string): Promise<number> {
  const log = pino({ level: 'silent' })
  const { db, pool, close } = await openStorage(readConfig({ DATA_DIR: folder }), 'command', log)
  try {
    const named = { name: 'keeper', email: 'keeper@example.org', password: 'a good long password' }
    const joined = await joinArchive(db, { ...named, role: 'owner', penNames: [] })
    if ('refused' in joined) throw new Error(`the keeper cannot join: ${joined.refused}`)
    const record = {
      ...workOf({ words: WORDS / CHAPTERS, chapters: 1, seed: 7 }),
      creators: ['keeper'],
      origin: null,
    }
    const how = { by: joined.joined, statements: [], baseUrl: 'http://127.0.0.1', now: new Date() }
    const { workId } = await bringWork(db, { record, asCreator: true, standing: 'posted', ...how })
    await pool.query(
      `insert into chapters (work_id, position, standing, title, summary, notes, end_notes, html, words, published_on, search)
       select work_id, n, standing, 'Lamp ' || n, summary, notes, end_notes, '<p>' || n || '</p>' || html, words, published_on, ''
       from chapters, generate_series(2, $2) as n where work_id = $1`,
      [workId, CHAPTERS],
    )
    await pool.query(
      'update works set words = words * $2, chapters_posted = $2, chapters_expected = $2 where id = $1',
      [workId, CHAPTERS],
    )
    return workId
  } finally {
    await close()
  }
}

interface Asked {
  readonly work: number
  readonly format: string
  readonly most: number
}

/** A program of its own for each: twice, since the first time chapters are packed. */
async function formatRow(folder: string, { work, format, most }: Asked): Promise<Row> {
  const running = await startProgram(folder)
  try {
    const before = memory(running, 'VmRSS')
    const first = await peakOf(running, work, format)
    const again = await peakOf(running, work, format)
    const more = Math.max(first.peak, again.peak) - before
    return {
      what: `${format}, ${(first.bytes / 1_000_000).toFixed(0)} MB: ${before.toFixed(0)} MB before, at most ${first.peak.toFixed(0)} MB, the second time ${again.peak.toFixed(0)} MB`,
      ...{ figure: `${more.toFixed(0)} MB more`, target: `≤ ${most} MB`, met: more <= most },
    }
  } finally {
    await stopProgram(running)
  }
}

async function peakOf(running: Program, work: number, format: string) {
  // From here on the highest is counted anew.
  writeFileSync(`/proc/${running.child.pid}/clear_refs`, '5')
  const answer = await fetch(`${running.address}/downloads/${work}/x.${format}`)
  if (answer.status !== 200 || !answer.body) throw new Error(`${format}: ${answer.status}`)
  let bytes = 0
  for await (const piece of answer.body) bytes += piece.length
  return { bytes, peak: memory(running, 'VmHWM') }
}

async function refusedRow(folder: string, work: number): Promise<Row> {
  const running = await startProgram(folder)
  try {
    const { status } = await fetch(`${running.address}/downloads/${work}/x.pdf`)
    return { what: 'pdf: too long, said so', figure: `${status}`, target: '413', met: status === 413 }
  } finally {
    await stopProgram(running)
  }
}

/** Megabytes. */
function memory({ child }: Program, which: 'VmRSS' | 'VmHWM'): number {
  const said = readFileSync(`/proc/${child.pid}/status`, 'utf8')
  return Number(new RegExp(`^${which}:\\s+(\\d+)`, 'm').exec(said)?.[1] ?? 0) / 1024
}
