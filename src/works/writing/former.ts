import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { SIGNER, type Signer, signature } from '../../accounts/index.ts'
import type { Member } from '../../core/actor.ts'
import type { ChapterId, PersonId, WorkId } from '../../core/ids.ts'
import type { Db } from '../../storage/transaction.ts'
import { ownWork, visibleTo } from '../visibility.ts'
import { countChanges } from './former-counts.ts'

/** What a part of a work was until somebody changed it. */
export interface Former {
  readonly id: number
  /** Null: the work's own fields, or all of it. */
  readonly chapterId: ChapterId | null
  /** The whole work with its chapters, as an import found it. */
  readonly whole: boolean
  /** Where the chapter stands now; null: it is not there any more. */
  readonly position: number | null
  readonly until: Date
  readonly by: FormerHand
  /** Words that came and went with the change; null: not counted. */
  readonly came: number | null
  readonly went: number | null
  readonly shown: boolean
  readonly note: string
}

/** Who changed it: oneself, by the name somebody signs it with, or unknown: it signs it no more, or an import was it. */
type FormerHand = { readonly self: true } | { readonly self: false; readonly name: string | null }

export interface OwnWorkHead {
  readonly id: WorkId
  readonly title: string
  readonly language: string
  readonly kept: boolean
  readonly chapters: number
}

/** For its makers; for everybody else there is nothing here. */
export async function ownWorkHead(db: Db, actor: Member, id: WorkId): Promise<OwnWorkHead | undefined> {
  const row = await db
    .selectFrom('works')
    .select(['id', 'title', 'language', 'audience'])
    .select(sql<number>`(select count(*)::int from chapters where work_id = works.id)`.as('chapters'))
    .where('id', '=', id)
    .where(visibleTo(actor))
    .where(ownWork(actor))
    .executeTakeFirst()
  if (!row) return undefined
  const { audience, ...head } = row
  return { ...head, kept: audience === 'kept' }
}

/** On a page of the list. */
export const FORMER_AT_ONCE = 30

interface Which {
  readonly chapter?: ChapterId | undefined
  readonly page: number
}

/** The newest first; of one chapter, or of all parts. Whose work it is was asked before. */
export async function formersOf(
  db: Db,
  actor: Member,
  work: WorkId,
  { chapter, page }: Which,
): Promise<{ readonly total: number; readonly formers: readonly Former[] }> {
  const of = sql<SqlBool>`(${chapter ?? null}::int is null or work_revisions.chapter_id = ${chapter ?? null})`
  const { total } = await db
    .selectFrom('work_revisions')
    .select((row) => row.fn.countAll<number>().as('total'))
    .where('work_id', '=', work)
    .where(of)
    .executeTakeFirstOrThrow()
  const rows = await formerRows(db, work, of)
    .orderBy('id', 'desc')
    .limit(FORMER_AT_ONCE)
    .offset((page - 1) * FORMER_AT_ONCE)
    .execute()
  const counted = await countChanges(db, work, rows)
  const names = await namesOf(db, work)
  return { total: Number(total), formers: counted.map((row) => toFormer(row, actor, names)) }
}

export async function formerById(
  db: Db,
  actor: Member,
  work: WorkId,
  id: number,
): Promise<Former | undefined> {
  const [row] = await formerRows(db, work, sql<SqlBool>`work_revisions.id = ${id}`).execute()
  return row && toFormer(row, actor, await namesOf(db, work))
}

/** Earlier and later versions of the same part, to compare with: the nearest of each. */
export async function formersBeside(
  db: Db,
  work: WorkId,
  { id, chapterId }: Pick<Former, 'id' | 'chapterId'>,
): Promise<{ readonly id: number; readonly until: Date }[]> {
  return db
    .selectFrom('work_revisions')
    .select(['id', 'made_at as until'])
    .where('work_id', '=', work)
    .where('chapter_id', 'is not distinct from', chapterId)
    .where('id', '<>', id)
    .orderBy(sql`abs(id - ${id})`)
    .limit(50)
    .execute()
    .then((rows) => rows.toSorted((a, b) => b.id - a.id))
}

/** The next of the same part; undefined: what it became is what it is. */
export async function nextFormer(
  db: Db,
  work: WorkId,
  { id, chapterId }: Pick<Former, 'id' | 'chapterId'>,
): Promise<number | undefined> {
  const row = await db
    .selectFrom('work_revisions')
    .select('id')
    .where('work_id', '=', work)
    .where('chapter_id', 'is not distinct from', chapterId)
    .where('id', '>', id)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return row?.id
}

/** Without what they hold: a list of them is read often, and they may be long. */
function formerRows(db: Db, work: WorkId, which: RawBuilder<SqlBool>) {
  return db
    .selectFrom('work_revisions')
    .leftJoin('chapters', (on) =>
      on.onRef('chapters.id', '=', 'work_revisions.chapter_id').on('chapters.work_id', '=', work),
    )
    .select(['work_revisions.id', 'work_revisions.chapter_id', 'person_id', 'made_at', 'shown', 'note'])
    .select(['came', 'went', 'chapters.position'])
    .select(sql<boolean>`work_revisions.chapter_id is null and record -> 'chapters' <> '[]'`.as('whole'))
    .where('work_revisions.work_id', '=', work)
    .where(which)
}

export type FormerRow = Awaited<ReturnType<ReturnType<typeof formerRows>['execute']>>[number]

function toFormer(row: FormerRow, actor: Member, names: ReadonlyMap<PersonId, string>): Former {
  const { id, chapter_id: chapterId, person_id: person, made_at: until, whole, position } = row
  const by: FormerHand =
    person === actor.id ? { self: true } : { self: false, name: (person && names.get(person)) ?? null }
  const { came, went, shown, note } = row
  return { id, chapterId, whole, position, until, by, came, went, shown, note }
}

/** Everybody who signs the work or a chapter of it, by a name that they sign it with. */
async function namesOf(db: Db, work: WorkId): Promise<ReadonlyMap<PersonId, string>> {
  const { rows } = await sql<{ person: PersonId; signer: Signer }>`
    select distinct on (people.id) people.id as person, ${SIGNER} as signer from (
      select pen_name_id, position from creatorships where work_id = ${work}
      union all select pen_name_id, 1000 + chapter_creatorships.position from chapter_creatorships
        join chapters on chapters.id = chapter_id where work_id = ${work}) as signed
    join pen_names on pen_names.id = signed.pen_name_id join people on people.id = pen_names.person_id
    order by people.id, signed.position`.execute(db)
  return new Map(rows.map(({ person, signer }) => [person, signature(signer)]))
}
