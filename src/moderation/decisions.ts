import type { Insertable } from 'kysely'
import type { Role } from '../core/actor.ts'
import type { PersonId, SkinId, WorkId } from '../core/ids.ts'
import type { Db, Transaction } from '../storage/transaction.ts'
import type { ModerationTables } from './tables.ts'

type Row = ModerationTables['moderation_log']

export interface Decision {
  readonly at: Date
  /** The account's name, as far as it is still there. */
  readonly by: string | null
  readonly deed: Row['deed']
  readonly work: WorkId | null
  readonly skin: SkinId | null
  readonly person: string | null
  readonly reason: string
  readonly until: Date | null
  readonly role: Role | null
}

const MOST_SHOWN = 100

export async function noteDecision(
  trx: Transaction,
  row: Omit<Insertable<Row>, 'work_id' | 'skin_id' | 'person_id' | 'until' | 'role'> &
    Partial<Insertable<Row>>,
): Promise<void> {
  await trx
    .insertInto('moderation_log')
    .values({ work_id: null, skin_id: null, person_id: null, until: null, role: null, ...row })
    .execute()
}

/** What was decided, newest first: about one work, one skin, one person, or all. For keepers alone. */
export async function decisions(
  db: Db,
  about: { readonly work?: WorkId; readonly skin?: SkinId; readonly person?: PersonId } = {},
): Promise<readonly Decision[]> {
  return db
    .selectFrom('moderation_log as log')
    .leftJoin('people as keeper', 'keeper.id', 'log.by_id')
    .leftJoin('people as person', 'person.id', 'log.person_id')
    .select(['log.at', 'log.deed', 'log.reason', 'log.until', 'log.role'])
    .select(['keeper.name as by', 'person.name as person', 'log.work_id as work', 'log.skin_id as skin'])
    .$if(about.work !== undefined, (query) => query.where('log.work_id', '=', about.work ?? null))
    .$if(about.skin !== undefined, (query) => query.where('log.skin_id', '=', about.skin ?? null))
    .$if(about.person !== undefined, (query) => query.where('log.person_id', '=', about.person ?? null))
    .orderBy('log.id', 'desc')
    .limit(MOST_SHOWN)
    .execute()
}

/** Why a hidden work is hidden, for those who may open it. */
export async function whyHidden(db: Db, id: WorkId): Promise<string> {
  const row = await db
    .selectFrom('moderation_log')
    .select('reason')
    .where('work_id', '=', id)
    .where('deed', '=', 'hide')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return row?.reason ?? ''
}
