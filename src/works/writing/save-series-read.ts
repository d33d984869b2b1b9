import { sql } from 'kysely'
import { SIGNER, type Signer, signature } from '../../accounts/index.ts'
import type { Actor, Member } from '../../core/actor.ts'
import type { CreatorInvitationId, SeriesId, WorkId } from '../../core/ids.ts'
import type { Db } from '../../storage/transaction.ts'
import { visibleTo } from '../visibility.ts'
import { keepsSeries } from './save-series.ts'

/** A series that a work may stand in, for the work's form. */
export interface SeriesChoice {
  readonly id: SeriesId
  readonly title: string
  /** Of this work in it; null: it is not in it. */
  readonly position: number | null
}

/** One's own, those one keeps with others, and those the work stands in; those it stands in first. */
export async function seriesChoices(
  db: Db,
  actor: Member,
  work: WorkId | undefined,
): Promise<SeriesChoice[]> {
  const { rows } = await sql<SeriesChoice>`
    select series.id, series.title, there.position from series
    left join series_works as there on there.series_id = series.id and there.work_id = ${work ?? null}::int
    where not series.kept and (${keepsSeries(actor)} or there.work_id is not null)
    order by there.place nulls last, series.title_key, series.id`.execute(db)
  return rows
}

/** A series as whoever keeps it edits it. */
export interface OwnSeries {
  readonly id: SeriesId
  readonly title: string
  readonly summary: string
  readonly notes: string
  readonly complete: boolean
  /** In order; of others only what this keeper may see. */
  readonly parts: readonly { readonly id: WorkId; readonly title: string; readonly position: number }[]
  /** Who keeps it by invitation, and who has been asked. */
  readonly keepers: readonly string[]
  readonly asked: readonly { readonly id: CreatorInvitationId; readonly name: string }[]
  /** The actor came by invitation, and can go. */
  readonly guest: boolean
}

export async function ownSeries(db: Db, actor: Actor, id: SeriesId): Promise<OwnSeries | undefined> {
  if (actor.type === 'guest') return undefined
  const series = await db
    .selectFrom('series')
    .select(['id', 'title', 'summary', 'notes', 'complete', 'person_id'])
    .where('id', '=', id)
    .where('kept', '=', false)
    .where(keepsSeries(actor))
    .executeTakeFirst()
  if (!series) return undefined
  const { person_id: person, complete, ...said } = series
  const keepers = await seriesKeepers(db, id)
  const guest = person !== actor.id
  const whole = { parts: await partsOf(db, actor, id), asked: await askedTo(db, id) }
  return { ...said, complete: complete ?? false, keepers: keepers.map(signature), guest, ...whole }
}

/** By which names a series is kept beside whoever signs its works. */
export async function seriesKeepers(db: Db, id: SeriesId): Promise<readonly Signer[]> {
  const { rows } = await sql<{ signer: Signer }>`select ${SIGNER} as signer from series_creatorships
    join pen_names on pen_names.id = pen_name_id left join people on people.id = pen_names.person_id
    where series_id = ${id} order by position`.execute(db)
  return rows.map(({ signer }) => signer)
}

async function partsOf(db: Db, actor: Actor, id: SeriesId): Promise<OwnSeries['parts']> {
  return db
    .selectFrom('series_works')
    .innerJoin('works', 'works.id', 'series_works.work_id')
    .select(['works.id', 'works.title', 'series_works.position'])
    .where('series_works.series_id', '=', id)
    .where(visibleTo(actor))
    .orderBy('series_works.position')
    .orderBy('works.id')
    .execute()
}

async function askedTo(db: Db, id: SeriesId): Promise<OwnSeries['asked']> {
  const { rows } = await sql<{ id: CreatorInvitationId; signer: Signer }>`
    select invited.id, ${SIGNER} as signer from creator_invitations as invited
    join pen_names on pen_names.id = invited.pen_name_id left join people on people.id = pen_names.person_id
    where invited.series_id = ${id} and invited.standing = 'open' order by invited.id`.execute(db)
  return rows.map(({ id: invitation, signer }) => ({ id: invitation, name: signature(signer) }))
}
