import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { SIGNER, type Signer, signature } from '../accounts/index.ts'
import type { Actor } from '../core/actor.ts'
import type { ChapterId, WorkId } from '../core/ids.ts'
import type { Category, TagKind, Warning } from '../core/values.ts'
import type { Db } from '../storage/transaction.ts'
import { ALLOWED } from './consent/allowed.ts'
import type { ChapterRecord, RelatedWork, SeriesPlace, WorkRecord } from './record.ts'
import { relatedWorksOf } from './related-works-read.ts'
import { namesShownTo, ownWork, visibleTo } from './visibility.ts'

/**
 * The whole record of a work as this reader may see it: no drafts of others, no names of the anonymous. Its permissions
 * are those that bind; `as-written` those said of this very work, for whoever stores the record again.
 */
export async function readRecord(
  db: Db,
  actor: Actor,
  id: WorkId,
  permissions: 'as-they-bind' | 'as-written' = 'as-they-bind',
): Promise<WorkRecord | undefined> {
  return recordIn(db, actor, id, { permissions, scope: visibleTo(actor), chapters: 'posted' })
}

/**
 * The same but for the texts of its chapters, which may be long, and are kept ready elsewhere; and which chapters they
 * are. Their titles, summaries and notes are there.
 */
export async function readRecordHead(
  db: Db,
  actor: Actor,
  id: WorkId,
): Promise<{ readonly record: WorkRecord; readonly chapterIds: readonly ChapterId[] } | undefined> {
  const chapterIds: ChapterId[] = []
  const reading = { permissions: 'as-they-bind', scope: visibleTo(actor), chapters: 'heads' } as const
  const record = await recordIn(db, actor, id, reading, (chapter) => chapterIds.push(chapter))
  return record && { record, chapterIds }
}

/** The texts of some chapters. Whose they are was asked before. */
export async function chapterTexts(
  db: Db,
  ids: readonly ChapterId[],
): Promise<ReadonlyMap<ChapterId, { readonly html: string; readonly version: string }>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('chapters')
    .select(['id', 'html', sql<string>`chapters.xmin::text`.as('version')])
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map(({ id, html, version }) => [id, { html, version }]))
}

/** As its makers have it, with chapters not yet posted, and from the trash too: for taking along, and when one of them goes. */
export const readOwnRecord = (db: Db, actor: Actor, id: WorkId): Promise<WorkRecord | undefined> =>
  recordIn(db, actor, id, { permissions: 'as-written', scope: ownWork(actor), chapters: 'all' })

/** The work's own fields as its makers have them: the record without its chapters, which may be many. */
export const readOwnHead = (db: Db, actor: Actor, id: WorkId): Promise<WorkRecord | undefined> =>
  recordIn(db, actor, id, { permissions: 'as-written', scope: ownWork(actor), chapters: 'none' })

interface Reading {
  readonly permissions: 'as-they-bind' | 'as-written'
  readonly scope: RawBuilder<SqlBool>
  readonly chapters: 'posted' | 'heads' | 'all' | 'none'
}

async function recordIn(
  db: Db,
  actor: Actor,
  id: WorkId,
  { permissions, scope, chapters: which }: Reading,
  noteChapter: (id: ChapterId) => void = () => undefined,
): Promise<WorkRecord | undefined> {
  const head = await headRow(db, actor).where('works.id', '=', id).where(scope).executeTakeFirst()
  if (!head) return undefined
  const [chapters, relatedWorks] = await Promise.all([
    which === 'none' ? [] : chaptersOf(db, id, which, noteChapter),
    head.related ? relatedWorksOf(db, actor, id) : [],
  ])
  return {
    ...toHead(head),
    permissions: permissions === 'as-written' ? head.permissions : head.allowed,
    relatedWorks: relatedWorks.map(({ href: _link, ...related }): RelatedWork => related),
    chapters: head.named ? chapters : chapters.map(({ creators: _hidden, ...chapter }) => chapter),
    import: head.import,
  }
}

const headRow = (db: Db, actor: Actor) =>
  db
    .selectFrom('works')
    .selectAll('works')
    .select([namesShownTo(actor).as('named'), ALLOWED.as('allowed')])
    .select((row) => [
      signedNames(row.ref('works.id')).as('creators'),
      tagNames(row.ref('works.id')).as('tags'),
      seriesPlaces(row.ref('works.id')).as('series'),
      isRelated(row.ref('works.id')).as('related'),
    ])

type HeadRow = Awaited<ReturnType<ReturnType<typeof headRow>['executeTakeFirstOrThrow']>>

