import { sql } from 'kysely'
import { tell } from '../../jobs/tell.ts'
import { type Db, inTransaction, type Transaction } from '../../storage/transaction.ts'
import { day, t } from '../../web/say.ts'
import { lookOf, type NameFault, nameFault } from '../joining/names.ts'
import { needsNoPassphrase } from './change-passphrase.ts'
import { type Changing, tellOwner } from './notices.ts'
import type { Prove } from './prove.ts'
import type { Session } from './sessions.ts'

const PAUSE_MS = 7 * 24 * 60 * 60 * 1_000

export type NameChange =
  | { readonly changed: string }
  | { readonly refused: NameFault | 'wrong-passphrase' | 'too-many' | 'same-name' }
  | { readonly refused: 'too-soon'; readonly until: Date }

interface Asked {
  readonly session: Session
  readonly password: string
  readonly name: string
}

/** From when on the name may change again; null: now. */
export async function nameRests(db: Db, { member }: Session, now: Date): Promise<Date | null> {
  const { name_changed_at: at } = await db
    .selectFrom('people')
    .select('name_changed_at')
    .where('id', '=', member.id)
    .executeTakeFirstOrThrow()
  const until = at && new Date(at.getTime() + PAUSE_MS)
  return until && until > now ? until : null
}

/** Another name for the account. Nobody finds it by the old one, which the keepers can still look up. */
export async function changeName(
  db: Db,
  prove: Prove,
  changing: Changing,
  asked: Asked,
): Promise<NameChange> {
  const { session, password } = asked
  const name = asked.name.trim()
  const { member } = session
  const { now } = changing
  const until = await nameRests(db, session, now)
  if (until) return { refused: 'too-soon', until }
  const proven = needsNoPassphrase(session, now) ? 'right' : await prove(db, session, password, now)
  if (proven !== 'right') return { refused: proven === 'wrong' ? 'wrong-passphrase' : proven }
  if (name === member.name) return { refused: 'same-name' }
  const fault = await nameFault(db, { name, now, except: member.id })
  if (fault) return { refused: fault }
  const work = inTransaction(db, async (trx) => {
    // As in joining: names that look alike take turns.
    await sql`select pg_advisory_xact_lock(hashtext(${lookOf(name)}))`.execute(trx)
    const late = await nameFault(trx, { name, now, except: member.id })
    if (late) return late
    if (!(await rename(trx, session, { name, now }))) return 'too-soon' as const
    const next = new Date(now.getTime() + PAUSE_MS)
    const more = [t('It can be changed again from {date} on.', { date: day(next) })]
    await tellOwner(trx, changing, { person: member.id, kind: 'name-changed', about: name, more })
    return 'done' as const
  })
  const outcome = await work.catch(isTaken)
  if (outcome === 'too-soon') return { refused: 'too-soon', until: new Date(now.getTime() + PAUSE_MS) }
  if (outcome === 'done') return { changed: name }
  return { refused: outcome === 'taken' ? 'name-taken' : outcome }
}

/**
 * The pen name of the same name goes with it, unless there is one with the new name: then both stay. Of two forms sent
 * at once, the database takes one.
 */
async function rename(
  trx: Transaction,
  { member }: Session,
  { name, now }: { readonly name: string; readonly now: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('people')
    .set({ name, name_changed_at: now })
    .where('id', '=', member.id)
    .where((row) =>
      row.or([
        row('name_changed_at', 'is', null),
        row('name_changed_at', '<=', new Date(now.getTime() - PAUSE_MS)),
      ]),
    )
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) return false
  await trx.insertInto('past_names').values({ person_id: member.id, name: member.name, until: now }).execute()
  await sql`
    update pen_names set name = ${name} where person_id = ${member.id} and name_key = lower(${member.name})
      and not exists (select from pen_names other where other.person_id = ${member.id}
        and other.name_key = lower(${name}) and other.id <> pen_names.id)`.execute(trx)
  await tell(trx, 'heads.aged', { personId: member.id })
  return true
}

/** Somebody took it in the same moment: the database says so (23505). */
export function isTaken(fault: unknown): 'taken' {
  if (fault instanceof Error && 'code' in fault && fault.code === '23505') return 'taken'
  throw fault
}
