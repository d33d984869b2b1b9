import { sql } from 'kysely'
import type { Actor } from '../core/actor.ts'
import type { ChapterId, WorkId } from '../core/ids.ts'
import type { Db } from '../storage/transaction.ts'
import { blurbColumns, byline, toBlurb } from './blurbs.ts'
import { relatedWorksOf } from './related-works-read.ts'
import { seriesNeighbours } from './series-neighbours.ts'
import type { ChapterPlace, ChapterText, WorkHead, WorkPageView } from './views.ts'
import { ownWork } from './visibility.ts'

/** The head of a work as this reader may see it; undefined for one that is not there for them. */
export async function workHead(db: Db, actor: Actor, id: WorkId): Promise<WorkHead | undefined> {
  const row = await blurbColumns(db, actor)
    .select([
      'works.notes',
      'works.end_notes',
      'works.permissions',
      'works.collection_names',
      'works.statements',
    ])
    .select(ownWork(actor).as('own'))
    .select(HAS_RELATIONS.as('related'))
    .where('works.id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  const own = Boolean(row.own)
  return {
    ...toBlurb(row),
    notes: row.notes,
    endNotes: row.end_notes,
    permissions: row.permissions,
    collections: row.collection_names,
    relatedWorks: row.related ? await relatedWorksOf(db, actor, id) : [],
    statements: row.statements,
    downloadable: mayDownload(row.permissions.download, own),
    own,
  }
}

/** Most works name no other and are named by none: then there is nothing more to ask. */
const HAS_RELATIONS = sql<boolean>`(exists (select from related_works where work_id = works.id)
  or exists (select from related_works where other_work_id = works.id))`

/** A creator who says no to downloads is obeyed for everyone but the creators themselves. */
export const mayDownload = (said: string, own: boolean): boolean => own || said !== 'no'

/** Every posted chapter's place, in order. */
export async function contentsOf(db: Db, work: WorkHead): Promise<ChapterPlace[]> {
  const rows = await db
    .selectFrom('chapters')
    .select(['id', 'title', 'published_on'])
    .where('work_id', '=', work.id)
    .where('standing', '=', 'posted')
    .orderBy('position')
    .execute()
  return rows.map((row, at) => ({
    id: row.id,
    position: at + 1,
    title: row.title,
    published: row.published_on ? new Date(`${row.published_on}T00:00:00Z`) : work.published,
  }))
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
  const [contents, neighbours] = await Promise.all([
    contentsOf(db, work),
    work.series.length ? seriesNeighbours(db, actor, id) : [],
  ])
  const places = shown === 'entire' ? contents : contents.filter((place) => place.id === shown).slice(0, 1)
  const first = shown === 'first' ? contents.slice(0, 1) : places
  if (shown !== 'first' && shown !== 'entire' && !places.length) return undefined
  return {
    work,
    contents,
    shown: await chapterTexts(db, work, first),
    entire: shown === 'entire',
    neighbours,
  }
}

async function chapterTexts(db: Db, work: WorkHead, places: readonly ChapterPlace[]): Promise<ChapterText[]> {
  if (!places.length) return []
  const rows = await db
    .selectFrom('chapters')
    .select(['id', 'summary', 'notes', 'end_notes', 'html', 'words'])
    .select(
      sql<{ pen: string; account: string | null }[]>`(
        select coalesce(json_agg(json_build_object('pen', pen_names.name, 'account', people.name) order by signed.position), '[]')
        from chapter_creatorships as signed join pen_names on pen_names.id = signed.pen_name_id
        left join people on people.id = pen_names.person_id where signed.chapter_id = chapters.id)`.as(
        'signers',
      ),
    )
    .where(
      'id',
      'in',
      places.map((place) => place.id),
    )
    .execute()
  const texts = new Map(rows.map((row) => [row.id, row]))
  const anonymous = work.creators.length === 0
  return places.flatMap((place) => {
    const text = texts.get(place.id)
    if (!text) return []
    const signers = anonymous ? [] : text.signers.map(byline)
    return [
      {
        ...place,
        creators: signers.length ? signers : null,
        summary: text.summary,
        notes: text.notes,
        endNotes: text.end_notes,
        html: text.html,
        words: text.words,
      },
    ]
  })
}
