import { randomUUID } from 'node:crypto'
import { preferencesOf } from '../accounts/index.ts'
import type { Member } from '../core/actor.ts'
import type { Db } from '../storage/transaction.ts'
import type { Page } from '../web/page.ts'
import {
  chapterSince,
  chapterStood,
  type Faults,
  type Manuscript,
  type OwnChapters,
  one,
  type Place,
  STOOD_FIELD,
  type StoredChapter,
  type TogetherView,
  type Typed,
  togetherView,
} from '../works/index.ts'
import { type OpenedForm, openForm } from './manuscript-restore.ts'
import { scheduleTyped } from './schedule-fields.tsx'

/** What the pages of a chapter's form are made from: the fields as they were typed, and what the chapter is now. */
export interface ChapterFormView {
  readonly page: Page
  readonly typed: Typed
  readonly faults: Faults
  readonly work: OwnChapters
  /** Null: a new one. */
  readonly chapter: StoredChapter | null
  readonly together: TogetherView
  readonly zone: string
  readonly now: Date
  /** With what was typed before, if it was; null: it was just sent. */
  readonly opened: OpenedForm | null
}

interface Opening {
  readonly page: Page
  readonly db: Db
  readonly now: Date
  readonly actor: Member
  readonly work: OwnChapters
  readonly chapter: StoredChapter | null
}

/** Its work is before its readers. */
export const isOut = ({ standing }: OwnChapters): boolean => standing === 'posted' || standing === 'hidden'

/** Readers have it: what is saved is seen at once. */
export const isRead = ({ work, chapter }: Pick<ChapterFormView, 'work' | 'chapter'>): boolean =>
  isOut(work) && chapter?.standing === 'posted'

/** Of a work that is not posted, the chapter it is posted with: it has no day of its own. */
export const isFirst = ({ work, chapter }: Pick<ChapterFormView, 'work' | 'chapter'>): boolean =>
  !isOut(work) && chapter?.standing === 'posted'

export const value = ({ typed }: Pick<ChapterFormView, 'typed'>, name: string): string => one(typed, name)

export const placeOf = ({ work, chapter }: Pick<ChapterFormView, 'work' | 'chapter'>): Place => ({
  ...{ part: 'chapter', workId: work.id, chapterId: chapter?.id ?? null },
})

/** A form that was sent and comes back as it was typed. */
export async function sentChapter(
  opening: Opening & { readonly typed: Typed; readonly faults?: Faults | undefined },
): Promise<ChapterFormView> {
  return { ...(await around(opening)), typed: opening.typed, faults: opening.faults ?? {}, opened: null }
}

/** Somebody has saved the chapter since that was typed. */
interface OutdatedChapter {
  readonly manuscript: Manuscript
}

/** The form of a chapter as it is; with what was typed into it and not saved. */
export async function openedChapter(
  opening: Opening & { readonly manuscript: string | undefined },
): Promise<ChapterFormView | OutdatedChapter> {
  const { db, actor, chapter, manuscript: asked } = opening
  const fresh = storedFields(opening)
  const version = chapter?.version ?? null
  const stands = (typed: Typed) => chapter !== null && chapterSince(typed, chapter).untouched
  const opened = await openForm(db, actor, { place: placeOf(opening), fresh, version, stands, asked })
  if (opened.how === 'conflict') return opened
  const { fields, key, base, kept } = opened
  const marks = { key, kept: String(kept), base: base === null ? '' : String(base) }
  return { ...(await around(opening)), typed: { ...fields, ...marks }, faults: {}, opened }
}

/** What the form holds when nothing was typed: of a new chapter, a blank one behind all others. */
export function storedFields({ work, chapter }: Pick<Opening, 'work' | 'chapter'>): Typed {
  const expected = work.expected === null ? '?' : String(work.expected)
  const position = String(chapter?.position ?? work.chapters.length + 1)
  const common = { expected, position, expected_was: expected, position_was: position }
  if (!chapter)
    return { ...common, chapter_title: '', summary: '', notes: '', end_notes: '', body: '', published: '' }
  const { title, summary, notes, endNotes, html, published, postsLocal, postsZone, announced } = chapter
  const isDated = chapter.standing === 'posted' && isOut(work)
  return {
    [STOOD_FIELD]: chapterStood(chapter),
    ...{ ...common, chapter_title: title, summary, notes, end_notes: endNotes, body: html },
    published: published ?? (isDated ? (work.published ?? '') : ''),
    ...(announced ? {} : { announced: 'no' }),
    ...scheduleTyped(postsLocal, postsZone),
  }
}

async function around({ page, db, now, actor, work, chapter }: Opening) {
  const { timeZone: zone } = await preferencesOf(db, actor)
  return { page, zone, now, work, chapter, together: await togetherView(db, actor, work.id) }
}

/** The version and key a form carries, made where none came with it. */
export function marksOf(typed: Typed): { readonly key: string; readonly base: number | null } {
  const [key, base] = [one(typed, 'key'), one(typed, 'base')]
  return { key: UUID.test(key) ? key : randomUUID(), base: /^\d{1,9}$/.test(base) ? Number(base) : null }
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i
