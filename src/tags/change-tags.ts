import { sql } from 'kysely'
import type { ChangeId, TagId } from '../core/ids.ts'
import { may } from '../core/roles.ts'
import { tell } from '../jobs/tell.ts'
import { type Db, inTransaction, type Transaction } from '../storage/transaction.ts'
import { applyChange, type Change, type TagRow, touchedBy } from './graph-part.ts'
import { tagState } from './graph-reads.ts'
import { knowTags, type WrittenTag } from './know-tags.ts'
import { asWritten, nameFault, tagKey } from './names.ts'
import type { Always, ChangedBy, Outcome, Refusal, Refused } from './outcomes.ts'
import type { TagVerb } from './tag-history.ts'

/** A tag that is there, by number; or one by name, made when nobody has used that name yet. */
export type TagAt = TagId | WrittenTag

/** What a verb has decided: the tags it is about, and what becomes of the graph. */
export interface Planned extends Change {
  readonly about: readonly TagId[]
}

interface Made {
  readonly by: ChangedBy
  readonly verb: TagVerb
  readonly undoes?: ChangeId
}

interface Asked<R extends Refusal> extends Made {
  readonly db: Db
  readonly plan: (trx: Transaction) => Promise<Planned | Refused<R | Always>>
}

/** The frame of every verb: plan, change, write it down; or refuse. */
export function changeTags<R extends Refusal>({ db, by, verb, plan }: Asked<R>): Promise<Outcome<R>> {
  return withGraph(db, by, async (trx): Promise<Outcome<R>> => {
    const planned = await plan(trx)
    return 'refused' in planned ? planned : { done: await writeChange(trx, { by, verb }, planned) }
  })
}

/**
 * One change at a time, in one transaction. A refusal leaves nothing behind, not even a name that was made for it;
 * a transaction around it goes on.
 */
export async function withGraph<T extends object>(
  db: Db,
  by: ChangedBy,
  work: (trx: Transaction) => Promise<T>,
): Promise<T | Refused<'not-allowed'>> {
  if (!mayChange(by)) return { refused: 'not-allowed' }
  return inTransaction(db, async (trx) => {
    await sql`select pg_advisory_xact_lock(${GRAPH_LOCK})`.execute(trx)
    await sql`savepoint verb`.execute(trx)
    const outcome = await work(trx)
    if ('refused' in outcome) await sql`rollback to savepoint verb`.execute(trx)
    await sql`release savepoint verb`.execute(trx)
    return outcome
  })
}

const GRAPH_LOCK = 7_205_759_010

const mayChange = (by: ChangedBy): boolean => by === 'program' || may(by, 'wrangle-tags')

/** Changes the graph and writes down how it stood before and after. */
export async function writeChange(
  trx: Transaction,
  { by, verb, undoes }: Made,
  { about, before, after }: Planned,
): Promise<ChangeId> {
  await applyChange(trx, { before, after })
  if (isBanOrUnban({ before, after })) await tell(trx, 'heads.aged', { personId: null })
  const { id } = await trx
    .insertInto('tag_changes')
    .values({
      person_id: by === 'program' || by.type === 'guest' ? null : by.id,
      verb,
      about,
      touched: touchedBy({ before, after }),
      before: JSON.stringify(before),
      after: JSON.stringify(after),
      undoes: undoes ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Works that bear the tag are found by other words from now on. */
const isBanOrUnban = ({ before, after }: Change): boolean =>
  before.tags.some(({ id, banned }) => after.tags.some((one) => one.id === id && one.banned !== banned))

interface Reached {
  readonly tag: TagRow
  /** Made just now. */
  readonly isNew: boolean
}

/** The tag a verb is asked about. A new name keeps AO3's limits; one that is there is taken as it is. */
export async function reach(
  trx: Transaction,
  at: TagAt,
): Promise<Reached | Refused<'no-such-tag' | 'empty-name' | 'long-name' | 'forbidden-characters'>> {
  if (typeof at === 'number') {
    const tag = await tagState(trx, at)
    return tag ? { tag, isNew: false } : { refused: 'no-such-tag' }
  }
  // The database can hold no NUL, and so no such name.
  const known = at.name.includes('\0')
    ? undefined
    : await trx
        .selectFrom('tags')
        .select('id')
        .where('kind', '=', at.kind)
        .where('name_key', '=', tagKey(at.name))
        .executeTakeFirst()
  const fault = known ? undefined : nameFault(at.name)
  if (fault) return { refused: fault, tag: at }
  const [made] = known ? [known] : await knowTags(trx, [{ kind: at.kind, name: asWritten(at.name) }])
  const tag = made && (await tagState(trx, made.id))
  return tag ? { tag, isNew: !known } : { refused: 'no-such-tag', tag: at }
}

export const refuse = <R extends Refusal>(refused: R, tag?: WrittenTag): Refused<R> =>
  tag ? { refused, tag: { kind: tag.kind, name: tag.name } } : { refused }
