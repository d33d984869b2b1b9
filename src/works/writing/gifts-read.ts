import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Actor, Member } from '../../core/actor.ts'
import type { PersonId, WorkId } from '../../core/ids.ts'
import type { Db } from '../../storage/transaction.ts'
import { blurbs } from '../blurbs.ts'
import type { WorkBlurb } from '../views.ts'
import { listedFor } from '../visibility.ts'

/**
 * Whose gifts: an account's, to any name that is shown to be theirs; or those to a name. Who looks at their own sees those
 * to names not shown to be theirs, too, unless they ask for what others see.
 */
export type GiftsOf =
  | { readonly person: PersonId; readonly asOthersSee?: boolean }
  | { readonly name: string }

export interface Gifts {
  readonly total: number
  readonly works: readonly WorkBlurb[]
}

export const GIFTS_PER_PAGE = 20

/** Newest first. Whatever this reader would not find in a list is neither here nor counted. */
export async function giftsTo(db: Db, actor: Actor, of: GiftsOf, page: number): Promise<Gifts> {
  const where = sql<SqlBool>`${listedFor(actor)} and works.id in (${givenTo(actor, of)})`
  const { rows } = await sql<{ id: WorkId; total: number }>`
    select works.id, count(*) over ()::int as total from works where ${where} and ${notMutedBy(actor)}
    order by works.sorted_at desc, works.id desc
    limit ${GIFTS_PER_PAGE} offset ${(page - 1) * GIFTS_PER_PAGE}`.execute(db)
  const total = rows[0]?.total ?? (page > 1 ? (await giftsTo(db, actor, of, 1)).total : 0)
  return {
    total,
    works: await blurbs(
      db,
      actor,
      rows.map(({ id }) => id),
    ),
  }
}

/** A pen name that is not linked to its account has its gifts on nobody's page but the person's own. */
function givenTo(actor: Actor, of: GiftsOf): RawBuilder<unknown> {
  if ('name' in of)
    return sql`select work_id from gifts left join pen_names on pen_names.id = pen_name_id
      where standing = 'given' and (lower(gifts.name) = lower(${of.name})
        or (pen_names.name_key = lower(${of.name}) and not unlinked))`
  const own = !of.asOthersSee && actor.type === 'member' && actor.id === of.person
  return sql`select work_id from gifts join pen_names on pen_names.id = pen_name_id
    where standing = 'given' and pen_names.person_id = ${of.person} and (${own} or not unlinked)`
}

/** Works of people this reader has muted are in none of their lists. */
const notMutedBy = (actor: Actor): RawBuilder<SqlBool> =>
  actor.type === 'guest'
    ? sql<SqlBool>`true`
    : sql<SqlBool>`(works.disclosure <> 'open' or not exists (
        select from creatorships join pen_names on pen_names.id = creatorships.pen_name_id
        join mutes on mutes.muted_id = pen_names.person_id and mutes.person_id = ${actor.id}
        where creatorships.work_id = works.id and not pen_names.unlinked))`

/** What somebody has refused, for themselves alone. */
export async function refusedGifts(db: Db, actor: Member): Promise<readonly WorkBlurb[]> {
  const { rows } = await sql<{ id: WorkId }>`
    select distinct works.id, works.sorted_at from gifts join pen_names on pen_names.id = pen_name_id
    join works on works.id = gifts.work_id
    where gifts.standing = 'refused' and pen_names.person_id = ${actor.id} and ${listedFor(actor)}
    order by works.sorted_at desc, works.id desc`.execute(db)
  return blurbs(
    db,
    actor,
    rows.map(({ id }) => id),
  )
}
