import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Actor } from '../core/actor.ts'
import { may } from '../core/roles.ts'

/**
 * The one rule of who may see a work. Every read of a work, anywhere, starts from one of these three scopes over
 * the table (or alias) `works`; what falls outside them is not there: no page, count, search or download.
 */

/**
 * The actor made it, or keeps this copy. Who signed one chapter of it and not the work is not among its makers: they
 * read it when members do.
 */
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

/**
 * May be opened at its own address: what is listed, and what is the reader's own, a draft, a scheduled or a hidden one
 * too. Moderators also see hidden works. What lies in the trash is there for nobody.
 */
export function visibleTo(actor: Actor): RawBuilder<SqlBool> {
  if (actor.type === 'guest') return listedFor(actor)
  const hidden = may(actor, 'see-hidden-works')
    ? sql`or (works.standing = 'hidden' and works.audience <> 'kept')`
    : sql``
  return sql<SqlBool>`(${listedFor(actor)} or (works.standing <> 'trashed' and ${ownWork(actor)}) ${hidden})`
}

/** The reader's own kept copies. */
export function keptBy(actor: Actor): RawBuilder<SqlBool> {
  return actor.type === 'guest'
    ? sql<SqlBool>`false`
    : sql<SqlBool>`(works.audience = 'kept' and works.standing = 'posted' and works.person_id = ${actor.id})`
}

/** What waits for its day, unposted: a draft, or one that will post itself. Its makers' own, like a kept copy. */
export const unposted: RawBuilder<SqlBool> = sql<SqlBool>`(works.standing in ('draft', 'scheduled'))`

/** May the creators' names be shown? Anonymous works name nobody, except to those who made them. */
export function namesShownTo(actor: Actor): RawBuilder<SqlBool> {
  return sql<SqlBool>`(works.disclosure = 'open' or ${ownWork(actor)})`
}

/**
 * The same rule for whoever keeps works outside the database (the catalogue): every work that is not trashed is in
 * one class, and `listedFor` an actor is to see the classes `classesListedFor` them. visibility.test.ts compares.
 */
export const CLASS = { public: 0, members: 1, kept: 2, draft: 3, unrevealed: 4, hidden: 5 } as const

export const classOfWork: RawBuilder<number> = sql<number>`(case
  when works.standing in ('draft', 'scheduled') then ${sql.lit(CLASS.draft)}
  when works.standing = 'hidden' then ${sql.lit(CLASS.hidden)}
  when works.audience = 'kept' then ${sql.lit(CLASS.kept)}
  when works.disclosure = 'unrevealed' then ${sql.lit(CLASS.unrevealed)}
  when works.audience = 'members' then ${sql.lit(CLASS.members)} else ${sql.lit(CLASS.public)} end)`

export const classesListedFor = (actor: Actor): readonly number[] =>
  actor.type === 'guest' ? [CLASS.public] : [CLASS.public, CLASS.members]
