import { type SqlBool, sql } from 'kysely'
import { isOrphanAccount } from '../../accounts/index.ts'
import type { Member } from '../../core/actor.ts'
import type { PenNameId, PersonId, SeriesId, WorkId } from '../../core/ids.ts'
import type { Db, Transaction } from '../../storage/transaction.ts'

/** A work that somebody has made, or had a part in; `shared` where other accounts have one too. */
export interface OwnShare {
  readonly id: WorkId
  readonly title: string
  readonly language: string
  readonly shared: boolean
}

interface WhichShares {
  readonly work?: WorkId
  readonly pen?: PenNameId
  readonly series?: SeriesId
}

/** Pen names of this person that sign the work or a chapter of it. */
const signedBy = (person: PersonId) => sql`(
  select work_id, pen_name_id from creatorships join pen_names on pen_names.id = pen_name_id where person_id = ${person}
  union select work_id, pen_name_id from chapter_creatorships join chapters on chapters.id = chapter_id
    join pen_names on pen_names.id = pen_name_id where person_id = ${person})`

/** Another account signs the work, or this person signs no more than a chapter of it: it is not theirs to delete. */
const isShared = (person: PersonId) => sql<boolean>`(
  exists (select from creatorships join pen_names on pen_names.id = pen_name_id
    where work_id = works.id and pen_names.person_id <> ${person})
  or not exists (select from creatorships join pen_names on pen_names.id = pen_name_id
    where work_id = works.id and pen_names.person_id = ${person}))`

const mayBe = ({ work, pen, series }: WhichShares) => sql<SqlBool>`(
  ${work ?? null}::int is null or works.id = ${work ?? null}) and (
  ${pen ?? null}::int is null or signed.pen_name_id = ${pen ?? null}) and (
  ${series ?? null}::int is null or works.id in (select work_id from series_works where series_id = ${series ?? null}))`

/** What readers could find of somebody's: posted, or hidden by the archive. Never a kept copy, a draft, the trash. */
export async function ownShares(db: Db, { id }: Member, which: WhichShares = {}): Promise<OwnShare[]> {
  const { rows } = await sql<OwnShare>`
    select distinct works.id, works.title, works.title_key, works.language, ${isShared(id)} as shared
    from works join ${signedBy(id)} as signed on signed.work_id = works.id
    where works.standing in ('posted', 'hidden') and works.audience <> 'kept' and ${mayBe(which)}
    order by works.title_key, works.id`.execute(db)
  return rows.map(({ id: work, title, language, shared }) => ({ id: work, title, language, shared }))
}

export interface OwnPen {
  readonly id: PenNameId
  readonly name: string
}

/** The work waits for us until the end of the transaction; the names by which somebody signs it. */
export async function lockShare(trx: Transaction, { id }: Member, work: WorkId): Promise<OwnPen[]> {
  await sql`select from works where id = ${work} for update`.execute(trx)
  const { rows } = await sql<OwnPen>`
    select pen_names.id, pen_names.name from ${signedBy(id)} as signed
    join pen_names on pen_names.id = signed.pen_name_id join works on works.id = signed.work_id
    where works.id = ${work} and works.audience <> 'kept' order by 1`.execute(trx)
  return rows
}

/** Accounts that sign a work, first the first, the orphan account last: who has it when its first owner goes. */
export async function signingAccounts(trx: Transaction, work: WorkId): Promise<PersonId[]> {
  const { rows } = await sql<{ id: PersonId; name: string }>`
    select people.id, people.name from creatorships join pen_names on pen_names.id = pen_name_id
    join people on people.id = pen_names.person_id where work_id = ${work} order by position`.execute(trx)
  const last = rows.filter(isOrphanAccount)
  return [...new Set([...rows.filter((row) => !isOrphanAccount(row)), ...last].map((row) => row.id))]
}
