import { randomUUID } from 'node:crypto'
import type { Member } from '../../core/actor.ts'
import type { ChapterId, WorkId } from '../../core/ids.ts'
import { LIMITS } from '../../core/values.ts'
import { countWords } from '../../prose/index.ts'
import { type Db, inTransaction, type Transaction } from '../../storage/transaction.ts'
import type { ChapterRecord, WorkRecord } from '../record.ts'
import type { Typed } from '../tables.ts'
import { formerRecord, isChapter } from './compare-versions.ts'
import { keepFormer } from './keep-former.ts'
import { lockOwnWork } from './lock-own.ts'
import { keepManuscript, type Place } from './manuscripts.ts'
import { ownFields } from './own-fields.ts'
import { renewWork } from './renew-work.ts'
import { saveWork } from './save-work.ts'
import { chapterVector } from './save-work-new.ts'
import { NAMED, typedFrom } from './work-fields.ts'
import { lineFault, readText } from './work-limits.ts'

interface Restoring {
  readonly work: WorkId
  readonly former: number
  readonly now: Date
  readonly baseUrl: string
}

type RestoreFormer =
  | { readonly restored: ChapterId | null }
  /** It does not fit what a work must be now: it stands in its form, to be mended. */
  | { readonly form: Place; readonly key: string }
  | 'no-such-version'
  | 'chapter-gone'

/** What a part of a work was becomes what it is, as if somebody had typed it again: what it is now is kept as well. */
export async function restoreFormer(db: Db, actor: Member, restoring: Restoring): Promise<RestoreFormer> {
  return inTransaction<RestoreFormer>(db, async (trx) => {
    const { work, former } = restoring
    const locked = await lockOwnWork(trx, actor, work)
    if (typeof locked === 'string' || locked.audience === 'kept') return 'no-such-version'
    const record = await formerRecord(trx, actor, work, former)
    if (!record) return 'no-such-version'
    if (!isChapter(record)) return restoreHead(trx, actor, restoring, record)
    const row = await trx
      .selectFrom('work_revisions')
      .innerJoin('chapters', 'chapters.id', 'work_revisions.chapter_id')
      .select(['chapters.id', 'chapters.version'])
      .where('work_revisions.id', '=', former)
      .where('chapters.work_id', '=', work)
      .executeTakeFirst()
    if (!row) return 'chapter-gone'
    const place: Chapter = { ...row, language: locked.language }
    if (await writeChapter(trx, actor, restoring, { ...place, record })) {
      await renewWork(trx, work, { by: actor, now: restoring.now, dated: false })
      return { restored: row.id }
    }
    return openChapter(trx, actor, restoring, { ...place, record })
  })
}

interface Chapter {
  readonly id: ChapterId
  readonly version: number
  readonly language: string
}

type FormerChapter = Chapter & { readonly record: ChapterRecord }

