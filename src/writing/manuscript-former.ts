import type { ChapterId, WorkId } from '../core/ids.ts'
import type { Db } from '../storage/transaction.ts'
import type { ChapterRecord, Place, Typed, WorkRecord } from '../works/index.ts'

export interface Behind {
  readonly place: Place
  /** The version the form was opened on; null: nobody knows. */
  readonly base: number | null
  readonly version: number
  /** What is stored now, as the form would hold it. */
  readonly theirs: Typed
}

/**
 * What stood in a form when it was opened on an older version, as far as the revisions tell; a part without any was
 * never changed. Not every version has a revision of this very part, so that what is found may be older than that;
 * never newer, for then a merge would take what somebody wrote since for something that was taken out.
 */
export async function formerFields(db: Db, { place, base, version, theirs }: Behind): Promise<Typed | null> {
  const { workId, chapterId, part } = place
  if (base === null || workId === null || base >= version) return null
  const back = version - base
  if (part === 'chapter') {
    const chapter = chapterId && (await revision(db, workId, chapterId, back))
    return { ...theirs, ...(chapter ? chapterFields(chapter) : {}) }
  }
  const head = await revision(db, workId, null, back)
  const only = await onlyChapter(db, workId)
  const chapter = only === undefined ? undefined : await revision(db, workId, only, back)
  return { ...theirs, ...(head ? headFields(head) : {}), ...(chapter ? bodyFields(chapter) : {}) }
}

async function onlyChapter(db: Db, workId: WorkId): Promise<ChapterId | undefined> {
  const rows = await db.selectFrom('chapters').select('id').where('work_id', '=', workId).limit(2).execute()
  return rows.length === 1 ? rows[0]?.id : undefined
}

/** The one that many changes ago, or the oldest there is. */
async function revision(db: Db, workId: WorkId, chapterId: Place['chapterId'], back: number) {
  const rows = await db
    .selectFrom('work_revisions')
    .select('record')
    .where('work_id', '=', workId)
    .where('chapter_id', 'is not distinct from', chapterId)
    .orderBy('id', 'desc')
    .limit(Math.min(back, MOST_BACK))
    .execute()
  return rows.at(-1)?.record
}

/** Whoever is further behind compares without what stood before. */
const MOST_BACK = 50

type Kept = WorkRecord | ChapterRecord

function headFields(record: Kept): Typed {
  if (!('fandoms' in record)) return {}
  const { title, rating, language, summary, notes, endNotes } = record
  return {
    ...{ title, rating, language, summary, notes, end_notes: endNotes },
    ...{ warning: record.warnings, category: record.categories },
    fandom: record.fandoms.join(', '),
    relationship: record.relationships.join(', '),
    character: record.characters.join(', '),
    freeform: record.additionalTags.join(', '),
    ...(record.chapters.length === 1 && record.chapters[0] ? bodyFields(record.chapters[0]) : {}),
  }
}

function bodyFields(record: Kept): Typed {
  return 'html' in record ? { body: record.html, chapter_title: record.title } : {}
}

function chapterFields(record: Kept): Typed {
  if (!('html' in record)) return {}
  const { summary, notes, endNotes } = record
  return { ...bodyFields(record), summary, notes, end_notes: endNotes }
}
