import { addressesOf, findPerson, type Standing, setStanding, standingOf } from '../accounts/index.ts'
import type { Actor, Member } from '../core/actor.ts'
import { may } from '../core/roles.ts'
import { postMail } from '../mail/index.ts'
import { type Db, inTransaction, type Transaction } from '../storage/transaction.ts'
import { day, t } from '../web/say.ts'
import { noteDecision } from './decisions.ts'

interface Judgement {
  /** Of the account. */
  readonly name: string
  /** In the moderator's words: the person reads it. */
  readonly reason: string
}

/** A keeper of the archive loses the role first: a moderator does not shut out an owner, nor one another. */
export type Judged = 'done' | 'not-allowed' | 'no-reason' | 'no-such-person' | 'is-keeper'

const DAY_MS = 24 * 60 * 60 * 1_000
export const LONGEST_SUSPENSION_DAYS = 3_650

/** For so many whole days: they read and log in, and post, edit and import nothing. */
export async function suspendPerson(
  db: Db,
  actor: Actor,
  judgement: Judgement & { readonly days: number },
  now: Date,
): Promise<Judged | 'bad-days'> {
  const { days } = judgement
  if (!Number.isInteger(days) || days < 1 || days > LONGEST_SUSPENSION_DAYS) return 'bad-days'
  return judge(db, actor, judgement, { is: 'suspended', until: endAfter(days, now) }, now)
}

/** They cannot log in, and every session of theirs ends now. */
export async function banPerson(db: Db, actor: Actor, judgement: Judgement, now: Date): Promise<Judged> {
  return judge(db, actor, judgement, { is: 'banned' }, now)
}

/** A suspension or a ban is over. */
export async function liftJudgement(db: Db, actor: Actor, judgement: Judgement, now: Date): Promise<Judged> {
  return judge(db, actor, judgement, { is: 'active' }, now)
}

/** It ends where a day begins, so that the day we name is one on which they really can again. */
function endAfter(days: number, now: Date): Date {
  return new Date(Math.ceil((now.getTime() + days * DAY_MS) / DAY_MS) * DAY_MS)
}

async function judge(
  db: Db,
  actor: Actor,
  judgement: Judgement,
  standing: Standing,
  now: Date,
): Promise<Judged> {
  if (actor.type === 'guest' || !may(actor, 'suspend-people')) return 'not-allowed'
  const reason = judgement.reason.trim()
  if (!reason) return 'no-reason'
  return inTransaction<Judged>(db, async (trx) => {
    const person = await findPerson(trx, judgement.name)
    if (!person) return 'no-such-person'
    if (person.role !== 'member') return 'is-keeper'
    const before = await standingOf(trx, person.id, now)
    if (before.is === 'active' && standing.is === 'active') return 'done'
    await setStanding(trx, person.id, standing)
    const until = standing.is === 'suspended' ? standing.until : null
    const about = { person_id: person.id, reason, until }
    await noteDecision(trx, { at: now, by_id: actor.id, deed: DEED[standing.is], ...about })
    await mailPerson(trx, person, standing, reason)
    return 'done'
  })
}

const DEED = { active: 'lift', suspended: 'suspend', banned: 'ban' } as const

async function mailPerson(
  trx: Transaction,
  person: Member,
  standing: Standing,
  reason: string,
): Promise<void> {
  const { subject, text } = said(standing)
  for (const to of await addressesOf(trx, [person.id])) {
    const says = [text, t('The reason: {reason}', { reason })]
    await postMail(trx, { kind: 'standing-changed', to, subject, says })
  }
}

function said(standing: Standing): { readonly subject: string; readonly text: string } {
  switch (standing.is) {
    case 'active':
      return {
        subject: t('Your account is open again'),
        text: t('A moderator has lifted what was decided about your account: everything is as before.'),
      }
    case 'banned':
      return {
        subject: t('Your account has been closed'),
        text: t('A moderator has closed your account: nobody can log in with it any more.'),
      }
    case 'suspended':
      return {
        subject: t('Your account has been suspended'),
        text: t('Until it is over, reading is all that your account can do. You can post again on {date}.', {
          date: day(standing.until),
        }),
      }
  }
}
