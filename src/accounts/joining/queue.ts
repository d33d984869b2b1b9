import { type SqlBool, sql } from 'kysely'
import { type Db, inTransaction, type Transaction } from '../../storage/transaction.ts'
import { findByLogin } from '../people.ts'
import { isEmailAddress } from './email-address.ts'
import { mailHasAccount, mailInvitation, mailPlace, type Writing } from './invitation-mails.ts'
import { type Joining, joiningOf } from './joining-settings.ts'

/** `open`: one may ask for an invitation. `look-up`: only where one stands, as long as somebody waits. */
export type QueueDoor = 'open' | 'look-up' | 'none'

export async function queueDoor(db: Db): Promise<QueueDoor> {
  if (isOpen(await joiningOf(db))) return 'open'
  const waiting = await db.selectFrom('invitation_queue').select('id').limit(1).executeTakeFirst()
  return waiting ? 'look-up' : 'none'
}

export const isOpen = ({ how, queueSends }: Joining): boolean => how === 'invited' && queueSends > 0

interface Asking {
  readonly email: string
  /** What the person reads. */
  readonly locale: string
  readonly writing: Writing
}

/**
 * A stranger asks for an invitation, or where they stand. The answer is the same whether the address is new, waits
 * already, was invited or has an account: what is so is told by mail, to that address, at most once a day.
 */
export async function askInQueue(
  db: Db,
  { email: typed, locale, writing }: Asking,
): Promise<'asked' | 'bad-address'> {
  const email = typed.trim().toLowerCase()
  if (!isEmailAddress(email)) return 'bad-address'
  await inTransaction(db, async (trx) => {
    const to = { to: email, locale }
    const joining = await joiningOf(trx)
    const known = await findByLogin(trx, email)
    const told = await toldLately(trx, email)
    if (known) {
      if (!told) await mailHasAccount(trx, writing, to)
      return
    }
    if (await sendAgain(trx, email, writing, locale)) return
    if (isOpen(joining)) await enqueue(trx, { email, locale, now: writing.now })
    const place = await placeOf(trx, email)
    if (place === undefined || told) return
    await mailPlace(trx, writing, { ...to, place, expected: expectedAt(joining, place, writing.now) })
  })
  return 'asked'
}

const enqueue = (
  trx: Transaction,
  { email, locale, now }: { readonly email: string; readonly locale: string; readonly now: Date },
) =>
  trx
    .insertInto('invitation_queue')
    .values({ email, locale, asked_at: now })
    .onConflict((row) => row.doNothing())
    .execute()

/** By the clock that dates mails: the database's. */
async function toldLately(trx: Transaction, email: string): Promise<boolean> {
  const row = await trx
    .selectFrom('mails')
    .select('id')
    .where('kind', '=', 'queue-place')
    .where('to_address', '=', email)
    .where(sql<SqlBool>`made_at > now() - interval '24 hours'`)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

const AGAIN_MS = 24 * 60 * 60 * 1_000

/** An invitation that was sent to this address and not used is sent anew, a day later at the earliest. */
async function sendAgain(
  trx: Transaction,
  email: string,
  writing: Writing,
  locale: string,
): Promise<boolean> {
  const invitation = await trx
    .selectFrom('invitations')
    .leftJoin('people', 'people.id', 'invitations.person_id')
    .select(['invitations.id', 'code', 'sent_at as sentAt', 'people.name as from'])
    .where('sent_to', '=', email)
    .where('used_at', 'is', null)
    .orderBy('invitations.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!invitation) return false
  const { id, code, sentAt, from } = invitation
  if (sentAt && writing.now.getTime() - sentAt.getTime() < AGAIN_MS) return true
  await trx.updateTable('invitations').set({ sent_at: writing.now }).where('id', '=', id).execute()
  await mailInvitation(trx, writing, { to: email, locale, code, from })
  return true
}

/** From 1; undefined when it does not wait. */
export async function placeOf(db: Db, email: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('invitation_queue as own')
    .select(sql<string>`(select count(*) from invitation_queue before where before.id <= own.id)`.as('place'))
    .where('own.email', '=', email)
    .executeTakeFirst()
  return row && Number(row.place)
}

/** When somebody at this place is likely to be sent an invitation; null while nothing is sent. */
function expectedAt(joining: Joining, place: number, now: Date): Date | null {
  if (!isOpen(joining)) return null
  const rounds = Math.ceil(place / joining.queueSends) - 1
  return new Date(dueAt(joining, now).getTime() + rounds * joining.queueEveryHours * AN_HOUR_MS)
}

const AN_HOUR_MS = 60 * 60 * 1_000

/** When the next are sent: not in the past. */
export const dueAt = ({ queueSentAt, queueEveryHours }: Joining, now: Date): Date =>
  new Date(Math.max(now.getTime(), (queueSentAt ?? now).getTime() + queueEveryHours * AN_HOUR_MS))
