import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { findPersonById } from '../accounts/index.ts'
import type { Actor, Member } from '../core/actor.ts'
import type { PersonId } from '../core/ids.ts'
import { tell } from '../jobs/tell.ts'
import { tidyName } from '../prose/index.ts'
import { type Db, inTransaction } from '../storage/transaction.ts'
import { blurbs, growing, originsKnownTo, sendLetters } from '../works/index.ts'
import { bringIn, type FileReport, type Importer, readGathered } from './bring-in.ts'
import type { KeepingPictures } from './bring-pictures.ts'
import { gather } from './gather.ts'
import type { ImportFileView, ImportRunView } from './import-view.ts'
import type { OthersLeave } from './others-leave.ts'

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
}

/** Reads a run's files one by one. Stopped half-way and asked again, it goes on with the first unread file. */
export async function runImport(
  { db, baseUrl, now, archive, pictures }: Settings,
  runId: string,
): Promise<void> {
  const run = await db.selectFrom('import_runs').selectAll().where('id', '=', runId).executeTakeFirst()
  const by = run && (await findPersonById(db, run.person_id))
  if (!run || !by || run.standing === 'done') return
  await db.updateTable('import_runs').set({ standing: 'running' }).where('id', '=', runId).execute()
  const whose: Importer['whose'] = run.as_creator ? 'mine' : 'kept'
  const rescue = run.leave && { run: runId, leave: run.leave, archive: await archive() }
  const growth = growing(db)
  for (;;) {
    const file = await nextFile(db, runId)
    if (!file) break
    const reports: FileReport[] = []
    for await (const found of gather([file.kept_at ?? ''])) {
      // It waits under a number; what is in it is named for what it was called.
      const name = file.name + found.name.slice(basename(file.kept_at ?? '').length)
      const reading = await readGathered(found)
      const importer = { db, by, whose, baseUrl, now, pictures, ...(rescue ? { rescue } : {}) }
      const report = await bringIn(importer, name, reading)
      if (report.outcome === 'imported') await growth.grown()
      reports.push(report)
    }
    await noteReports(db, runId, file.id, reports)
    if (file.kept_at) await rm(file.kept_at, { force: true })
  }
  await growth.ended()
  if (rescue) await sendLetters(db, runId, { archive: rescue.archive, baseUrl })
  await db
    .updateTable('import_runs')
    .set({ standing: 'done', finished_at: now() })
    .where('id', '=', runId)
    .execute()
}

const nextFile = (db: Db, runId: string) =>
  db
    .selectFrom('import_files')
    .select(['id', 'name', 'kept_at', 'position'])
    .where('run_id', '=', runId)
    .where('outcome', 'is', null)
    .orderBy('position')
    .executeTakeFirst()

/** A zip becomes a row for each file in it; the first takes the place of the zip's own. */
async function noteReports(
  db: Db,
  runId: string,
  fileId: number,
  reports: readonly FileReport[],
): Promise<void> {
  const [first, ...rest] = reports.length ? reports : [EMPTY]
  await inTransaction(db, async (trx) => {
    await trx
      .updateTable('import_files')
      .set({ kept_at: null, ...row(first ?? EMPTY) })
      .where('id', '=', fileId)
      .execute()
    const { last } = await trx
      .selectFrom('import_files')
      .select((is) => is.fn.max('position').as('last'))
      .where('run_id', '=', runId)
      .executeTakeFirstOrThrow()
    const rows = rest.map((report, at) => ({
      run_id: runId,
      position: last + at + 1,
      kept_at: null,
      ...row(report),
    }))
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
      await trx
        .insertInto('import_files')
        .values(rows.slice(from, from + ROWS_AT_ONCE))
        .execute()
  })
}

/** A zip may hold more files than one statement has room for. */
const ROWS_AT_ONCE = 1_000

const EMPTY: FileReport = { name: '', outcome: 'refused', why: 'empty', reason: 'There is no file in it.' }

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

/** A run as its page shows it, to the person whose run it is and nobody else. */
export async function importRunView(db: Db, actor: Actor, runId: string): Promise<ImportRunView | undefined> {
  if (actor.type === 'guest' || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(runId)) return undefined
  const run = await ownRun(db, actor.id, runId)
  if (!run) return undefined
  const files = await db
    .selectFrom('import_files')
    .selectAll()
    .where('run_id', '=', runId)
    .orderBy('position')
    .execute()
  const ids = files.flatMap((file) => file.work_id ?? [])
  const works = new Map((await blurbs(db, actor, ids)).map((work) => [work.id, work]))
  const known = await originsKnownTo(db, actor, ids)
  const shown = files.map((file): ImportFileView => {
    // That a work of somebody else came from where this file did may be what its creator does not want told.
    const work = file.work_id && known.has(file.work_id) && works.get(file.work_id)
    const { losses, repairs, statements, words_counted: counted, words_stated: stated } = file
    return {
      name: file.name,
      outcome: file.outcome ?? 'waiting',
      reason: file.reason,
      work: work
        ? { ...work, words: { counted: counted ?? work.words, stated }, losses, repairs, statements }
        : null,
    }
  })
  const count = (outcome: ImportFileView['outcome']): number =>
    files.filter((file) => file.outcome === outcome).length
  return {
    state: run.standing === 'done' ? 'finished' : run.standing,
    started: run.created_at,
    finished: run.finished_at,
    done: files.filter((file) => file.outcome !== null).length,
    total: files.length,
    whose: run.leave ? 'others' : run.as_creator ? 'mine' : 'kept',
    counts: {
      imported: count('imported'),
      'already-here': count('already-here'),
      updated: count('updated'),
      refused: count('refused'),
    },
    files: shown,
  }
}

const ownRun = (db: Db, person: PersonId, runId: string) =>
  db
    .selectFrom('import_runs')
    .selectAll()
    .where('id', '=', runId)
    .where('person_id', '=', person)
    .executeTakeFirst()
