import { type SqlBool, sql } from 'kysely'
import type { Actor } from '../../core/actor.ts'
import type { InvitationId, InvitationRequestId } from '../../core/ids.ts'
import { may } from '../../core/roles.ts'
import { type Db, inTransaction, type Transaction } from '../../storage/transaction.ts'
import { isEmailAddress } from './email-address.ts'
import { mailAnswer, type Writing } from './invitation-mails.ts'
import { makeInvitations } from './invitations.ts'
import type { Joining } from './joining-settings.ts'
import { isOpen } from './queue.ts'
import { inviteByMail, lockedJoining, sendToFirst, tellWhenDue } from './send-from-queue.ts'

const mayKeep = (actor: Actor): boolean => may(actor, 'keep-archive')

const JOINING_LIMITS = { queueSends: 10_000, queueEveryHours: 8_760, invitationsEach: 100 } as const
export type JoiningField = 'how' | keyof typeof JOINING_LIMITS

interface JoiningWish {
  readonly how: Joining['how'] | null
  /** Null: no number was typed. */
  readonly queueSends: number | null
  readonly queueEveryHours: number | null
  readonly invitationsEach: number | null
}

/** Sets who may join. The first invitations of a queue that opens are sent after its first interval. */
export async function setJoining(
  db: Db,
  actor: Actor,
  wish: JoiningWish,
  now: Date,
): Promise<'saved' | 'not-allowed' | { readonly faults: readonly JoiningField[] }> {
  if (!mayKeep(actor)) return 'not-allowed'
  const { how, queueSends, queueEveryHours, invitationsEach } = wish
  const faults = joiningFaults(wish)
  if (faults.length > 0 || how === null) return { faults }
  if (queueSends === null || queueEveryHours === null || invitationsEach === null) return { faults }
  await inTransaction(db, async (trx) => {
    const before = await lockedJoining(trx)
    const set = { how, queueSends, queueEveryHours, invitationsEach }
    const begins = isOpen({ ...before, ...set }) && !isOpen(before)
    const after = { ...set, queueSentAt: begins ? now : before.queueSentAt }
    await writeJoining(trx, after)
    if (isOpen(after)) await tellWhenDue(trx, after, now)
  })
  return 'saved'
}

function joiningFaults({ how, ...numbers }: JoiningWish): JoiningField[] {
  const { queueSends, queueEveryHours, invitationsEach } = numbers
  const within = (n: number | null, least: number, most: number): boolean =>
    n !== null && n >= least && n <= most
  return [
    ...(how === null ? (['how'] as const) : []),
    ...(within(queueSends, 0, JOINING_LIMITS.queueSends) ? [] : (['queueSends'] as const)),
    ...(within(queueEveryHours, 1, JOINING_LIMITS.queueEveryHours) ? [] : (['queueEveryHours'] as const)),
    ...(within(invitationsEach, 0, JOINING_LIMITS.invitationsEach) ? [] : (['invitationsEach'] as const)),
  ]
}

async function writeJoining(trx: Transaction, joining: Joining): Promise<void> {
  const { how, queueSends, queueEveryHours, queueSentAt, invitationsEach } = joining
  await trx
    .updateTable('joining')
    .set({ how, queue_sends: queueSends, queue_every_hours: queueEveryHours })
    .set({ queue_sent_at: queueSentAt, invitations_each: invitationsEach })
    .execute()
}

const MOST_AT_ONCE = 1_000

type Counted = { readonly done: number } | 'bad-number' | 'not-allowed'

const goodNumber = (count: number | null): count is number =>
  count !== null && count >= 1 && count <= MOST_AT_ONCE

/** Sends to so many from the queue at once, beside its rounds. */
export async function sendNow(
  db: Db,
  actor: Actor,
  count: number | null,
  writing: Writing,
): Promise<Counted> {
  if (!mayKeep(actor)) return 'not-allowed'
  if (!goodNumber(count)) return 'bad-number'
  return inTransaction(db, async (trx) => {
    await lockedJoining(trx)
    return { done: await sendToFirst(trx, count, writing) }
  })
}

