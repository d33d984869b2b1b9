import { addressesOf } from '../accounts/index.ts'
import type { Actor } from '../core/actor.ts'
import type { WorkId } from '../core/ids.ts'
import { may } from '../core/roles.ts'
import { postMail } from '../mail/index.ts'
import { href, routes } from '../routes.ts'
import { type Db, inTransaction, type Transaction } from '../storage/transaction.ts'
import { t } from '../web/say.ts'
import { makersOf, setHidden, workTitle } from '../works/index.ts'
import { noteDecision } from './decisions.ts'

interface Hiding {
  readonly id: WorkId
  /** In the moderator's words: its creators read it. */
  readonly reason: string
  readonly baseUrl: string
}

export type HideWork = 'hidden' | 'not-allowed' | 'no-reason' | 'not-posted'

/** Only its creators and the moderators see it from now on; each creator is mailed why. */
export async function hideWork(db: Db, actor: Actor, hiding: Hiding, now: Date): Promise<HideWork> {
  if (actor.type === 'guest' || !may(actor, 'hide-works')) return 'not-allowed'
  const reason = hiding.reason.trim()
  if (!reason) return 'no-reason'
  return inTransaction<HideWork>(db, async (trx) => {
    if (!(await setHidden(trx, hiding.id, true, now))) return 'not-posted'
    await noteDecision(trx, { at: now, by_id: actor.id, deed: 'hide', work_id: hiding.id, reason })
    await mailMakers(trx, { ...hiding, reason })
    return 'hidden'
  })
}

export type ShowWork = 'shown' | 'not-allowed' | 'not-hidden'

/** As it was before it was hidden. Nobody is mailed. */
export async function showWork(
  db: Db,
  actor: Actor,
  { id, reason }: Omit<Hiding, 'baseUrl'>,
  now: Date,
): Promise<ShowWork> {
  if (actor.type === 'guest' || !may(actor, 'hide-works')) return 'not-allowed'
  return inTransaction<ShowWork>(db, async (trx) => {
    if (!(await setHidden(trx, id, false, now))) return 'not-hidden'
    await noteDecision(trx, { at: now, by_id: actor.id, deed: 'show', work_id: id, reason: reason.trim() })
    return 'shown'
  })
}

/** One mail each, to nobody but themselves: of an anonymous work, too. */
async function mailMakers(trx: Transaction, { id, reason, baseUrl }: Hiding): Promise<void> {
  const title = await workTitle(trx, id)
  for (const to of await addressesOf(trx, await makersOf(trx, id)))
    await postMail(trx, {
      kind: 'work-hidden',
      to,
      subject: t('“{title}” has been hidden', { title }),
      says: [
        t('A moderator has hidden your work “{title}”. Only its creators and the moderators see it now.', {
          title,
        }),
        t('The reason: {reason}', { reason }),
        { href: baseUrl + href(routes.work, { workId: id }), label: t('Your work') },
      ],
    })
}
