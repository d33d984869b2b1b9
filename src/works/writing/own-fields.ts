import { sql } from 'kysely'
import type { Member } from '../../core/actor.ts'
import type { ChapterId, PenNameId, SkinId, WorkId } from '../../core/ids.ts'
import { CATEGORIES, type TagKind, WARNINGS } from '../../core/values.ts'
import type { Db } from '../../storage/transaction.ts'
import type { Given } from '../tables.ts'
import { ownWork, visibleTo } from '../visibility.ts'
import type { WorkFields } from './work-fields.ts'

/** A work as its form has it, for one of those who write it. */
export interface OwnFields {
  readonly id: WorkId
  readonly fields: WorkFields
  readonly version: number
  readonly standing: 'draft' | 'scheduled' | 'posted' | 'hidden'
  /** The only chapter, whose text is in the work's own form; null where there are several. */
  readonly chapter: { readonly id: ChapterId; readonly given: Given } | null
  /** All of them, posted or not. */
  readonly chapters: number
  readonly given: Given
  /** The work skin it wears. */
  readonly skin: SkinId | null
  readonly schedule: { readonly local: string; readonly zone: string } | null
}

/** Of a work in the trash, or a kept copy, there is no form. */
export async function ownFields(db: Db, actor: Member, id: WorkId): Promise<OwnFields | undefined> {
  const row = await db
    .selectFrom('works')
    .select(['id', 'title', 'language', 'rating', 'summary', 'notes', 'end_notes', 'permissions', 'given'])
    .select(['comments_from', 'comments_moderated', 'chapters_expected', 'announced', 'published_on'])
    .select(['audience', 'version', 'standing', 'posts_local', 'posts_zone', 'skin_id'])
    .select([TAGS.as('tags'), CHAPTERS.as('chapters'), pensOf(actor).as('pens')])
    .where('id', '=', id)
    .where('standing', '<>', 'trashed')
    .where(ownWork(actor))
    .executeTakeFirst()
  if (!row || row.audience === 'kept' || row.standing === 'trashed') return undefined
  const only = row.chapters === 1 ? await onlyChapter(db, id) : null
  return {
    id,
    fields: { ...headOf(row, row.audience), chapter: only && { title: only.title, html: only.html } },
    version: row.version,
    standing: row.standing,
    chapter: only && { id: only.id, given: only.given ?? {} },
    chapters: row.chapters,
    given: row.given ?? {},
    skin: row.skin_id,
    schedule: row.posts_local && row.posts_zone ? { local: row.posts_local, zone: row.posts_zone } : null,
  }
}

interface Row {
  readonly title: string
  readonly language: string
  readonly rating: WorkFields['rating']
  readonly summary: string
  readonly notes: string
  readonly end_notes: string
  readonly permissions: WorkFields['permissions']
  readonly comments_from: WorkFields['commentsFrom']
  readonly comments_moderated: boolean
  readonly chapters_expected: number | null
  readonly announced: boolean
  readonly published_on: string | null
  readonly tags: readonly { readonly kind: TagKind; readonly name: string }[]
  readonly pens: readonly PenNameId[]
}

function headOf(row: Row, audience: WorkFields['audience']): Omit<WorkFields, 'chapter'> {
  const names = (kind: TagKind): string[] =>
    row.tags.filter((tag) => tag.kind === kind).map(({ name }) => name)
  return {
    ...{ title: row.title, language: row.language, rating: row.rating, audience },
    warnings: WARNINGS.filter((value) => names('warning').includes(value)),
    categories: CATEGORIES.filter((value) => names('category').includes(value)),
    fandoms: names('fandom'),
    relationships: names('relationship'),
    characters: names('character'),
    additionalTags: names('freeform'),
    ...{ summary: row.summary, notes: row.notes, endNotes: row.end_notes, permissions: row.permissions },
    commentsFrom: row.comments_from,
    commentsModerated: row.comments_moderated,
    expected: row.chapters_expected,
    published: row.published_on,
    announced: row.announced,
    pens: row.pens,
  }
}

const onlyChapter = (db: Db, id: WorkId) =>
  db
    .selectFrom('chapters')
    .select(['id', 'title', 'html', 'given'])
    .where('work_id', '=', id)
    .executeTakeFirstOrThrow()

const CHAPTERS = sql<number>`(select count(*)::int from chapters where work_id = works.id)`

const TAGS = sql<{ kind: TagKind; name: string }[]>`(select coalesce(json_agg(json_build_object(
  'kind', tags.kind, 'name', coalesce(work_tags.written, tags.name)) order by work_tags.position), '[]')
  from work_tags join tags on tags.id = work_tags.tag_id where work_tags.work_id = works.id)`

const pensOf = (actor: Member) =>
  sql<PenNameId[]>`(select coalesce(json_agg(pen_name_id order by position), '[]') from creatorships
    join pen_names on pen_names.id = pen_name_id where work_id = works.id and pen_names.person_id = ${actor.id})`

/** The same, or why there is none for this person. */
export async function openOwnWork(
  db: Db,
  actor: Member,
  id: WorkId,
): Promise<OwnFields | 'no-such-work' | 'not-yours'> {
  const own = await ownFields(db, actor, id)
  if (own) return own
  const seen = await db
    .selectFrom('works')
    .select('id')
    .where('id', '=', id)
    .where('audience', '<>', 'kept')
    .where(visibleTo(actor))
    .executeTakeFirst()
  return seen ? 'not-yours' : 'no-such-work'
}
