import type { Actor } from '../core/actor.ts'
import type { PersonId } from '../core/ids.ts'
import type { Db } from '../storage/transaction.ts'
import { Refused } from '../web/errors.tsx'
import { day, t } from '../web/say.ts'
import { standingOf, suspendedUntil } from './standing.ts'

interface Asking {
  readonly db: Db
  readonly now: () => Date
}

/** At the head of every page and form that changes works or what others read: who is suspended is told when they can again. */
export async function refuseSuspended({ db, now }: Asking, actor: Actor): Promise<void> {
  const until = actor.type === 'member' && (await suspendedUntil(db, actor.id, now()))
  if (until)
    throw new Refused(
      403,
      t('Your account is suspended. You can post again on {date}.', { date: day(until) }),
    )
}

/** At the door, once the passphrase was right: who is banned is told so, and no session begins. */
export async function refuseBanned({ db, now }: Asking, person: PersonId): Promise<void> {
  if ((await standingOf(db, person, now())).is === 'banned')
    throw new Refused(
      403,
      t('This account was banned by the keepers of this archive. It cannot be used any more.'),
    )
}
