import type { Generated, GeneratedAlways, JSONColumnType } from 'kysely'
import type {
  ChapterId,
  CitationId,
  CreatorInvitationId,
  GiftId,
  PenNameId,
  PersonId,
  SeriesId,
  ShelfId,
  SkinId,
  TagId,
  WorkId,
} from '../core/ids.ts'
import type { ImageType } from '../core/image-address.ts'
import type { Rating } from '../core/values.ts'

import type { Audience, ChapterRecord, ImportReport, Permissions, RelatedWork, WorkRecord } from './record.ts'
import type { Statement } from './views.ts'

type Json<T extends object> = JSONColumnType<T, string, string>

export interface WorkTables {
  works: {
    id: Generated<WorkId>
    person_id: PersonId
    title: string
    title_key: string
    language: string
    text_config: string
    rating: Rating
    standing: 'draft' | 'scheduled' | 'posted' | 'hidden' | 'trashed'
    audience: Audience
    disclosure: 'open' | 'anonymous' | 'unrevealed'
    summary: string
    notes: string
    end_notes: string
    given: Json<Given> | null
    cleaner_version: number
    permissions: Json<Permissions>
    statements: Json<readonly Statement[]>
    collection_names: string[]
    recipients: string[]
    published_on: string | null
    updated_on: string | null
    completed_on: string | null
    sorted_at: Date
    posted_at: Date
    words_stated: number | null
    words: number
    chapters_posted: number
    chapters_expected: number | null
    origin_url: string | null
    origin_archive: string | null
    content_hash: Buffer
    import: Json<ImportReport> | null
    search: string
    search_version: Generated<number>
    changed_at: Generated<Date>
    version: Generated<number>
    comments_from: Generated<CommentsFrom>
    comments_moderated: Generated<boolean>
    posts_at: Date | null
    posts_local: string | null
    posts_zone: string | null
    skin_id: SkinId | null
    announced: Generated<boolean>
    trashed_at: Date | null
    trashed_from: 'draft' | 'scheduled' | 'posted' | 'hidden' | null
    trashed_by: PersonId | null
  }
  creatorships: { work_id: WorkId; pen_name_id: PenNameId; position: number }
  chapters: {
    id: Generated<ChapterId>
    work_id: WorkId
    position: number
    standing: Generated<'draft' | 'posted'>
    title: string
    summary: string
    notes: string
    end_notes: string
    html: string
    given: Json<Given> | null
    words: number
    published_on: string | null
    /** Null: not entered yet. */
    search: string | null
    version: Generated<number>
    posts_at: Date | null
    posts_local: string | null
    posts_zone: string | null
    announced: Generated<boolean>
  }
  chapter_creatorships: { chapter_id: ChapterId; pen_name_id: PenNameId; position: number }
  work_tags: { work_id: WorkId; tag_id: TagId; position: number; written: string | null }
  series: {
    id: Generated<SeriesId>
    title: string
    title_key: GeneratedAlways<string>
    summary: Generated<string>
    notes: Generated<string>
    origin_url: string | null
    person_id: PersonId
    kept: boolean
    orphaned: Generated<boolean>
    complete: boolean | null
    created_at: Generated<Date>
  }
  series_works: { series_id: SeriesId; work_id: WorkId; position: number; place: number }
  related_works: {
    id: Generated<CitationId>
    work_id: WorkId
    place: number
    relation: RelatedWork['relation']
    other_work_id: WorkId | null
    title: string
    creators: string[]
    url: string | null
    language: string | null
    state: NonNullable<RelatedWork['state']> | null
    approved: Generated<boolean>
    told_at: Date | null
  }
  work_counts: {
    work_id: WorkId
    kudos: Generated<number>
    hits: Generated<number>
    comments: Generated<number>
    bookmarks: Generated<number>
  }
  work_revisions: {
    id: Generated<number>
    work_id: WorkId
    made_at: Generated<Date>
    content_hash: Buffer
    /** Of the work: whole, or without chapters where only its own fields changed. With `chapter_id`: of that chapter. */
    record: Json<WorkRecord | ChapterRecord>
    chapter_id: ChapterId | null
    person_id: PersonId | null
    shown: Generated<boolean>
    note: Generated<string>
    came: number | null
    went: number | null
    /** The work's skin then; null with `dressed`: one that is gone. */
    skin_id: SkinId | null
    /** It wore one. Null: nobody knows. */
    dressed: boolean | null
  }
  manuscripts: {
    key: string
    person_id: PersonId
    work_id: WorkId | null
    chapter_id: ChapterId | null
    part: 'work' | 'chapter'
    fields: Json<Typed>
    base: number | null
    version: Generated<number>
    begun_at: Date
    kept_at: Date
  }
  submissions: {
    key: string
    person_id: PersonId
    work_id: WorkId | null
    chapter_id: ChapterId | null
    made_at: Date
  }
  trashed_chapters: {
    id: Generated<number>
    work_id: WorkId
    chapter: Json<object>
    position: number
    person_id: PersonId | null
    trashed_at: Date
  }
  creator_invitations: {
    id: Generated<CreatorInvitationId>
    work_id: WorkId | null
    chapter_id: ChapterId | null
    series_id: SeriesId | null
    pen_name_id: PenNameId
    by_person: PersonId | null
    made_at: Date
    standing: Generated<'open' | 'closed'>
  }
  gifts: {
    id: Generated<GiftId>
    work_id: WorkId
    position: number
    name: string
    pen_name_id: PenNameId | null
    standing: Generated<'given' | 'refused' | 'taken-back'>
    told_at: Date | null
  }
  image_files: {
    hash: string
    type: ImageType
    width: number
    height: number
    widths: number[]
    moving: boolean
    size: number
  }
  series_creatorships: { series_id: SeriesId; pen_name_id: PenNameId; position: number }
  images: {
    hash: string
    person_id: PersonId
    name: Generated<string>
    alt: Generated<string>
    made_at: Date
    used_at: Date
  }
  work_images: { work_id: WorkId; hash: string; place: 'read' | 'waiting' | 'former' }
  work_days: {
    work_id: WorkId
    day: string
    hits: Generated<number>
    kudos: Generated<number>
    comments: Generated<number>
    bookmarks: Generated<number>
  }
  work_visits: { work_id: WorkId; day: string; visitor: Buffer }
  held_permissions: {
    work_id: WorkId
    recorded_by: PersonId | null
    recorded_at: Generated<Date>
    given_by: string
    given_on: string | null
    how: string
    archivist: PenNameId | null
  }
  claims: {
    id: Generated<number>
    work_id: WorkId
    code_hash: Buffer
    creator: string
    sent_to: string | null
    made_at: Generated<Date>
    outcome: 'claimed' | 'removed' | 'orphaned' | 'declined' | null
    person_id: PersonId | null
    ended_at: Date | null
    profile_url: string | null
    decided_by: PersonId | null
    batch: string | null
    letter_hash: Buffer | null
    invitation: string | null
  }
  refused_addresses: {
    address: string
    imports: boolean
    by_person: PersonId | null
    refused_at: Date
  }
  shelves: {
    id: Generated<ShelfId>
    person_id: PersonId
    name: string
    name_key: GeneratedAlways<string>
    made_at: Date
  }
  shelf_works: { shelf_id: ShelfId; work_id: WorkId; put_at: Date }
  confirmed_names: {
    work_id: WorkId
    name: string
    person_id: PersonId | null
    pen_name_id: PenNameId | null
    confirmed_at: Date
  }
}

/** Who may comment on a work. */
export type CommentsFrom = 'everyone' | 'members' | 'nobody'

/** The fields of a form exactly as they stand in it; of a field that is there more than once, each. */
export type Typed = Readonly<Record<string, string | readonly string[]>>

/** Fields as they were given, where cleaning changed them. */
export type Given = Readonly<Record<string, string>>
