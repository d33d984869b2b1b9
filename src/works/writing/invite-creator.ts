import { sql } from 'kysely'
import { type Called, pensCalled, standApart } from '../../accounts/index.ts'
import type { Member } from '../../core/actor.ts'
import type { ChapterId, CreatorInvitationId, PenNameId, SeriesId, WorkId } from '../../core/ids.ts'
import type { Db, Transaction } from '../../storage/transaction.ts'
import { mailInvited } from './invite-creator-mails.ts'

/** What somebody is asked to be a creator of. */
export type Invited =
  | { readonly work: WorkId; readonly chapter: ChapterId | null }
  | { readonly series: SeriesId }

export interface NameFault {
  readonly name: string
  /** `refused` is all that is ever said: switched off, blocked and banned are not told apart. */
  readonly why: 'unknown' | 'several' | 'yourself' | 'refused'
  /** Whom it may mean, where several are called so. */
  readonly choices: readonly string[]
}

interface Found {
  readonly pens: readonly Called[]
  readonly faults: readonly NameFault[]
}

/** Whom these names mean, of those who may be invited. Nobody is found by a pen name that is not linked to them. */
export async function creatorsCalled(db: Db, actor: Member, names: readonly string[]): Promise<Found> {
  const called = await pensCalled(db, names)
  const people = [...called.values()].flat().map(({ person }) => person)
  const apart = await standApart(db, [actor.id], people)
  const read = names.map((name) => {
    const all = called.get(name.toLowerCase()) ?? []
    const others = all.filter(({ person }) => person !== actor.id)
    const [first] = others
    const fault = (why: NameFault['why']): NameFault => ({
      ...{ name, why },
      choices: others.map((one) => `${one.name}`),
    })
    if (!first) return fault(all.length ? 'yourself' : 'unknown')
    if (others.length > 1) return fault('several')
    return first.takesInvitations && !apart.has(first.person) ? first : fault('refused')
  })
  return {
    pens: read.filter((one) => 'id' in one),
    faults: read.filter((one) => 'why' in one),
  }
}

interface Inviting {
  readonly to: Invited
  readonly pens: readonly PenNameId[]
  readonly now: Date
  readonly baseUrl: string
}

/** Asks each of them, and mails them of it: once, however often they are asked. Who is a creator already is not asked. */
export async function inviteCreators(trx: Transaction, actor: Member, inviting: Inviting): Promise<void> {
  const { to, pens, now, baseUrl } = inviting
  const place = placeOf(to)
  for (const pen of pens) {
    if (await isCreator(trx, to, pen)) continue
    const { rows } = await sql<{ fresh: boolean }>`
      insert into creator_invitations (work_id, chapter_id, series_id, pen_name_id, by_person, made_at)
      values (${place.work}, ${place.chapter}, ${place.series}, ${pen}, ${actor.id}, ${now})
      on conflict (coalesce(work_id, 0), coalesce(chapter_id, 0), coalesce(series_id, 0), pen_name_id)
        do update set standing = 'open', by_person = excluded.by_person
      returning xmax = 0 as fresh`.execute(trx)
    if (rows[0]?.fresh) await mailInvited(trx, actor, { to, pen, baseUrl })
  }
}

const placeOf = (to: Invited) =>
  'series' in to
    ? { work: null, chapter: null, series: to.series }
    : { work: to.work, chapter: to.chapter, series: null }

/** By this pen name or, where it is no secret, by another of the same person. */
async function isCreator(trx: Transaction, to: Invited, pen: PenNameId): Promise<boolean> {
  const signed =
    'series' in to
      ? sql`select pen_name_id from series_creatorships where series_id = ${to.series}`
      : sql`select pen_name_id from creatorships where work_id = ${to.work}`
  const { rows } = await sql`select from pen_names where id = ${pen} and exists (
    select from (${signed}) as signed join pen_names as there on there.id = signed.pen_name_id
    where there.id = pen_names.id or (there.person_id = pen_names.person_id and not there.unlinked))`.execute(
    trx,
  )
  return rows.length > 0
}

/** Takes back what was asked and not answered yet. Whose work or series it is was asked before. */
export async function takeBackInvitations(
  trx: Transaction,
  to: Invited,
  ids: readonly CreatorInvitationId[],
): Promise<void> {
  if (ids.length === 0) return
  const { work, series } = placeOf(to)
  await trx
    .updateTable('creator_invitations')
    .set({ standing: 'closed' })
    .where('id', 'in', [...ids])
    .where('work_id', 'is not distinct from', work)
    .where('series_id', 'is not distinct from', series)
    .execute()
}
