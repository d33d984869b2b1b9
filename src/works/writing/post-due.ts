import { sql } from 'kysely'
import type { Member } from '../../core/actor.ts'
import type { ChapterId, PersonId, WorkId } from '../../core/ids.ts'
import { tell, tellLater } from '../../jobs/tell.ts'
import { type Db, inTransaction, type Transaction } from '../../storage/transaction.ts'
import { showChapter } from './post-chapter.ts'
import { postNow } from './post-now.ts'
import { TRASH_LOOK_MS } from './trash-chapter.ts'

interface Due {
  readonly id: WorkId
  /** Null: the work itself. */
  readonly chapter: ChapterId | null
  readonly person: PersonId
}

/** Who else holds a work at that moment lets go of it soon. */
const SOON_MS = 2_000

/**
 * Posts all whose moment has come, each in a transaction of its own, the earliest first; however many look at once,
 * each is posted by one of them. What cannot be posted keeps no other from it, and is tried again.
 */
export async function postDue(db: Db, now: Date): Promise<void> {
  const faults: unknown[] = []
  const failed = new Set<number>()
  for (let going = true; going; ) {
    const at: { due?: Due } = {}
    try {
      going = await inTransaction(db, (trx) => postNext(trx, { now, failed: [...failed], at }))
    } catch (fault) {
      if (!at.due) throw fault
      failed.add(at.due.id)
      faults.push(fault)
    }
  }
  await lookAgain(db, now, [...failed])
  if (faults.length) throw faults[0]
}

interface Posting {
  readonly now: Date
  /** Works that could not be posted just now. */
  readonly failed: readonly number[]
  /** What is being posted, for whoever hears of a fault. */
  readonly at: { due?: Due }
}

async function postNext(trx: Transaction, { now, failed, at }: Posting): Promise<boolean> {
  const { rows } = await sql<Due>`
    select works.id, due.chapter, works.person_id as person from ${waiting()} as due
    join works on works.id = due.work
    where due.posts_at <= ${now} and works.id <> all(${[...failed]}::int[]) and ${mayPost(now)}
    order by due.posts_at, due.place limit 1 for update of works skip locked`.execute(trx)
  const [due] = rows
  if (!due) return false
  at.due = due
  // Whoever holds it: it may have been posted or called back in between.
  const by: Member = { type: 'member', id: due.person, name: '', role: 'member' }
  if (!(await isDue(trx, due, now))) return true
  if (due.chapter === null) await postNow(trx, by, { id: due.id, now })
  else await showChapter(trx, by, { workId: due.id, chapterId: due.chapter, now })
  return true
}

/** Works that wait for their day, and chapters that do in works that are posted. */
const waiting = () => sql`(
  select id as work, null::int as chapter, posts_at, 0 as place from works where standing = 'scheduled'
  union all
  select work_id, chapters.id, chapters.posts_at, position from chapters join works as of_it on of_it.id = work_id
    where chapters.standing = 'draft' and chapters.posts_at is not null and of_it.standing in ('posted', 'hidden'))`

/** Who is suspended posts nothing: what is due in the meantime waits. */
const mayPost = (now: Date) => sql`not exists (select from people where people.id = works.person_id
  and (people.standing = 'banned' or (people.standing = 'suspended' and people.suspended_until > ${now})))`

/** Now that nobody else can change it: the row was found before it was locked. */
async function isDue(trx: Transaction, { id, chapter }: Due, now: Date): Promise<boolean> {
  const { rows } = await sql`select from ${waiting()} as due
    where work = ${id} and chapter is not distinct from ${chapter}::int and posts_at <= ${now}`.execute(trx)
  return rows.length > 0
}

/** As long as anything waits, somebody looks again: also where the database's clock is a little ahead of ours. */
async function lookAgain(db: Db, now: Date, failed: readonly number[]): Promise<void> {
  const { rows } = await sql<{ next: Date | null }>`
    select min(greatest(due.posts_at, case when people.standing = 'suspended' then people.suspended_until end)) as next
    from ${waiting()} as due join works on works.id = due.work join people on people.id = works.person_id
    where people.standing <> 'banned' and works.id <> all(${[...failed]}::int[])`.execute(db)
  const next = rows[0]?.next
  if (!next) return
  const wait = Math.max(SOON_MS, next.getTime() - now.getTime())
  await inTransaction(db, (trx) => tellLater(trx, 'writing.due', {}, wait, 'last'))
}

/** When the program starts: what became due while it was down, and whatever is still to come. */
export async function tellOverdue(db: Db): Promise<void> {
  const { rows } = await sql`select from ${waiting()} as due limit 1`.execute(db)
  if (rows.length) await inTransaction(db, (trx) => tell(trx, 'writing.due', {}))
  // Looked at every day from then on: the trash, and forms that were sent long ago.
  await inTransaction(db, (trx) => tellLater(trx, 'trash.aged', {}, TRASH_LOOK_MS, 'first'))
}
