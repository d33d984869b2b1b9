import { sql } from 'kysely'
import { isOrphanAccount } from '../../accounts/index.ts'
import type { Actor, Member } from '../../core/actor.ts'
import type { ChapterId, PersonId, WorkId } from '../../core/ids.ts'
import { type Db, inTransaction, type Transaction } from '../../storage/transaction.ts'
import { giveUpShare } from '../leaving/give-up-share.ts'
import { foldSigners, spellOutSigners } from './chapter-signers.ts'
import { type LockRefusal, lockOwnWork } from './lock-own.ts'
import { renewNames } from './renew-names.ts'

export type LeaveWork =
  | 'left'
  | LockRefusal
  /** Nobody else has an account that signs it: it would be nobody's. */
  | 'sole-creator'

/** One creator of several takes their names off the whole work. */
export function leaveWork(db: Db, actor: Actor, id: WorkId, now: Date): Promise<LeaveWork> {
  return inTransaction<LeaveWork>(db, async (trx) => {
    const work = await lockOwnWork(trx, actor, id)
    if (typeof work === 'string') return work
    if (actor.type === 'guest') return 'no-such-work'
    return withdraw(trx, actor, id, now)
  })
}

async function withdraw(trx: Transaction, actor: Member, id: WorkId, now: Date): Promise<LeaveWork> {
  if (!(await hasOthers(trx, actor, id))) return 'sole-creator'
  if (!(await giveUpShare(trx, actor, id, { how: 'step-back', now }))) return 'not-yours'
  await foldSigners(trx, id)
  return 'left'
}

const hasOthers = async (trx: Transaction, { id }: Member, work: WorkId): Promise<boolean> => {
  const { rows } = await sql<{ id: PersonId; name: string }>`select people.id, people.name from creatorships
    join pen_names on pen_names.id = pen_name_id join people on people.id = pen_names.person_id
    where work_id = ${work} and people.id <> ${id}`.execute(trx)
  return rows.some((person) => !isOrphanAccount(person))
}

interface Leaving {
  readonly work: WorkId
  readonly chapter: ChapterId
}

/** One chapter; they stay on their others. With their last chapter they leave the work. */
export function leaveChapter(
  db: Db,
  actor: Actor,
  { work: id, chapter }: Leaving,
  now: Date,
): Promise<LeaveWork | 'not-on-chapter'> {
  return inTransaction<LeaveWork | 'not-on-chapter'>(db, async (trx) => {
    const work = await lockOwnWork(trx, actor, id)
    if (typeof work === 'string') return work
    if (actor.type === 'guest') return 'no-such-work'
    const own = (await chaptersSignedBy(trx, actor, id)).find((one) => one.id === chapter)
    if (!own) return 'not-on-chapter'
    if (!own.shared) return 'sole-creator'
    await spellOutSigners(trx, id)
    await sql`delete from chapter_creatorships using pen_names where chapter_id = ${chapter}
      and pen_names.id = pen_name_id and person_id = ${actor.id}`.execute(trx)
    if ((await chaptersSignedBy(trx, actor, id)).length === 0) return withdraw(trx, actor, id, now)
    await foldSigners(trx, id)
    await renewNames(trx, actor, id, now)
    return 'left'
  })
}

export interface SignedChapter {
  readonly id: ChapterId
  readonly position: number
  readonly title: string
  /** By somebody else, too: then it can be left. */
  readonly shared: boolean
}

/** The chapters of a work that somebody signs, drafts among them. */
export async function chaptersSignedBy(db: Db, { id }: Member, work: WorkId): Promise<SignedChapter[]> {
  const { rows } = await sql<SignedChapter>`
    with signed as (
      select chapters.id, pen_name_id from chapters join chapter_creatorships on chapter_id = chapters.id
        where chapters.work_id = ${work}
      union all select chapters.id, pen_name_id from chapters join creatorships on creatorships.work_id = chapters.work_id
        where chapters.work_id = ${work}
          and not exists (select from chapter_creatorships where chapter_id = chapters.id))
    select chapters.id, chapters.position, chapters.title, exists (select from signed join pen_names on pen_names.id = pen_name_id
      where signed.id = chapters.id and pen_names.person_id <> ${id}) as shared
    from chapters where chapters.work_id = ${work} and exists (select from signed join pen_names on pen_names.id = pen_name_id
      where signed.id = chapters.id and pen_names.person_id = ${id})
    order by chapters.position`.execute(db)
  return rows
}
