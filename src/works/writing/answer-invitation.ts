import { type SqlBool, sql } from 'kysely'
import { SIGNER, type Signer } from '../../accounts/index.ts'
import type { Member } from '../../core/actor.ts'
import type { ChapterId, CreatorInvitationId, SeriesId, WorkId } from '../../core/ids.ts'
import { type Db, inTransaction, type Transaction } from '../../storage/transaction.ts'
import { byline } from '../blurbs.ts'
import type { Byline } from '../views.ts'
import { signChapter, signEverything } from './chapter-signers.ts'
import { keepFormer } from './keep-former.ts'
import { renewNames } from './renew-names.ts'

/** What somebody was asked to be a creator of, as the page of their invitations shows it. */
export interface OpenInvitation {
  readonly id: CreatorInvitationId
  readonly title: string
  /** BCP 47; of a series nothing. */
  readonly language: string | null
  /** Null: the whole work. */
  readonly chapter: number | null
  readonly series: SeriesId | null
  /** Who signs it so far; of a series nobody is named. */
  readonly creators: readonly Byline[]
  /** The name they were asked by, and would sign with. */
  readonly pen: string
  readonly draft: boolean
  readonly madeAt: Date
}

/** Newest first. What lies in the trash is not there. */
export async function invitationsTo(db: Db, { id }: Member): Promise<OpenInvitation[]> {
  const { rows } = await sql<{
    id: CreatorInvitationId
    title: string
    language: string | null
    chapter: number | null
    series: SeriesId | null
    signers: Signer[] | null
    pen: string
    standing: string | null
    made_at: Date
  }>`select invited.id, coalesce(works.title, series.title) as title, works.language, chapters.position as chapter,
      invited.series_id as series, pens.name as pen, works.standing, invited.made_at,
      (select json_agg(${SIGNER} order by creatorships.position) from creatorships
        join pen_names on pen_names.id = pen_name_id left join people on people.id = pen_names.person_id
        where creatorships.work_id = works.id) as signers
    from creator_invitations as invited join pen_names as pens on pens.id = invited.pen_name_id
    left join works on works.id = invited.work_id left join chapters on chapters.id = invited.chapter_id
    left join series on series.id = invited.series_id
    where pens.person_id = ${id} and invited.standing = 'open' and works.standing is distinct from 'trashed'
    order by invited.made_at desc, invited.id desc`.execute(db)
  return rows.map(({ signers, standing, made_at: madeAt, ...row }) => ({
    ...row,
    madeAt,
    creators: (signers ?? []).map(byline),
    draft: standing === 'draft' || standing === 'scheduled',
  }))
}

type Accepted =
  | { readonly work: WorkId }
  | { readonly series: SeriesId }
  /** Answered already, taken back, or somebody else's. */
  | 'no-such-invitation'

/** From now on they are a creator: of the whole work and each of its chapters, or of the one chapter. */
export function acceptInvitation(
  db: Db,
  actor: Member,
  id: CreatorInvitationId,
  now: Date,
): Promise<Accepted> {
  return inTransaction<Accepted>(db, async (trx) => {
    const asked = await takeInvitation(trx, actor, id)
    if (!asked) return 'no-such-invitation'
    const { work, chapter, series, pen } = asked
    if (series !== null) {
      await joinSeries(trx, series, pen)
      return { series }
    }
    if (work === null) throw new Error(`accepting invitation ${id}: it is to nothing`)
    if (chapter === null) await keepFormer(trx, { workId: work, chapterId: null, by: actor, now })
    if (chapter === null) await signEverything(trx, work, pen)
    else await signChapter(trx, { work, chapter, pen })
    await renewNames(trx, actor, work, now)
    return { work }
  })
}

/** It is answered for good; asked again, they find it on their page, and no mail comes. */
export async function declineInvitation(
  db: Db,
  { id: person }: Member,
  id: CreatorInvitationId,
): Promise<'declined'> {
  await db
    .updateTable('creator_invitations')
    .set({ standing: 'closed' })
    .where('id', '=', id)
    .where(sql<SqlBool>`pen_name_id in (select id from pen_names where person_id = ${person})`)
    .execute()
  return 'declined'
}

/** The work is locked before the invitation, as every change of a work begins with it. */
async function takeInvitation(trx: Transaction, { id: person }: Member, id: CreatorInvitationId) {
  await sql`select from works where id = (select work_id from creator_invitations where id = ${id}) for update`.execute(
    trx,
  )
  const { rows } = await sql<{
    work: WorkId | null
    chapter: ChapterId | null
    series: SeriesId | null
    pen: Parameters<typeof signEverything>[2]
  }>`delete from creator_invitations using pen_names
    where creator_invitations.id = ${id} and pen_names.id = pen_name_id and pen_names.person_id = ${person}
      and creator_invitations.standing = 'open'
      and not exists (select from works where works.id = work_id and works.standing = 'trashed')
    returning work_id as work, chapter_id as chapter, series_id as series, pen_name_id as pen`.execute(trx)
  return rows[0]
}

async function joinSeries(
  trx: Transaction,
  series: SeriesId,
  pen: Parameters<typeof signEverything>[2],
): Promise<void> {
  await sql`insert into series_creatorships (series_id, pen_name_id, position)
    select ${series}, ${pen}, coalesce(max(position), 0) + 1 from series_creatorships where series_id = ${series}
    on conflict do nothing`.execute(trx)
}
