import { sql } from 'kysely'
import { findPersonById, mute } from '../../accounts/index.ts'
import type { Member } from '../../core/actor.ts'
import type { PersonId } from '../../core/ids.ts'
import type { Transaction } from '../../storage/transaction.ts'
import type { Hidden } from './choices.ts'
import { hiddenBy, MOST_HIDDEN } from './hidden.ts'
import { lockPerson } from './saved-filters.ts'

/** Hides many things at once, as far as there is room; answers what is left over. What is gone, or is one's own, is passed over. */
export async function hideAll(trx: Transaction, member: Member, wanted: Hidden, now: Date): Promise<Hidden> {
  await lockPerson(trx, member.id)
  const own = await hiddenBy(trx, member)
  const tags = parted(wanted.tags, own.tags, own.tags.length)
  const works = parted(wanted.works, own.works, own.works.length)
  const penNames = parted(wanted.penNames, own.penNames, own.penNames.length)
  const person = member.id
  await sql`insert into hidden_tags (person_id, tag_id, hidden_at)
    select ${person}, id, ${now} from tags where id = any(${tags.fits}::int[])`.execute(trx)
  await sql`insert into hidden_works (person_id, work_id, hidden_at)
    select ${person}, id, ${now} from works where id = any(${works.fits}::int[])`.execute(trx)
  await sql`insert into hidden_creators (person_id, pen_name_id, hidden_at)
    select ${person}, id, ${now} from pen_names
    where id = any(${penNames.fits}::int[]) and person_id is distinct from ${person}`.execute(trx)
  return {
    tags: tags.left,
    works: works.left,
    accounts: await muteAll(trx, member, wanted.accounts, now),
    penNames: penNames.left,
  }
}

/** Who cannot be muted is passed over, too; whoever there is no room for is answered. */
async function muteAll(
  trx: Transaction,
  member: Member,
  accounts: readonly PersonId[],
  now: Date,
): Promise<PersonId[]> {
  const left: PersonId[] = []
  for (const id of accounts) {
    const other = await findPersonById(trx, id)
    if (other && (await mute(trx, member, other, now)) === 'too-many') left.push(id)
  }
  return left
}

/** Those not hidden yet: as many as there is room for, and the others. */
function parted<Id extends number>(wanted: readonly Id[], own: readonly Id[], count: number) {
  const there = new Set(own)
  const fresh = wanted.filter((id) => !there.has(id))
  const room = Math.max(0, MOST_HIDDEN - count)
  return { fits: fresh.slice(0, room), left: fresh.slice(room) }
}
