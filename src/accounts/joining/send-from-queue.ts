import { sql } from 'kysely'
import { tellLater } from '../../jobs/tell.ts'
import { type Db, inTransaction, type Transaction } from '../../storage/transaction.ts'
import { mailInvitation, type Writing } from './invitation-mails.ts'
import { makeInvitations } from './invitations.ts'
import { type Joining, joiningOf } from './joining-settings.ts'
import { dueAt, isOpen } from './queue.ts'

interface Sending {
  readonly db: Db
  readonly baseUrl: string
  readonly archive: () => Promise<string>
  readonly now: () => Date
}

/**
 * It may be time to send the next invitations. Whoever hears this first sends them, once: the row of the settings is
 * locked meanwhile and says when the last were sent. After a pause of days one round is sent, not all that were missed.
 */
export async function sendWhenDue({ db, baseUrl, archive, now }: Sending): Promise<void> {
  const name = await archive()
  await inTransaction(db, async (trx) => {
    const joining = await lockedJoining(trx)
    if (!isOpen(joining)) return
    const writing = { baseUrl, archive: name, now: now() }
    if (dueAt(joining, writing.now) > writing.now) return tellWhenDue(trx, joining, writing.now)
    await sendToFirst(trx, joining.queueSends, writing)
    await trx.updateTable('joining').set({ queue_sent_at: writing.now }).execute()
    await tellWhenDue(trx, { ...joining, queueSentAt: writing.now }, writing.now)
  })
}

/** One such fact waits at most, and the last one told counts. */
export const tellWhenDue = (trx: Transaction, joining: Joining, now: Date): Promise<void> =>
  tellLater(trx, 'queue.due', {}, dueAt(joining, now).getTime() - now.getTime(), 'last')

/** Others who send wait for us, or we for them: no address is invited twice. */
export async function lockedJoining(trx: Transaction): Promise<Joining> {
  await sql`select from joining for update`.execute(trx)
  return joiningOf(trx)
}

/** To so many from the front; how many it were. Who has an account by now leaves the queue. */
export async function sendToFirst(trx: Transaction, most: number, writing: Writing): Promise<number> {
  await trx
    .deleteFrom('invitation_queue')
    .where('email', 'in', trx.selectFrom('people').select('email'))
    .execute()
  const first = trx.selectFrom('invitation_queue').select('id').orderBy('id').limit(most)
  const next = await trx
    .deleteFrom('invitation_queue')
    .where('id', 'in', first)
    .returning(['id', 'email', 'locale'])
    .execute()
  for (const { email, locale } of next.toSorted((a, b) => a.id - b.id))
    await inviteByMail(trx, { email, locale }, writing)
  return next.length
}

/** An invitation of the archive's own for this address. */
export async function inviteByMail(
  trx: Transaction,
  { email, locale }: { readonly email: string; readonly locale: string },
  writing: Writing,
): Promise<void> {
  const [code = ''] = await makeInvitations(trx, { person: null, count: 1, now: writing.now })
  await trx
    .updateTable('invitations')
    .set({ sent_to: email, sent_at: writing.now })
    .where('code', '=', code)
    .execute()
  await mailInvitation(trx, writing, { to: email, locale, code, from: null })
}