/** Makes codes of the archive's own. */
export async function makeCodes(db: Db, actor: Actor, count: number | null, now: Date): Promise<Counted> {
  if (!mayKeep(actor)) return 'not-allowed'
  if (!goodNumber(count)) return 'bad-number'
  await inTransaction(db, (trx) => makeInvitations(trx, { person: null, count, now }))
  return { done: count }
}

/** Mails an invitation to an address. */
export async function inviteAddress(
  db: Db,
  actor: Actor,
  { email: typed, locale }: { readonly email: string; readonly locale: string },
  writing: Writing,
): Promise<'sent' | 'bad-address' | 'not-allowed'> {
  if (!mayKeep(actor)) return 'not-allowed'
  const email = typed.trim().toLowerCase()
  if (!isEmailAddress(email)) return 'bad-address'
  await inTransaction(db, (trx) => inviteByMail(trx, { email, locale }, writing))
  return 'sent'
}

interface Giving {
  /** Each gets so many. */
  readonly count: number | null
  /** Everybody, or only those with none that is unused. */
  readonly whom: 'all' | 'without'
}

const MOST_EACH = 10

/** Gives members invitations; to how many members it gave. */
export async function giveToMembers(
  db: Db,
  actor: Actor,
  { count, whom }: Giving,
  now: Date,
): Promise<Counted> {
  if (!mayKeep(actor)) return 'not-allowed'
  if (!goodNumber(count) || count > MOST_EACH) return 'bad-number'
  return inTransaction(db, async (trx) => {
    const unused = sql<SqlBool>`exists (select from invitations where person_id = people.id and used_at is null)`
    const people = await trx
      .selectFrom('people')
      .select('id')
      .where('standing', '<>', 'banned')
      .where('email_verified', '=', true)
      .$if(whom === 'without', (query) => query.where((eb) => eb.not(unused)))
      .execute()
    for (const { id } of people) await makeInvitations(trx, { person: id, count, now })
    return { done: people.length }
  })
}

/** Answers a member's request: with so many, or with none. They are mailed. */
export async function answerRequest(
  db: Db,
  actor: Actor,
  { id, granted }: { readonly id: InvitationRequestId | undefined; readonly granted: number | null },
  writing: Writing,
): Promise<'answered' | 'answered-before' | 'bad-number' | 'not-allowed'> {
  if (!mayKeep(actor)) return 'not-allowed'
  if (granted === null || granted < 0 || granted > 100) return 'bad-number'
  if (id === undefined) return 'answered-before'
  return inTransaction(db, async (trx) => {
    const request = await trx
      .updateTable('invitation_requests')
      .set({ answered_at: writing.now, granted })
      .where('id', '=', id)
      .where('answered_at', 'is', null)
      .returning(['person_id as person', 'locale'])
      .executeTakeFirst()
    if (!request) return 'answered-before'
    const { person, locale } = request
    await makeInvitations(trx, { person, count: granted, now: writing.now })
    const to = await trx
      .selectFrom('people')
      .select(['email as to', 'name'])
      .where('id', '=', person)
      .executeTakeFirstOrThrow()
    await mailAnswer(trx, writing, { ...to, locale, granted })
    return 'answered'
  })
}

/** An invitation that nobody used is no good any more. */
export async function removeInvitation(
  db: Db,
  actor: Actor,
  id: InvitationId | undefined,
): Promise<'removed' | 'not-there' | 'not-allowed'> {
  if (!mayKeep(actor)) return 'not-allowed'
  if (id === undefined) return 'not-there'
  const { numDeletedRows } = await db
    .deleteFrom('invitations')
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return numDeletedRows > 0n ? 'removed' : 'not-there'
}
