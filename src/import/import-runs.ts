import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { access, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { findPersonById } from '../accounts/index.ts'
import type { Member } from '../core/actor.ts'
import { tell } from '../jobs/tell.ts'
import { tidyName } from '../prose/index.ts'
import { type Db, inTransaction } from '../storage/transaction.ts'
import { growing, sendLetters } from '../works/index.ts'
import { bringIn, type FileReport, type Importer, readGathered } from './bring-in.ts'
import type { KeepingPictures } from './bring-pictures.ts'
import { gather } from './gather.ts'
import type { OthersLeave } from './others-leave.ts'
import { spreadZip } from './spread-zip.ts'

/** A file as it was uploaded: its name, and where its bytes wait. */
export interface Uploaded {
  readonly name: string
  readonly keptAt: string
}

interface Requested {
  readonly by: Member
  readonly whose: 'mine' | 'kept'
  readonly files: readonly Uploaded[]
  /** Of a keeper: they belong to others, by whose leave they are brought. */
  readonly leave?: OthersLeave
}

export const uploadFolder = (dataDir: string): string => join(dataDir, 'uploads')

/** Notes what was uploaded and asks for it to be read; the answer names the run's page. */
export async function requestImport(db: Db, { by, whose, files, leave }: Requested): Promise<string> {
  const runId = randomUUID()
  await inTransaction(db, async (trx) => {
    await trx
      .insertInto('import_runs')
      .values({
        ...{ id: runId, person_id: by.id, as_creator: whose === 'mine', finished_at: null },
        leave: leave ? JSON.stringify(leave) : null,
      })
      .execute()
    const rows = files.map((file, at) => ({
      run_id: runId,
      position: at + 1,
      kept_at: file.keptAt,
      name: tidyName(file.name),
      ...UNREAD,
    }))
    await trx.insertInto('import_files').values(rows).execute()
    await tell(trx, 'import.requested', { runId })
  })
  return runId
}

const UNREAD = {
  outcome: null,
  reason: null,
  work_id: null,
  title: null,
  chapters: null,
  words_counted: null,
  words_stated: null,
} as const

interface Settings {
  readonly db: Db
  readonly baseUrl: string
  readonly now: () => Date
  readonly archive: () => Promise<string>
  readonly pictures?: KeepingPictures
  /** Absent: a third of a minute. */
  readonly turnMs?: number
}

/** How long a run reads before others have their turn. */
const TURN_MS = 20_000

/**
 * Reads a run's files one by one. Stopped half-way and asked again, it goes on with the first unread file; a long one
 * asks for itself again after a while, so that somebody with three files does not wait for somebody with thousands.
 */
export async function runImport(settings: Settings, runId: string): Promise<void> {
  const { db, baseUrl, now, archive, pictures, turnMs = TURN_MS } = settings
  const run = await db.selectFrom('import_runs').selectAll().where('id', '=', runId).executeTakeFirst()
  const by = run && (await findPersonById(db, run.person_id))
  if (!run || !by || run.standing === 'done') return
  await db.updateTable('import_runs').set({ standing: 'running' }).where('id', '=', runId).execute()
  const whose: Importer['whose'] = run.as_creator ? 'mine' : 'kept'
  const rescue = run.leave && { run: runId, leave: run.leave, archive: await archive() }
  const importer = { db, by, whose, baseUrl, now, pictures, ...(rescue ? { rescue } : {}) }
  const read = await readFiles(importer, runId, performance.now() + turnMs)
  if (read === 'more') return inTransaction(db, (trx) => tell(trx, 'import.requested', { runId }))
  if (rescue) await sendLetters(db, runId, { archive: rescue.archive, baseUrl })
  await db
    .updateTable('import_runs')
    .set({ standing: 'done', finished_at: now() })
    .where('id', '=', runId)
    .execute()
  for (const folder of read) await rm(folder, { recursive: true, force: true })
}

/** Answers with the folders that the files lay in, once all are read. */
async function readFiles(
  importer: Importer,
  runId: string,
  until: number,
): Promise<'more' | ReadonlySet<string>> {
  const { db } = importer
  const growth = growing(db)
  const folders = new Set<string>()
  let file = await nextFile(db, runId)
  while (file) {
    const { id, name, position, kept_at: path } = file
    if (!path || !(await spreadZip(db, { runId, id, name, path }))) {
      const report = path ? await bringFile(importer, name, path) : GONE(name)
      if (report.outcome === 'imported') await growth.grown()
      await noteReport(db, id, report)
    }
    if (path) {
      folders.add(dirname(path))
      await rm(path, { force: true })
    }
    file = await nextFile(db, runId, position)
    if (file && performance.now() >= until) break
  }
  await growth.ended()
  return file ? 'more' : folders
}

/** It waits under a number; what is in it is named for what it was called. */
async function bringFile(importer: Importer, name: string, path: string): Promise<FileReport> {
  if (!(await mayRead(path))) return GONE(name)
  for await (const found of gather([path])) return bringIn(importer, name, await readGathered(found))
  return { name, outcome: 'refused', why: 'empty', reason: 'There is no file in it.' }
}

const mayRead = (path: string): Promise<boolean> =>
  access(path, constants.R_OK).then(
    () => true,
    () => false,
  )

/** The archive was brought back from a backup, which has no uploads; where they lay is nobody's business. */
const GONE = (name: string): FileReport => ({
  ...{ name, outcome: 'refused', why: 'damaged' },
  reason: 'The file is not here any more, and was not read. Please send it again.',
})

/** After the last, or the last itself when it was a zip: the first of its files is in its place. */
const nextFile = (db: Db, runId: string, from = 0) =>
  db
    .selectFrom('import_files')
    .select(['id', 'name', 'position', 'kept_at'])
    .where('run_id', '=', runId)
    .where('position', '>=', from)
    .where('outcome', 'is', null)
    .orderBy('position')
    .executeTakeFirst()

const noteReport = (db: Db, id: number, report: FileReport) =>
  db
    .updateTable('import_files')
    .set({ kept_at: null, ...row(report) })
    .where('id', '=', id)
    .execute()

function row(report: FileReport) {
  const name = tidyName(report.name)
  if (report.outcome === 'refused') {
    const { outcome, reason } = report
    return { ...UNREAD, name, outcome, reason: tidyName(reason), losses: [], repairs: [], statements: '[]' }
  }
  const { outcome, workId, title, chapters, words, losses, repairs, statements } = report
  return {
    ...{ name, outcome, reason: null, work_id: workId, title, chapters },
    ...{ words_counted: words.counted, words_stated: words.stated },
    ...{ losses: [...losses], repairs: [...repairs], statements: JSON.stringify(statements) },
  }
}