/** False where it does not fit. The text is cleaned anew: it may have been kept under older rules. */
async function writeChapter(
  trx: Transaction,
  actor: Member,
  { work, now }: Restoring,
  { id, language, record }: FormerChapter,
): Promise<boolean> {
  const { title } = record
  const read = [
    readText(record.html, { spelling: 'html', field: 'content', most: LIMITS.chapter, fewest: 1 }),
    readText(record.summary, { spelling: 'html', field: 'summary', most: LIMITS.summary }),
    readText(record.notes, { spelling: 'html', field: 'notes', most: LIMITS.notes }),
    readText(record.endNotes, { spelling: 'html', field: 'notes', most: LIMITS.notes }),
  ]
  if (lineFault(title, LIMITS.title) || read.some((text) => 'fault' in text)) return false
  const [html = '', summary = '', notes = '', endNotes = ''] = read.map((text) =>
    'html' in text ? text.html : '',
  )
  await keepFormer(trx, { workId: work, chapterId: id, by: actor, now })
  await trx
    .updateTable('chapters')
    .set((is) => ({
      ...{ title, summary, notes, end_notes: endNotes, html, words: countWords(html), given: null },
      search: chapterVector(title, html, language),
      version: is('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute()
  return true
}

/** The only chapter of a work stands in the work's own form. */
async function openChapter(
  trx: Transaction,
  actor: Member,
  { work, now }: Restoring,
  { id, version, record }: FormerChapter,
): Promise<RestoreFormer> {
  const own = await ownFields(trx, actor, work)
  const texts = { summary: record.summary, notes: record.notes, end_notes: record.endNotes }
  const text = { chapter_title: record.title, body: record.html, spelling: 'html' }
  if (own?.chapter) {
    const place: Place = { part: 'work', workId: work, chapterId: null }
    return openForm(trx, actor, {
      place,
      fields: { ...typedFrom(own.fields), ...text },
      base: own.version,
      now,
    })
  }
  const place: Place = { part: 'chapter', workId: work, chapterId: id }
  return openForm(trx, actor, { place, fields: { ...text, ...texts }, base: version, now })
}

interface Opening {
  readonly place: Place
  readonly fields: Typed
  readonly base: number
  readonly now: Date
}

async function openForm(
  trx: Transaction,
  actor: Member,
  { place, fields, base, now }: Opening,
): Promise<RestoreFormer> {
  const key = randomUUID()
  const kept = await keepManuscript(trx, { ...place, key, person: actor.id, fields, base, version: 0, now })
  return kept === 'too-many' ? 'no-such-version' : { form: place, key }
}

/**
 * What the work says of itself. Who signs it, who may see it, what is allowed, to whom it is given and where it stands
 * remain as they are: others have a part in these, and nobody is to be surprised by them.
 */
async function restoreHead(
  trx: Transaction,
  actor: Member,
  { work, now, baseUrl }: Restoring,
  record: WorkRecord,
): Promise<RestoreFormer> {
  const own = await ownFields(trx, actor, work)
  if (!own) return 'no-such-version'
  const typed = headTyped(record)
  // What waits for its day waits on.
  const intent = own.standing === 'scheduled' ? 'schedule' : 'draft'
  const form = { id: work, typed, intent, key: randomUUID(), base: null, now, baseUrl } as const
  const saved = await saveWork(trx, actor, form)
  if (typeof saved === 'string' || 'conflict' in saved) return 'no-such-version'
  if ('faults' in saved) {
    const place: Place = { part: 'work', workId: work, chapterId: null }
    const fields = { ...typedFrom(own.fields), ...typed }
    return openForm(trx, actor, { place, fields, base: own.version, now })
  }
  await restoreChapters(trx, actor, { work, now, baseUrl, former: 0 }, record)
  return { restored: null }
}

const headTyped = (record: WorkRecord): Typed => ({
  ...{ title: record.title, rating: record.rating, warning: record.warnings, category: record.categories },
  ...Object.fromEntries(NAMED.map(([field, kind]) => [field, record[kind].join(', ')])),
  ...{ language: record.language, summary: record.summary, notes: record.notes, end_notes: record.endNotes },
  expected: String(record.chapterCount.expected ?? '?'),
})

/** Of a version that an import found whole: its texts, in the chapters that stand in the same places now. */
async function restoreChapters(
  trx: Transaction,
  actor: Member,
  restoring: Restoring,
  { chapters, language }: WorkRecord,
): Promise<void> {
  if (chapters.length === 0) return
  const rows = await trx
    .selectFrom('chapters')
    .select(['id', 'version', 'html'])
    .where('work_id', '=', restoring.work)
    .orderBy('position')
    .execute()
  for (const [at, { id, version, html }] of rows.entries()) {
    const record = chapters[at]
    if (record && record.html !== html)
      await writeChapter(trx, actor, restoring, { id, version, language, record })
  }
  await renewWork(trx, restoring.work, { by: actor, now: restoring.now, dated: false })
}
