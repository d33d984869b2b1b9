import { type SqlBool, sql } from 'kysely'
import { SIGNER, type Signer } from '../accounts/index.ts'
import type { Actor } from '../core/actor.ts'
import type { ChapterId, WorkId } from '../core/ids.ts'
import type { Db } from '../storage/transaction.ts'
import { blurbColumns, byline, toBlurb } from './blurbs.ts'
import { ALLOWED } from './consent/allowed.ts'
import type { Permissions } from './record.ts'
import type { Byline, ChapterPlace, WorkBlurb } from './views.ts'
import { keptBy, listedFor } from './visibility.ts'
import { HAS_SHOWN_EDITS, shownEdits } from './writing/shown-edits.ts'

export interface NewChapter extends ChapterPlace {
  /** When it was posted, or what its readers were told of last. */
  readonly updated: Date
  /** Null: those of the work. */
  readonly creators: readonly Byline[] | null
  readonly words: number
  /** Clean HTML. The text and notes are empty where they are not wanted, or not given away. */
  readonly summary: string
  readonly notes: string
  readonly html: string
  readonly endNotes: string
}

export interface NewestChapters {
  readonly work: WorkBlurb & { readonly permissions: Permissions }
  readonly chapters: readonly NewChapter[]
  readonly total: number
  readonly page: number
  readonly pages: number
}

interface Asked {
  readonly id: WorkId
  readonly page: number
  readonly perPage: number
  /** The texts are wanted, too: they come where the creator lets the work be downloaded, and said so. */
  readonly texts: boolean
}

/**
 * What was posted of a work, the newest first: of one that stands in this reader's lists, or of a copy of their own.
 * Nobody else's drafts and hidden works are there, and not their own either: a feed is for what was posted.
 */
export async function newestChapters(
  db: Db,
  actor: Actor,
  { id, page: asked, perPage, texts }: Asked,
): Promise<NewestChapters | undefined> {
  const row = await blurbColumns(db, actor)
    .select([ALLOWED.as('permissions'), HAS_SHOWN_EDITS.as('edited')])
    .where('works.id', '=', id)
    .where(sql<SqlBool>`(${listedFor(actor)} or ${keptBy(actor)})`)
    .executeTakeFirst()
  if (!row) return undefined
  const work = { ...toBlurb(row), permissions: row.permissions }
  const total = work.chapters.posted
  const pages = Math.max(1, Math.ceil(total / perPage))
  const page = Math.min(asked, pages)
  const wanted = texts && work.permissions.download === 'yes'
  const rows = await chapterRows(db, work, { wanted, perPage, offset: (page - 1) * perPage })
  const chapters = rows.map((one) => toChapter(work, one))
  return { work, total, page, pages, chapters: row.edited ? await withEdits(db, work, chapters) : chapters }
}

interface Row {
  readonly id: ChapterId
  readonly place: number
  readonly title: string
  readonly published_on: string | null
  readonly words: number
  readonly summary: string
  readonly notes: string
  readonly html: string
  readonly end_notes: string
  readonly signers: readonly Signer[] | null
}

interface Part {
  readonly wanted: boolean
  readonly perPage: number
  readonly offset: number
}

async function chapterRows(db: Db, { id }: WorkBlurb, { wanted, perPage, offset }: Part): Promise<Row[]> {
  const text = (column: string) => (wanted ? sql.ref(`chapters.${column}`) : sql.lit(''))
  const { rows } = await sql<Row>`
    select chapters.id, place, title, published_on, words, summary, ${text('notes')} as notes, ${text('html')} as html,
      ${text('end_notes')} as end_notes, (
        select json_agg(${SIGNER} order by signed.position)
        from chapter_creatorships as signed join pen_names on pen_names.id = signed.pen_name_id
        left join people on people.id = pen_names.person_id where signed.chapter_id = chapters.id) as signers
    from (select id, row_number() over (order by position)::int as place, coalesce(published_on, '-infinity') as posted
        from chapters where work_id = ${id} and standing = 'posted') as posted
      join chapters on chapters.id = posted.id
    order by posted.posted desc, place desc limit ${perPage} offset ${offset}`.execute(db)
  return rows
}

function toChapter(work: WorkBlurb, row: Row): NewChapter {
  const { id, title, words, summary, notes, html, signers } = row
  const published = row.published_on ? new Date(`${row.published_on}T00:00:00Z`) : work.published
  const anonymous = work.creators.length === 0
  return {
    ...{ id, title, words, summary, notes, html, published, updated: published },
    position: row.place,
    endNotes: row.end_notes,
    creators: anonymous || !signers ? null : signers.map(byline),
  }
}

/** An edit that readers are told of makes the entry new; a comma that was mended does not. */
async function withEdits(db: Db, work: WorkBlurb, chapters: readonly NewChapter[]): Promise<NewChapter[]> {
  const ids = chapters.map(({ id }) => id)
  const edits = ids.length ? await shownEdits(db, work, ids) : []
  return chapters.map((chapter) => {
    const days = edits.filter((edit) => edit.chapter === chapter.id).map(({ on }) => on.getTime())
    return { ...chapter, updated: new Date(Math.max(chapter.updated.getTime(), ...days)) }
  })
}
