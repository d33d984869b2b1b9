import type { WorkId } from '../core/ids.ts'
import type { Db } from '../storage/transaction.ts'
import type { ChapterRecord, Place, Typed, WorkRecord } from '../works/index.ts'

/**
 * What stood in a form when it was opened on an older version, as far as the revisions tell: of the texts alone, by the
 * names of the fields. Not every version has a revision of this very part, so that what is found may be older than
 * that; never newer, for then a merge would take what somebody wrote since for something that was taken out.
 */
export async function formerFields(
  db: Db,
  place: Place,
  base: number | null,
  version: number,
): Promise<Typed | null> {
  if (base === null || place.workId === null || base >= version) return null
  const back = version - base
  if (place.part === 'chapter') {
    const chapter = place.chapterId && (await revision(db, place.workId, place.chapterId, back))
    return chapter ? chapterFields(chapter) : null
  }
  const head = await revision(db, place.workId, null, back)
  const only = await db
    .selectFrom('chapters')
    .select('id')
    .where('work_id', '=', place.workId)
    .limit(2)
    .execute()
  const chapter =
    only.length === 1 && only[0] ? await revision(db, place.workId, only[0].id, back) : undefined
  const fields = { ...(head ? headFields(head) : {}), ...(chapter ? bodyFields(chapter) : {}) }
  return Object.keys(fields).length > 0 ? fields : null
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
