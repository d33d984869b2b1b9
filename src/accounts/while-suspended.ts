import type { Actor } from '../core/actor.ts'
import type { Db } from '../storage/transaction.ts'
import { Refused } from '../web/errors.tsx'
import { day, t } from '../web/say.ts'
import { suspendedUntil } from './standing.ts'

interface Asking {
  readonly db: Db
  readonly now: () => Date
}

/** At the head of every page and form that changes works: who is suspended is told when they can again. */
export async function refuseSuspended({ db, now }: Asking, actor: Actor): Promise<void> {
  const until = actor.type === 'member' && (await suspendedUntil(db, actor.id, now()))
  if (until)
    throw new Refused(
      403,
      t('Your account is suspended. You can post again on {date}.', { date: day(until) }),
    )
}
