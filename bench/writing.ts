import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { join as joinArchive } from '../src/accounts/index.ts'
import { openCatalogue } from '../src/catalogue/index.ts'
import type { Member } from '../src/core/actor.ts'
import { readConfig } from '../src/core/config.ts'
import type { ChapterId } from '../src/core/ids.ts'
import { openStorage } from '../src/storage/open.ts'
import type { Db } from '../src/storage/transaction.ts'
import {
  bringWork,
  type ChapterForm,
  enterWords,
  orderChapters,
  ownChapter,
  saveChapter,
} from '../src/works/index.ts'
import { aChapter, aRecord } from '../test/records.ts'
import { ms, printTable, type Row, timed } from './figures.ts'

const CHAPTERS = 300
const BASE_URL = 'http://bench.test'

/** Writing, measured: a chapter saved, posted and found in lists; a work of 300 chapters opened, ordered and saved. */
export async function writingBench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'palimpsest-bench-'))
  const log = pino({ level: 'silent' })
  const { db, close } = await openStorage(readConfig({ DATA_DIR: folder }), 'command', log)
  try {
    const catalogue = openCatalogue({ db, dataDir: folder, log, look: null })
    const joined = await joinArchive(db, {
      ...{ name: 'bench', email: 'bench@example.org', password: randomUUID(), role: 'owner', penNames: [] },
    })
    if ('refused' in joined) throw new Error(joined.refused)
    const by = joined.joined
    const rows = [...(await shortWork(db, by, () => catalogue.catchUp())), ...(await longWork(db, by))]
    await catalogue.close()
    printTable('Writing', rows)
    if (rows.some((row) => !row.met)) process.exitCode = 1
  } finally {
    await close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function shortWork(db: Db, by: Member, catchUp: () => Promise<unknown>): Promise<Row[]> {
  const work = await workOf(db, by, 'Short', 2)
  const chapter = work.chapters[0] ?? 0
  let version = 1
  const saving = async () => {
    await save(db, by, {
      workId: work.id,
      chapterId: chapter as ChapterId,
      base: version,
      fields: fieldsOf(10_000),
    })
    version++
  }
  await timed(10, saving)
  const saved = await timed(60, saving)
  const entered = await timed(30, async () => {
    await saving()
    await enterWords(db)
  })
  const posted = await timed(30, async () => {
    await save(db, by, { workId: work.id, fields: fieldsOf(10_000) })
    await catchUp()
  })
  return [
    row('save of a chapter of 10,000 words, p50', saved.p50, 15),
    row('the same, p99', saved.p99, 60),
    {
      ...{ what: 'the same, and its words entered for searching, p50', figure: ms(entered.p50) },
      ...{ target: '(none set)', met: true },
    },
    row('a chapter of 10,000 words posted, to found in lists, p50', posted.p50, 100),
  ]
}

async function longWork(db: Db, by: Member): Promise<Row[]> {
  const work = await workOf(db, by, 'Long', CHAPTERS)
  const chapter = (work.chapters[150] ?? 0) as ChapterId
  const opened = await timed(30, () => ownChapter(db, by, work.id, chapter))
  let version = 1
  const saved = await timed(30, async () => {
    await save(db, by, { workId: work.id, chapterId: chapter, base: version, fields: fieldsOf(1_700) })
    version++
  })
  let order = work.chapters
  const ordered = await timed(10, async () => {
    const was = order as readonly ChapterId[]
    order = order.toReversed()
    const places = new Map(was.map((id, at) => [id, String(was.length - at)]))
    await orderChapters(db, by, { workId: work.id, was, places, now: new Date() })
  })
  const inserted = await timed(10, () =>
    save(db, by, { workId: work.id, fields: { ...fieldsOf(1_700), position: '1' }, intent: 'draft' }),
  )
  // Its peak: what is in use at the end says nothing of what was needed on the way.
  const peak = process.resourceUsage().maxRSS / 1024
  return [
    row(`of ${CHAPTERS} chapters one opened for editing, p50`, opened.p50, 15),
    row('the same one saved, p50', saved.p50, 50),
    row('all put in another order, p50', ordered.p50, 1_000),
    row('another put before all, p50', inserted.p50, 1_000),
    {
      what: 'memory of this process at its peak',
      figure: `${peak.toFixed(0)} MB`,
      target: '≤ 400 MB',
      met: peak <= 400,
    },
  ]
}

const row = (what: string, figure: number, most: number): Row => ({
  ...{ what, figure: ms(figure), target: `≤ ${most.toLocaleString('en')} ms`, met: figure <= most },
})

async function workOf(db: Db, by: Member, title: string, many: number) {
  const chapters = Array.from({ length: many }, (_, at) =>
    aChapter({ title: `Part ${at + 1}`, position: at + 1, html: htmlOf(1_700), words: 1_700 }),
  )
  const record = aRecord({
    title,
    creators: [by.name],
    chapters,
    chapterCount: { posted: many, expected: null },
  })
  const common = { by, statements: [], baseUrl: BASE_URL, now: new Date() }
  const { workId } = await bringWork(db, { record, asCreator: true, standing: 'posted', ...common })
  const rows = await db
    .selectFrom('chapters')
    .select('id')
    .where('work_id', '=', workId)
    .orderBy('position')
    .execute()
  return { id: workId, chapters: rows.map(({ id }) => id) as readonly number[] }
}

type Saving = Pick<ChapterForm, 'workId' | 'fields'> & Partial<ChapterForm>

async function save(db: Db, by: Member, form: Saving): Promise<void> {
  const rest = { chapterId: null, intent: 'post' as const, key: randomUUID(), base: null, now: new Date() }
  const outcome = await saveChapter(db, by, { ...rest, baseUrl: BASE_URL, ...form })
  if (typeof outcome === 'string' || !('saved' in outcome))
    throw new Error(JSON.stringify(outcome).slice(0, 300))
}

let turn = 0
/** Other words every time, of a vocabulary such as a story has. */
function htmlOf(words: number): string {
  turn++
  const word = (at: number): string => `w${((at * 7_919 + turn * 104_729) % 3_001).toString(36)}`
  const paragraphs = Array.from({ length: Math.ceil(words / 100) }, (_, p) =>
    Array.from({ length: 100 }, (_, at) =>
      at % 40 === 7 ? `<em>${word(p * 100 + at)}</em>` : word(p * 100 + at),
    ).join(' '),
  )
  return paragraphs.map((text) => `<p>${text}</p>`).join('\n')
}

const fieldsOf = (words: number) => ({ chapter_title: 'A part', body: htmlOf(words) })
