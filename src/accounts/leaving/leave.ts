import type { Member } from '../../core/actor.ts'
import { tellLater } from '../../jobs/tell.ts'
import { href, routes } from '../../routes.ts'
import { type Db, inTransaction, type Transaction } from '../../storage/transaction.ts'
import { day, t } from '../../web/say.ts'
import { tellOwner } from '../security/notices.ts'
import { endSessions } from '../security/sessions.ts'
import { LEAVING_PLAN, type LeavingPlan } from './plan.ts'

const DAYS_TO_COME_BACK = 7
const DAY_MS = 24 * 60 * 60 * 1_000

interface When {
  readonly baseUrl: string
  readonly now: Date
}

/**
 * Somebody wants to go. Nothing is deleted yet: for seven days they are here as before and may come back. Every session
 * ends, and a mail says until when. The last owner gives the archive to another first.
 */
export function askToLeave(
  db: Db,
  { baseUrl, now }: When,
  { id }: Member,
  plan: LeavingPlan,
): Promise<{ readonly leavesAt: Date } | 'last-owner'> {
  return inTransaction<{ readonly leavesAt: Date } | 'last-owner'>(db, async (trx) => {
    if (await isLastOwner(trx, id)) return 'last-owner'
    const leavesAt = new Date(now.getTime() + DAYS_TO_COME_BACK * DAY_MS)
    const leaving = JSON.stringify(plan)
    await trx.updateTable('people').set({ leaves_at: leavesAt, leaving }).where('id', '=', id).execute()
    await endSessions(trx, id)
    const more = [
      t('Until {date} nothing is deleted. To keep the account, log in before that day and say so.', {
        date: day(leavesAt),
      }),
      { href: baseUrl + href(routes.login), label: t('Log in and stay') },
    ]
    await tellOwner(trx, { baseUrl, now }, { person: id, kind: 'leaving-asked', more })
    await tellLater(trx, 'leaving.due', {}, DAYS_TO_COME_BACK * DAY_MS, 'first')
    return { leavesAt }
  })
}

/** They stay after all: everything is as it was. */
export function comeBack(db: Db, when: When, { id }: Member): Promise<void> {
  return inTransaction(db, async (trx) => {
    const stayed = await trx
      .updateTable('people')
      .set({ leaves_at: null, leaving: null })
      .where('id', '=', id)
      .where('leaves_at', 'is not', null)
      .returning('id')
      .executeTakeFirst()
    if (stayed) await tellOwner(trx, when, { person: id, kind: 'leaving-stopped' })
  })
}

export interface LeavingPerson {
  readonly member: Member
  readonly plan: LeavingPlan
}

/** Whose days are over. A last owner stays: the archive came to them meanwhile. */
export async function dueToLeave(db: Db, now: Date): Promise<LeavingPerson[]> {
  const rows = await db
    .selectFrom('people')
    .select(['id', 'name', 'role', 'leaving'])
    .where('leaves_at', '<=', now)
    .orderBy('leaves_at')
    .execute()
  const due: LeavingPerson[] = []
  for (const { leaving, ...person } of rows) {
    const stays = await inTransaction(db, async (trx) => {
      if (!(await isLastOwner(trx, person.id))) return false
      await trx
        .updateTable('people')
        .set({ leaves_at: null, leaving: null })
        .where('id', '=', person.id)
        .execute()
      return true
    })
    if (!stays) due.push({ member: { type: 'member', ...person }, plan: LEAVING_PLAN.parse(leaving) })
  }
  return due
}

/** As long as anybody is on the way out, somebody looks again. */
export async function lookForLeaving(db: Db, now: Date): Promise<void> {
  await inTransaction(db, async (trx) => {
    const next = await trx
      .selectFrom('people')
      .select('leaves_at')
      .where('leaves_at', 'is not', null)
      .orderBy('leaves_at')
      .limit(1)
      .executeTakeFirst()
    if (next?.leaves_at)
      await tellLater(
        trx,
        'leaving.due',
        {},
        Math.max(60_000, next.leaves_at.getTime() - now.getTime()),
        'first',
      )
  })
}

async function isLastOwner(trx: Transaction, id: Member['id']): Promise<boolean> {
  const owners = await trx
    .selectFrom('people')
    .select('id')
    .where('role', '=', 'owner')
    .orderBy('id')
    .forUpdate()
    .execute()
  return owners.length === 1 && owners[0]?.id === id
}
