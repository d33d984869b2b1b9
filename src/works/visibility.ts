import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Actor } from '../core/actor.ts'

/**
 * The one rule of who may see a work. Every read of a work, anywhere, starts from one of these three scopes over
 * the table (or alias) `works`; what falls outside them is not there: no page, count, search or download.
 */

/** The actor made it, or keeps this copy. */
export function ownWork(actor: Actor): RawBuilder<SqlBool> {
  if (actor.type === 'guest') return sql<SqlBool>`false`
  return sql<SqlBool>`(works.person_id = ${actor.id} or (works.audience <> 'kept' and exists (
    select from creatorships join pen_names on pen_names.id = creatorships.pen_name_id
    where creatorships.work_id = works.id and pen_names.person_id = ${actor.id})))`
}

/** May stand in public lists, counts and searches: posted, revealed, and for this reader's eyes. Never a kept copy. */
export function listedFor(actor: Actor): RawBuilder<SqlBool> {
  return actor.type === 'guest'
    ? sql<SqlBool>`(works.standing = 'posted' and works.audience = 'public' and works.disclosure <> 'unrevealed')`
    : sql<SqlBool>`(works.standing = 'posted' and works.audience <> 'kept' and works.disclosure <> 'unrevealed')`
}

/** May be opened at its own address: what is listed, and what is the reader's own. The owner also sees hidden works. */
export function visibleTo(actor: Actor): RawBuilder<SqlBool> {
  if (actor.type === 'guest') return listedFor(actor)
  const hidden =
    actor.role === 'owner' ? sql`or (works.standing = 'hidden' and works.audience <> 'kept')` : sql``
  return sql<SqlBool>`(${listedFor(actor)} or (works.standing <> 'trashed' and ${ownWork(actor)}) ${hidden})`
}

/** The reader's own kept copies. */
export function keptBy(actor: Actor): RawBuilder<SqlBool> {
  return actor.type === 'guest'
    ? sql<SqlBool>`false`
    : sql<SqlBool>`(works.audience = 'kept' and works.standing = 'posted' and works.person_id = ${actor.id})`
}

/** May the creators' names be shown? Anonymous works name nobody, except to those who made them. */
export function namesShownTo(actor: Actor): RawBuilder<SqlBool> {
  return sql<SqlBool>`(works.disclosure = 'open' or ${ownWork(actor)})`
}
