import { sql } from 'kysely'
import type { Member } from '../../core/actor.ts'
import { parseSkinId, type SkinId, type WorkId } from '../../core/ids.ts'
import type { Db, Transaction } from '../../storage/transaction.ts'
import { stableJson } from '../content-hash.ts'
import type { Typed } from '../tables.ts'
import { SKIN_FIELD } from './dress-work.ts'
import { readHeadNow, storeFormer } from './keep-former.ts'
import { allTyped, namesTyped, oneTyped } from './names-typed.ts'
import type { OwnFields } from './own-fields.ts'
import { citationsTyped } from './relate.ts'
import type { Schedule } from './schedule.ts'

/** What stands beside a work's own fields, as its form may change it. */
interface Beside {
  readonly recipients: readonly string[]
  readonly skin: SkinId | null
  readonly series: Readonly<Record<string, number>>
}

export async function besideOf(db: Db, id: WorkId): Promise<Beside> {
  const { rows } = await sql<Beside>`select recipients, skin_id as skin, (
      select coalesce(json_object_agg(series_id, position), '{}') from series_works where work_id = works.id) as series
    from works where id = ${id}`.execute(db)
  const [row] = rows
  if (!row) throw new Error(`reading what stands beside work ${id}: it is not there`)
  return row
}

/** Does a form say something else of it? */
function changes(typed: Typed, { recipients, skin, series }: Beside): boolean {
  if (SKIN_FIELD in typed && (parseSkinId(oneTyped(typed, SKIN_FIELD)) ?? null) !== skin) return true
  if ('recipients' in typed && namesTyped(oneTyped(typed, 'recipients')).join() !== recipients.join())
    return true
  if (!('series_shown' in typed)) return false
  const ticked = allTyped(typed, 'series')
  const places = Object.entries(series)
  const isMoved = (id: string, position: number): boolean =>
    !['', String(position)].includes(oneTyped(typed, `series_at_${id}`).trim())
  return ticked.length !== places.length || places.some(([id, at]) => !ticked.includes(id) || isMoved(id, at))
}

/** Sources and a series, whether or not they are there already. */
export const adds = (typed: Typed): boolean =>
  oneTyped(typed, 'series_new').trim() !== '' ||
  allTyped(typed, 'related_remove').length > 0 ||
  citationsTyped(typed).length > 0

/**
 * Does a form say what is so already: to whom it is given, its series, its skin, its hour? What only adds something
 * (somebody asked, a source, a new series) takes nothing from anybody.
 */
export async function sameBeside(
  db: Db,
  { typed, schedule }: { readonly typed: Typed; readonly schedule?: Schedule | undefined },
  there: OwnFields,
): Promise<boolean> {
  const { local, zone } = there.schedule ?? {}
  if (schedule && there.schedule && (local !== schedule.local || zone !== schedule.zone)) return false
  return !changes(typed, await besideOf(db, there.id))
}

interface Keeping {
  readonly id: WorkId
  readonly typed: Typed
  readonly now: Date
}

/**
 * Changes what stands beside a work's own fields; where that alone makes it another work than it was, what it was is
 * kept, as of any other change.
 */
export async function keepingBeside(
  trx: Transaction,
  by: Member,
  { id, typed, now }: Keeping,
  change: () => Promise<void>,
): Promise<void> {
  const former =
    adds(typed) || changes(typed, await besideOf(trx, id)) ? await readHeadNow(trx, id) : undefined
  await change()
  if (former && stableJson(former) !== stableJson(await readHeadNow(trx, id)))
    await storeFormer(trx, { workId: id, chapterId: null, by, now }, former)
}
