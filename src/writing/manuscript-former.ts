import type { ChapterId, WorkId } from '../core/ids.ts'
import type { Db } from '../storage/transaction.ts'
import {
  type ChapterRecord,
  PERMISSION_KINDS,
  type Place,
  type Typed,
  type WorkRecord,
} from '../works/index.ts'
import { groupOf } from './conflict-groups.ts'
import type { Known } from './conflict-words.ts'

interface Behind {
  readonly place: Place
  /** The version the form was opened on; null: nobody knows. */
  readonly base: number | null
  readonly version: number
  /** What is stored now, as the form would hold it. */
  readonly theirs: Typed
  readonly known: Known
}

/**
 * What stood in a form when it was opened on an older version, as far as the revisions tell; a part without any was
 * never changed. Not every version has a revision of this very part, so that what is found may be older than that;
 * never newer, for then a merge would take what somebody wrote since for something that was taken out.
 */
export async function formerFields(
  db: Db,
  { place, base, version, theirs, known }: Behind,
): Promise<Typed | null> {
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
  const untold = head ? withoutUntold(theirs) : theirs
  return { ...untold, ...(head ? headFields(head, known) : {}), ...(chapter ? bodyFields(chapter) : {}) }
}

/** A revision of the work's own fields does not say these: what they were, nobody knows. */
const withoutUntold = (theirs: Typed): Typed =>
  Object.fromEntries(
    Object.entries(theirs).filter(([name]) => !UNTOLD.has(name) && groupOf(name) !== 'posts_day'),
  )

const UNTOLD: ReadonlySet<string> = new Set(['comments_from', 'comments_moderated', 'announced', 'pen'])

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

function headFields(record: Kept, { together }: Known): Typed {
  if (!('fandoms' in record)) return {}
  const { title, rating, language, summary, notes, endNotes } = record
  return {
    ...{ title, rating, language, summary, notes, end_notes: endNotes },
    ...{ warning: record.warnings, category: record.categories },
    fandom: record.fandoms.join(', '),
    relationship: record.relationships.join(', '),
    character: record.characters.join(', '),
    freeform: record.additionalTags.join(', '),
    recipients: record.recipients.join(', '),
    ...seriesFields(record, together.series),
    ...{ audience: record.audience, published: record.published ?? '' },
    expected: String(record.chapterCount.expected ?? '?'),
    ...Object.fromEntries(PERMISSION_KINDS.map((kind) => [`may_${kind}`, record.permissions[kind]])),
    words: record.permissions.words,
    ...(record.chapters.length === 1 && record.chapters[0] ? bodyFields(record.chapters[0]) : {}),
  }
}

/** A revision knows a series by its title. */
function seriesFields({ series }: WorkRecord, choices: Known['together']['series']): Typed {
  const there = series.flatMap(({ title, position }) =>
    choices
      .filter((one) => one.title === title)
      .slice(0, 1)
      .map(({ id }) => [String(id), String(position)] as const),
  )
  const places = there.map(([id, position]) => [`series_at_${id}`, position])
  return { series: there.map(([id]) => id), ...Object.fromEntries(places) }
}

function bodyFields(record: Kept): Typed {
  return 'html' in record ? { body: record.html, chapter_title: record.title } : {}
}

function chapterFields(record: Kept): Typed {
  if (!('html' in record)) return {}
  const { summary, notes, endNotes } = record
  return { ...bodyFields(record), summary, notes, end_notes: endNotes }
}
