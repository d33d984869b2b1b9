import { sql } from 'kysely'
import type { Actor, Member } from '../core/actor.ts'
import type { PersonId } from '../core/ids.ts'
import { waits } from '../jobs/given-up.ts'
import type { Db } from '../storage/transaction.ts'
import { blurbs, originsKnownTo } from '../works/index.ts'
import type { EarlierRun, ImportFileView, ImportRunView, Outcome } from './import-view.ts'

/** A zip may hold thousands; a page of all of them is asked for every other second while they are read. */
const ON_A_PAGE = 100

/** A run as its page shows it, to the person whose run it is and nobody else. */
export async function importRunView(
  db: Db,
  actor: Actor,
  runId: string,
  asked: { readonly page?: number; readonly refused?: boolean } = {},
): Promise<ImportRunView | undefined> {
  if (actor.type === 'guest' || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(runId)) return undefined
  const run = await ownRun(db, actor.id, runId)
  if (!run) return undefined
  const counts = await outcomesOf(db, runId)
  const total = Object.values(counts).reduce((sum, n) => sum + n, 0)
  const only = asked.refused ? 'refused' : 'all'
  const pages = Math.max(1, Math.ceil((asked.refused ? counts.refused : total) / ON_A_PAGE))
  const page = Math.min(asked.page ?? 1, pages)
  return {
    ...{ id: runId, state: await stateOf(db, run), started: run.created_at, finished: run.finished_at },
    ...{ done: total - counts.waiting, total, counts, only, page, pages },
    whose: run.leave ? 'others' : run.as_creator ? 'mine' : 'kept',
    files: await filesOf(db, actor, runId, { only, from: (page - 1) * ON_A_PAGE }),
  }
}

async function outcomesOf(db: Db, runId: string): Promise<Record<Outcome, number>> {
  const rows = await db
    .selectFrom('import_files')
    .select((is) => ['outcome', is.fn.countAll<number>().as('n')])
    .where('run_id', '=', runId)
    .groupBy('outcome')
    .execute()
  const none = { waiting: 0, imported: 0, 'already-here': 0, updated: 0, refused: 0 }
  return { ...none, ...Object.fromEntries(rows.map(({ outcome, n }) => [outcome ?? 'waiting', n])) }
}

async function filesOf(
  db: Db,
  actor: Member,
  runId: string,
  { only, from }: { readonly only: ImportRunView['only']; readonly from: number },
): Promise<ImportFileView[]> {
  const files = await db
    .selectFrom('import_files')
    .selectAll()
    .where('run_id', '=', runId)
    .$if(only === 'refused', (of) => of.where('outcome', '=', 'refused'))
    .orderBy('position')
    .limit(ON_A_PAGE)
    .offset(from)
    .execute()
  const ids = files.flatMap((file) => file.work_id ?? [])
  const works = new Map((await blurbs(db, actor, ids)).map((work) => [work.id, work]))
  const known = await originsKnownTo(db, actor, ids)
  return files.map((file): ImportFileView => {
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
