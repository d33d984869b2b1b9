import type { Member } from '../../core/actor.ts'
import type { InvitationId } from '../../core/ids.ts'
import { may } from '../../core/roles.ts'
import { type Db, inTransaction, type Transaction } from '../../storage/transaction.ts'
import { isEmailAddress } from './email-address.ts'
import { mailInvitation, type Writing } from './invitation-mails.ts'
import { makeInvitations } from './invitations.ts'

export interface OwnInvitation {
  readonly id: InvitationId
  readonly code: string
  readonly sentTo: string | null
  readonly sentAt: Date | null
  /** From then on it may be sent again; null: at once. */
  readonly againAt: Date | null
  readonly used: boolean
  /** Who joined with it, while they are here. */
  readonly usedBy: string | null
}

export interface OwnInvitations {
  readonly invitations: readonly OwnInvitation[]
  /** So many were asked for, and the keepers have not answered. */
  readonly asked: number | null
  /** A keeper, who makes as many as they wish. */
  readonly freely: boolean
}

const AGAIN_MS = 24 * 60 * 60 * 1_000
const MOST_SHOWN = 200

/** What a member has to give away, the unused first. */
export async function ownInvitations(db: Db, actor: Member, now: Date): Promise<OwnInvitations> {
  const rows = await db
    .selectFrom('invitations')
    .leftJoin('people', 'people.id', 'invitations.used_by')
    .select(['invitations.id', 'code', 'sent_to as sentTo', 'sent_at as sentAt'])
    .select(['used_at as usedAt', 'people.name as usedBy'])
    .where('person_id', '=', actor.id)
    .orderBy('used_at', (order) => order.desc().nullsFirst())
    .orderBy('invitations.id', 'desc')
    .limit(MOST_SHOWN)
    .execute()
  const request = await db
    .selectFrom('invitation_requests')
    .select('wanted')
    .where('person_id', '=', actor.id)
    .where('answered_at', 'is', null)
    .executeTakeFirst()
  const invitations = rows.map(({ usedAt, ...row }) => ({
    ...row,
    againAt: againAt(row.sentAt, now),
    used: usedAt !== null,
  }))
  return { invitations, asked: request?.wanted ?? null, freely: may(actor, 'invite-freely') }
}

const againAt = (sentAt: Date | null, now: Date): Date | null => {
  const at = sentAt && new Date(sentAt.getTime() + AGAIN_MS)
  return at && at > now ? at : null
}

type Send = 'sent' | 'bad-address' | 'too-soon' | 'used' | 'no-such-invitation'

interface SendingOwn {
  readonly id: InvitationId | undefined
  readonly email: string
  /** What the sender reads: nothing is known of the receiver. */
  readonly locale: string
}

/** Mails an invitation of one's own, a day after the last time at the earliest. */
export async function sendOwn(
  db: Db,
  actor: Member,
  { id, email: typed, locale }: SendingOwn,
  writing: Writing,
): Promise<Send> {
  const email = typed.trim().toLowerCase()
  if (id === undefined) return 'no-such-invitation'
  if (!isEmailAddress(email)) return 'bad-address'
  return inTransaction(db, async (trx) => {
    const row = await lockedOwn(trx, actor, id)
    if (!row) return 'no-such-invitation'
    if (row.usedAt) return 'used'
    if (againAt(row.sentAt, writing.now)) return 'too-soon'
    await trx
      .updateTable('invitations')
      .set({ sent_to: email, sent_at: writing.now })
      .where('id', '=', id)
      .execute()
    await mailInvitation(trx, writing, { to: email, locale, code: row.code, from: actor.name })
    return 'sent'
  })
}

const lockedOwn = (trx: Transaction, actor: Member, id: InvitationId) =>
  trx
    .selectFrom('invitations')
    .select(['code', 'sent_at as sentAt', 'used_at as usedAt'])
    .where('id', '=', id)
    .where('person_id', '=', actor.id)
    .forUpdate()
    .executeTakeFirst()

export const REQUEST = { most: 10, reason: 2_000 } as const

type Ask = 'asked' | 'asked-before' | 'bad-number' | 'no-reason' | 'long-reason'

interface Request {
  readonly wanted: number | null
  readonly reason: string
  readonly locale: string
}

/** Asks the keepers for more; one request waits at a time. */
export async function askForMore(db: Db, actor: Member, request: Request, now: Date): Promise<Ask> {
  const { wanted, locale } = request
  const reason = request.reason.trim()
  if (wanted === null || wanted < 1 || wanted > REQUEST.most) return 'bad-number'
  if (reason === '') return 'no-reason'
  if (reason.length > REQUEST.reason) return 'long-reason'
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('invitation_requests')
    .values({ person_id: actor.id, wanted, reason, locale, asked_at: now })
    .onConflict((row) => row.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows ? 'asked' : 'asked-before'
}

/** A keeper makes one of their own. */
export async function makeOwn(db: Db, actor: Member, now: Date): Promise<'made' | 'not-allowed'> {
  if (!may(actor, 'invite-freely')) return 'not-allowed'
  await inTransaction(db, (trx) => makeInvitations(trx, { person: actor.id, count: 1, now }))
  return 'made'
}