function toHead(row: HeadRow) {
  const { named, origin_url: url, origin_archive: archive } = row
  return {
    title: row.title,
    creators: named ? row.creators.map(signature) : [],
    // The address it was first posted at names who wrote it as surely as a byline does.
    origin: named && url ? { url, archive: archive ?? '' } : null,
    rating: row.rating,
    ...tagsByKind(row.tags),
    language: row.language,
    series: row.series.map(({ url, ...place }) => (url ? { ...place, url } : place)),
    collections: row.collection_names,
    recipients: row.recipients,
    published: row.published_on,
    updated: row.updated_on,
    completed: row.completed_on,
    words: { stated: row.words_stated, counted: row.words },
    chapterCount: { posted: row.chapters_posted, expected: row.chapters_expected },
    summary: row.summary,
    notes: row.notes,
    endNotes: row.end_notes,
    audience: row.audience,
    anonymous: row.disclosure === 'anonymous',
  }
}

function tagsByKind(tags: HeadRow['tags']) {
  const of = (kind: TagKind): string[] => tags.flatMap((tag) => (tag.kind === kind ? [tag.name] : []))
  return {
    warnings: of('warning') as Warning[],
    categories: of('category') as Category[],
    fandoms: of('fandom'),
    relationships: of('relationship'),
    characters: of('character'),
    additionalTags: of('freeform'),
  }
}

function signedNames(workId: unknown) {
  return sql<
    Signer[]
  >`(select coalesce(json_agg(${SIGNER} order by creatorships.position), '[]') from creatorships
    join pen_names on pen_names.id = creatorships.pen_name_id left join people on people.id = pen_names.person_id
    where creatorships.work_id = ${workId})`
}

function tagNames(workId: unknown) {
  return sql<{ kind: TagKind; name: string }[]>`(select coalesce(json_agg(json_build_object(
    'kind', tags.kind, 'name', coalesce(work_tags.written, tags.name)) order by work_tags.position), '[]')
    from work_tags join shown_tags as tags on tags.id = work_tags.tag_id where work_tags.work_id = ${workId})`
}

function seriesPlaces(workId: unknown) {
  return sql<
    (Omit<SeriesPlace, 'url'> & { url: string | null })[]
  >`(select coalesce(json_agg(json_build_object(
    'title', series.title, 'position', series_works.position, 'url', series.origin_url) order by series_works.place), '[]')
    from series_works join series on series.id = series_works.series_id where series_works.work_id = ${workId})`
}

/** Most works name no other and are named by none: of these no more is asked. */
function isRelated(workId: unknown) {
  return sql<boolean>`(exists (select from related_works where work_id = ${workId})
    or exists (select from related_works where other_work_id = ${workId}))`
}

/** One chapter as its makers have it, posted or not. Whose work it is was asked before. */
export async function readOwnChapter(
  db: Db,
  id: WorkId,
  chapter: ChapterId,
): Promise<ChapterRecord | undefined> {
  return (await chapterRows(db, id, 'all').where('chapters.id', '=', chapter).execute()).map(toChapter)[0]
}

async function chaptersOf(
  db: Db,
  id: WorkId,
  which: 'posted' | 'heads' | 'all',
  noteChapter: (id: ChapterId) => void,
): Promise<ChapterRecord[]> {
  const rows = await chapterRows(db, id, which).execute()
  for (const row of rows) noteChapter(row.id)
  return rows.map(toChapter).map((chapter, at) => ({ ...chapter, position: at + 1 }))
}

function chapterRows(db: Db, id: WorkId, which: 'posted' | 'heads' | 'all') {
  return db
    .selectFrom('chapters')
    .select(['chapters.id', 'position', 'title', 'summary', 'notes', 'end_notes', 'words', 'published_on'])
    .select(which === 'heads' ? sql<string>`''`.as('html') : 'html')
    .select(
      sql<
        Signer[]
      >`(select coalesce(json_agg(${SIGNER} order by chapter_creatorships.position), '[]') from chapter_creatorships
        join pen_names on pen_names.id = chapter_creatorships.pen_name_id left join people on people.id = pen_names.person_id
        where chapter_creatorships.chapter_id = chapters.id)`.as('creators'),
    )
    .where('work_id', '=', id)
    .$if(which !== 'all', (query) => query.where('standing', '=', 'posted'))
    .orderBy('position')
}

type ChapterRow = Awaited<ReturnType<ReturnType<typeof chapterRows>['execute']>>[number]

function toChapter(row: ChapterRow): ChapterRecord {
  return {
    position: row.position,
    title: row.title,
    summary: row.summary,
    notes: row.notes,
    endNotes: row.end_notes,
    words: row.words,
    published: row.published_on,
    ...(row.creators.length ? { creators: row.creators.map(signature) } : {}),
    html: row.html,
  }
}
