import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Actor } from '../../core/actor.ts'
import type { Db } from '../../storage/transaction.ts'
import { conditionOf, notMuted } from '../filter-sql.ts'
import { questionIn } from '../question.ts'
import { wantedBy } from '../wanted.ts'
import { type Hidden, hidesNothing } from './choices.ts'
import { choicesIn, keeperOf } from './keeper.ts'

interface Reader {
  readonly actor: Actor
  /** The `Cookie` header: where a guest's choices stand. */
  readonly cookie: string | undefined
  readonly now: Date
}

/** What a reader hides and mutes, for counts beside such a list. */
export const hiddenFor = (db: Db, { actor, cookie, now }: Reader): Promise<Hidden> =>
  keeperOf(db, actor, cookie, now).takenOut()

/** A reader's choices as a condition on `works`, for short lists read from the database, such as the front page's. */
export async function wishedBy(db: Db, { actor, cookie, now }: Reader): Promise<RawBuilder<SqlBool>> {
  const keeper = keeperOf(db, actor, cookie, now)
  const choices = choicesIn(await keeper.filters(), await keeper.takenOut(), now)
  if (!choices.filter && hidesNothing(choices.hidden)) return sql<SqlBool>`true`
  const question = questionIn(new URLSearchParams(), now)
  const wanted = await wantedBy(db, actor, { scope: { of: 'all' }, question, choices })
  return sql<SqlBool>`(${notMuted(wanted.reader)} and ${conditionOf(wanted.filter)})`
}
