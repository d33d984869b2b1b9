import { type RawBuilder, sql } from 'kysely'
import { SIGNER, type Signer } from '../accounts/index.ts'
import type { Actor } from '../core/actor.ts'
import type { ChapterId, WorkId } from '../core/ids.ts'
import { sheetHref } from '../skins/index.ts'
import type { Db } from '../storage/transaction.ts'
import { blurbColumns, byline, toBlurb } from './blurbs.ts'
import { ALLOWED } from './consent/allowed.ts'
import { relatedWorksOf } from './related-works-read.ts'
import { seriesNeighbours } from './series-neighbours.ts'
import type { ChapterPlace, ChapterText, WorkHead, WorkPageView } from './views.ts'
import { ownWork } from './visibility.ts'
import { WORK_SKIN } from './work-skin.ts'
import { WORK_IMAGES } from './writing/images-seen.ts'
import { HAS_SHOWN_EDITS, shownEdits } from './writing/shown-edits.ts'

/** The head of a work as this reader may see it; undefined for one that is not there for them. */
export async function workHead(db: Db, actor: Actor, id: WorkId): Promise<WorkHead | undefined> {
  const row = await blurbColumns(db, actor)
    .select([
      'works.notes',
      'works.end_notes',
      'works.collection_names',
      'works.statements',
      'works.disclosure',
    ])
    .select([ownWork(actor).as('own'), ALLOWED.as('permissions'), HELD.as('held')])
    .select(HAS_RELATIONS.as('related'))
    .select([
      INDEXED.as('indexed'),
      SHAREABLE.as('shareable'),
      HAS_SHOWN_EDITS.as('edited'),
      WORK_IMAGES.as('pictures'),
      WORK_SKIN.as('skin'),
    ])
    .where('works.id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  const own = Boolean(row.own)
  return {
    ...toBlurb(row),
    notes: row.notes,
    endNotes: row.end_notes,
    permissions: row.permissions,
    held: row.held && { ...row.held, recorded: new Date(row.held.recorded) },
    collections: row.collection_names,
    pictures: row.pictures,
    skin: row.skin && sheetHref(row.skin.id, row.skin.stamp),
    relatedWorks: row.related ? await relatedWorksOf(db, actor, id) : [],
    statements: row.statements,
    downloadable: mayDownload(row.permissions.download, own),
    own,
    indexed: row.indexed,
    shareable: row.shareable,
    anonymous: row.disclosure !== 'open',
    edited: row.edited,
  }
}

/** On whose word a work of a creator elsewhere is public. */
const HELD = sql<{ givenBy: string; recorded: string } | null>`(select json_build_object(
  'givenBy', given_by, 'recorded', recorded_at) from held_permissions where held_permissions.work_id = works.id
  and not exists (select from claims where claims.work_id = works.id and claims.outcome = 'claimed'))`

/** Most works name no other and are named by none: then there is nothing more to ask. */
const HAS_RELATIONS = sql<boolean>`(exists (select from related_works where work_id = works.id)
  or exists (select from related_works where other_work_id = works.id))`

/**
 * Whoever openly signed it may ask not to be found. An anonymous work, or a name that is not linked to anybody, is left
 * as all others are: else it could be told whose it is by comparing.
 */
const INDEXED = sql<boolean>`(works.disclosure <> 'open' or not exists (
  select from creatorships join pen_names on pen_names.id = creatorships.pen_name_id
  join people on people.id = pen_names.person_id where creatorships.work_id = works.id and not pen_names.unlinked
    and coalesce((people.preferences ->> 'hideFromSearch')::boolean, false)))`

/**
 * Sharing ends when every one of its creators has switched it off. An anonymous work, and a name that is not linked to
 * anybody, count as all others do, for the same reason; a name signed elsewhere has switched nothing off.
 */
const SHAREABLE = sql<boolean>`(works.standing = 'posted' and works.audience <> 'kept'
  and works.disclosure <> 'unrevealed' and (works.disclosure <> 'open'
    or not exists (select from creatorships where work_id = works.id) or exists (
      select from creatorships join pen_names on pen_names.id = creatorships.pen_name_id
      left join people on people.id = pen_names.person_id where creatorships.work_id = works.id
        and (pen_names.unlinked or not coalesce((people.preferences ->> 'hideShareButtons')::boolean, false)))))`

/** A creator who says no to downloads is obeyed for everyone but the creators themselves. */
export const mayDownload = (said: string, own: boolean): boolean => own || said !== 'no'

/** Every posted chapter's place, in order. */
export async function contentsOf(db: Db, work: WorkHead): Promise<ChapterPlace[]> {
  return (await chapterRows(db, work, sql<boolean>`false`, null)).map((row, at) => placeOf(work, row, at))
}

/** A page of a work: one chapter (the first when none is named), or the entire work. */
export async function workPageView(
  db: Db,
  actor: Actor,
  id: WorkId,
  shown: ChapterId | 'first' | 'entire',
): Promise<WorkPageView | undefined> {
  const work = await workHead(db, actor, id)
  if (!work) return undefined
  const [rows, neighbours] = await Promise.all([
    chapterRows(db, work, wanted(work, shown), typeof shown === 'number' && work.own ? shown : null),
    work.series.length ? seriesNeighbours(db, actor, id) : [],
  ])
  const texts = rows.flatMap((row, at) => chapterText(work, row, at) ?? [])
  if (typeof shown === 'number' && !texts.length) return undefined
  const contents = rows.map((row, at) => placeOf(work, row, at))
  const chapters = texts.map((chapter) => chapter.id)
  const edits = work.edited ? await shownEdits(db, work, chapters) : []
  return { work, contents, shown: texts, entire: shown === 'entire', neighbours, edits }
}

/** The first chapter is asked for once, not once for each chapter: a work may have thousands. */
function wanted(work: WorkHead, shown: ChapterId | 'first' | 'entire'): RawBuilder<boolean> {
  if (shown === 'entire') return sql`true`
  if (shown !== 'first') return sql`chapters.id = ${shown}`
  return sql`chapters.position = (select min(position) from chapters as first
    where first.work_id = ${work.id} and first.standing = 'posted')`
}

interface ChapterRow {
  readonly id: ChapterId
  readonly title: string
  readonly published_on: string | null
  readonly standing: 'draft' | 'posted'
  /** The rest is null where the text is not wanted. */
  readonly html: string | null
  readonly summary: string | null
  readonly notes: string | null
  readonly end_notes: string | null
  readonly words: number
  readonly signers: readonly Signer[] | null
}

/** Places of all posted chapters and texts of those wanted, in one question; and of a draft that its maker asks for. */
async function chapterRows(
  db: Db,
  work: WorkHead,
  isWanted: RawBuilder<boolean>,
  draft: ChapterId | null,
): Promise<ChapterRow[]> {
  const { rows } = await sql<ChapterRow>`
    select id, title, published_on, standing, words, case when wanted then html end as html,
      case when wanted then summary end as summary, case when wanted then notes end as notes,
      case when wanted then end_notes end as end_notes, case when wanted then (
        select json_agg(${SIGNER} order by signed.position)
        from chapter_creatorships as signed join pen_names on pen_names.id = signed.pen_name_id
        left join people on people.id = pen_names.person_id where signed.chapter_id = chapters.id) end as signers
    from chapters cross join lateral (select ${isWanted} as wanted) as asked
    where work_id = ${work.id} and (standing = 'posted' or id = ${draft}) order by position`.execute(db)
  return rows
}

const placeOf = (work: WorkHead, row: ChapterRow, at: number): ChapterPlace => ({
  id: row.id,
  position: at + 1,
  title: row.title,
  published: row.published_on ? new Date(`${row.published_on}T00:00:00Z`) : work.published,
  words: row.words,
  ...(row.standing === 'draft' ? { draft: true as const } : {}),
})

function chapterText(work: WorkHead, row: ChapterRow, at: number): ChapterText | undefined {
  const { html, signers } = row
  if (html === null) return undefined
  const anonymous = work.creators.length === 0
  return {
    ...placeOf(work, row, at),
    creators: anonymous || !signers ? null : signers.map(byline),
    summary: row.summary ?? '',
    notes: row.notes ?? '',
    endNotes: row.end_notes ?? '',
    html,
  }
}
