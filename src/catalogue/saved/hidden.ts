import { type RawBuilder, sql } from 'kysely'
import { findPersonById, type KeepAwayRefusal, mute, unmute } from '../../accounts/index.ts'
import type { Member } from '../../core/actor.ts'
import type { PenNameId, PersonId, TagId, WorkId } from '../../core/ids.ts'
import { doneWith } from '../../library/index.ts'
import { type Db, inTransaction, type Transaction } from '../../storage/transaction.ts'
import type { Hidden } from './choices.ts'
import { lockPerson } from './saved-filters.ts'

/** One thing a reader may hide from their lists. */
export type Thing =
  | { readonly is: 'tag'; readonly id: TagId }
  | { readonly is: 'work'; readonly id: WorkId }
  | { readonly is: 'account'; readonly id: PersonId }
  | { readonly is: 'pen-name'; readonly id: PenNameId }

/** Of each sort. */
export const MOST_HIDDEN = 2_000

/** Hiding what is hidden already is done at once. To hide an account is to mute its person. */
export async function hide(
  db: Db,
  member: Member,
  thing: Thing,
  now: Date,
): Promise<'hidden' | KeepAwayRefusal> {
  const { id: person } = member
  if (thing.is === 'account') {
    const other = await findPersonById(db, thing.id)
    const outcome = other ? await mute(db, member, other, now) : 'muted'
    return outcome === 'muted' ? 'hidden' : outcome
  }
  return inTransaction(db, async (trx) => {
    await lockPerson(trx, person)
    if (thing.is === 'pen-name' && (await isOwn(trx, person, thing.id))) return 'yourself'
    if (await isFull(trx, person, thing)) return 'too-many'
    const common = { person_id: person, hidden_at: now }
    await insert(trx, thing, common)
    return 'hidden'
  })
}

function insert(
  trx: Transaction,
  thing: Exclude<Thing, { is: 'account' }>,
  common: { person_id: PersonId; hidden_at: Date },
) {
  switch (thing.is) {
    case 'tag':
      return trx
        .insertInto('hidden_tags')
        .values({ ...common, tag_id: thing.id })
        .onConflict((row) => row.doNothing())
        .execute()
    case 'work':
      return trx
        .insertInto('hidden_works')
        .values({ ...common, work_id: thing.id })
        .onConflict((row) => row.doNothing())
        .execute()
    case 'pen-name':
      return trx
        .insertInto('hidden_creators')
        .values({ ...common, pen_name_id: thing.id })
        .onConflict((row) => row.doNothing())
        .execute()
  }
}

async function isOwn(trx: Transaction, person: PersonId, penName: PenNameId): Promise<boolean> {
  const own = trx
    .selectFrom('pen_names')
    .select('id')
    .where('id', '=', penName)
    .where('person_id', '=', person)
  return Boolean(await own.executeTakeFirst())
}

const TABLE = {
  tag: 'hidden_tags',
  work: 'hidden_works',
  'pen-name': 'hidden_creators',
} as const satisfies Partial<Record<Thing['is'], string>>

async function isFull(
  trx: Transaction,
  person: PersonId,
  { is }: { readonly is: keyof typeof TABLE },
): Promise<boolean> {
  const row = await trx
    .selectFrom(TABLE[is])
    .select((one) => one.fn.countAll<number>().as('things'))
    .where('person_id', '=', person)
    .executeTakeFirstOrThrow()
  return Number(row.things) >= MOST_HIDDEN
}

/** What is not hidden is shown already. */
export async function show(db: Db, member: Member, thing: Thing): Promise<void> {
  if (thing.is === 'account') await unmute(db, member, thing.id)
  else await forget(db, thing).where('person_id', '=', member.id).execute()
}

function forget(db: Db, { is, id }: Exclude<Thing, { is: 'account' }>) {
  switch (is) {
    case 'tag':
      return db.deleteFrom('hidden_tags').where('tag_id', '=', id)
    case 'work':
      return db.deleteFrom('hidden_works').where('work_id', '=', id)
    case 'pen-name':
      return db.deleteFrom('hidden_creators').where('pen_name_id', '=', id)
  }
}

/** Newest first. */
export const hiddenBy = (db: Db, member: Member): Promise<Hidden> => read(db, member, sql`'{}'::int[]`)

/** What leaves their lists: that, and what they are done with, if they wish. */
export const takenOutFor = (db: Db, member: Member): Promise<Hidden> => read(db, member, doneWith(member.id))

async function read(db: Db, { id: person }: Member, more: RawBuilder<unknown>): Promise<Hidden> {
  const { rows } = await sql<Hidden>`
    select array(select tag_id from hidden_tags where person_id = ${person} order by hidden_at desc, tag_id) as tags,
      array(select work_id from hidden_works where person_id = ${person} order by hidden_at desc, work_id) || ${more} as works,
      array(select muted_id from mutes where person_id = ${person} order by made_at desc, muted_id) as accounts,
      array(select pen_name_id from hidden_creators where person_id = ${person}
        order by hidden_at desc, pen_name_id) as "penNames"`.execute(db)
  return rows[0] ?? { tags: [], works: [], accounts: [], penNames: [] }
}
