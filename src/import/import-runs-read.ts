import { sql } from 'kysely'
import type { Actor } from '../core/actor.ts'
import type { PersonId } from '../core/ids.ts'
import { waits } from '../jobs/given-up.ts'
import type { Db } from '../storage/transaction.ts'
import { blurbs, originsKnownTo } from '../works/index.ts'
import type { EarlierRun, ImportFileView, ImportRunView } from './import-view.ts'

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
    state: await stateOf(db, run),
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

/** What is told no more stopped: a disk was full for days, or one of the files ends the program. */
async function stateOf(
  db: Db,
  run: { readonly id: string; readonly standing: 'waiting' | 'running' | 'done' },
): Promise<ImportRunView['state']> {
  if (run.standing === 'done') return 'finished'
  return (await waits(db, 'import.requested', { runId: run.id })) ? run.standing : 'stopped'
}

const ownRun = (db: Db, person: PersonId, runId: string) =>
  db
    .selectFrom('import_runs')
    .selectAll()
    .where('id', '=', runId)
    .where('person_id', '=', person)
    .executeTakeFirst()

const MOST_SHOWN = 20

/** What a person brought in before, the last first: whoever left the page of an import finds it again. */
export async function earlierRuns(db: Db, person: PersonId): Promise<readonly EarlierRun[]> {
  const files = (outcome: 'imported' | 'updated' | 'refused') =>
    sql<number>`count(*) filter (where outcome = ${outcome})`
  return db
    .selectFrom('import_runs')
    .leftJoin('import_files', 'run_id', 'import_runs.id')
    .select(['import_runs.id', 'created_at as started'])
    .select(sql<boolean>`standing = 'done'`.as('done'))
    .select([
      sql<number>`count(import_files.id)`.as('files'),
      files('imported').as('imported'),
      files('updated').as('updated'),
      files('refused').as('refused'),
    ])
    .where('person_id', '=', person)
    .groupBy('import_runs.id')
    .orderBy('created_at', 'desc')
    .limit(MOST_SHOWN)
    .execute()
}
