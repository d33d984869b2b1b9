import { sql } from 'kysely'
import { SIGNER, type Signer, signature } from '../../accounts/index.ts'
import type { Member } from '../../core/actor.ts'
import type { CitationId, CreatorInvitationId, PenNameId, PersonId, WorkId } from '../../core/ids.ts'
import type { Db } from '../../storage/transaction.ts'
import { type CitedWork, citationsOf } from '../related-works-read.ts'
import type { Typed } from '../tables.ts'
import { type SeriesChoice, seriesChoices } from './save-series-read.ts'

/** Who signs a work; `person` is for verbs, never to be shown. */
export interface CoCreator {
  readonly pen: PenNameId
  readonly person: PersonId | null
  readonly signs: string
  readonly bare: string
}

export async function coCreatorsOf(db: Db, work: WorkId): Promise<CoCreator[]> {
  const { rows } = await sql<{ pen: PenNameId; person: PersonId | null; signer: Signer }>`
    select pen_names.id as pen, pen_names.person_id as person, ${SIGNER} as signer from creatorships
    join pen_names on pen_names.id = pen_name_id left join people on people.id = pen_names.person_id
    where work_id = ${work} order by position`.execute(db)
  return rows.map(({ pen, person, signer }) => ({ pen, person, signs: signature(signer), bare: signer.pen }))
}

/** What the fields show besides what is typed: of one's own work, or of a new one. */
export interface TogetherView {
  /** The names of the others who sign it. */
  readonly others: readonly string[]
  /** Who was asked and has not answered. */
  readonly asked: readonly {
    readonly id: CreatorInvitationId
    readonly name: string
    readonly chapter: number | null
  }[]
  readonly recipients: readonly string[]
  readonly series: readonly SeriesChoice[]
  readonly related: readonly (CitedWork & { readonly id: CitationId })[]
}

export async function togetherView(db: Db, actor: Member, work?: WorkId): Promise<TogetherView> {
  const series = await seriesChoices(db, actor, work)
  if (!work) return { others: [], asked: [], recipients: [], series, related: [] }
  const creators = await coCreatorsOf(db, work)
  const row = await db.selectFrom('works').select('recipients').where('id', '=', work).executeTakeFirst()
  return {
    others: creators.filter(({ person }) => person !== actor.id).map(({ signs }) => signs),
    asked: await askedOf(db, work),
    recipients: row?.recipients ?? [],
    series,
    related: await citationsOf(db, actor, work),
  }
}

/** The fields of a form that says what stands beside a work's own now. */
export const togetherTyped = ({ recipients, series }: TogetherView): Typed => {
  const there = series.filter(({ position }) => position !== null)
  return {
    recipients: recipients.join(', '),
    series_shown: '1',
    series: there.map(({ id }) => String(id)),
    ...Object.fromEntries(there.map(({ id, position }) => [`series_at_${id}`, String(position)])),
  }
}

async function askedOf(db: Db, work: WorkId): Promise<TogetherView['asked']> {
  const { rows } = await sql<{ id: CreatorInvitationId; chapter: number | null; signer: Signer }>`
    select invited.id, chapters.position as chapter, ${SIGNER} as signer from creator_invitations as invited
    join pen_names on pen_names.id = invited.pen_name_id left join people on people.id = pen_names.person_id
    left join chapters on chapters.id = invited.chapter_id
    where invited.work_id = ${work} and invited.standing = 'open' order by invited.id`.execute(db)
  return rows.map(({ id, chapter, signer }) => ({ id, chapter, name: signature(signer) }))
}
