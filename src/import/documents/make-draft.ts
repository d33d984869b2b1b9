import type { Member } from '../../core/actor.ts'
import type { WorkId } from '../../core/ids.ts'
import { languageOf } from '../../core/languages.ts'
import { LIMITS } from '../../core/values.ts'
import { cleanHtml, htmlFrom, tidyName } from '../../prose/index.ts'
import { type Db, inTransaction, type Transaction } from '../../storage/transaction.ts'
import { type BroughtChapter, bringChapters, bringDraft } from '../../works/index.ts'
import { countLetters, firstLetters } from '../letters.ts'
import { chapterHtml } from './compose.ts'
import { undescribed } from './describe-pictures.ts'
import type { About } from './document.ts'

interface Making {
  readonly id: string
  readonly title: string
  readonly language: string
  readonly now: Date
}

type MadeDraft =
  /** `into`: chapters were added to it. */
  | { readonly made: WorkId; readonly into: boolean }
  | 'no-such-document'
  | 'no-such-work'
  | 'no-title'
  | 'no-language'
  | 'no-chapters'
  | 'chapter-too-long'
  /** Nobody has said what a picture shows. */
  | 'no-alt'

/** A draft of what is left in, or drafts of further chapters of a work; made once, however often it is asked for. */
export const makeDraft = (db: Db, by: Member, making: Making): Promise<MadeDraft> =>
  inTransaction<MadeDraft>(db, async (trx) => {
    const row = await trx
      .selectFrom('documents')
      .select(['about', 'notes', 'into_work_id', 'became_work_id', 'became_at'])
      .where('id', '=', making.id)
      .where('person_id', '=', by.id)
      .forUpdate()
      .executeTakeFirst()
    if (!row) return 'no-such-document'
    if (row.became_at)
      return row.became_work_id
        ? { made: row.became_work_id, into: row.into_work_id !== null }
        : 'no-such-document'
    const chapters = await takenChapters(trx, making.id, row.notes)
    if (chapters.length === 0) return 'no-chapters'
    if (chapters.some(({ html }) => countLetters(html) > LIMITS.chapter)) return 'chapter-too-long'
    if ((await undescribed(trx, making.id)).length > 0) return 'no-alt'
    const made = await bring(trx, by, making, { ...row, chapters })
    if (typeof made === 'object') await noteBecame(trx, making, made.made)
    return made
  })

async function takenChapters(
  trx: Transaction,
  id: string,
  notes: Readonly<Record<string, string>>,
): Promise<BroughtChapter[]> {
  const rows = await trx
    .selectFrom('document_chapters')
    .select(['title', 'blocks'])
    .where('document_id', '=', id)
    .where('left_out', '=', false)
    .orderBy('position')
    .execute()
  return rows.map(({ title, blocks }) => ({ title, html: chapterHtml(blocks, notes) }))
}

interface ToBring {
  readonly about: About
  readonly into_work_id: WorkId | null
  readonly chapters: readonly BroughtChapter[]
}

async function bring(trx: Transaction, by: Member, making: Making, found: ToBring): Promise<MadeDraft> {
  const { about, into_work_id: into, chapters } = found
  const { id: key, now } = making
  if (into) {
    const outcome = await bringChapters(trx, by, { workId: into, chapters, now })
    return outcome === 'brought' ? { made: into, into: true } : 'no-such-work'
  }
  const title = firstLetters(tidyName(making.title), LIMITS.title)
  const language = making.language ? languageOf(making.language) : undefined
  if (!title) return 'no-title'
  if (!language) return 'no-language'
  const text = { title, language: language.code, ...saidOf(about), chapters }
  return { made: await bringDraft(trx, by, text, { key, now }), into: false }
}

/** What the files say of themselves, as far as there is room for it. */
function saidOf(about: About) {
  const given = htmlFrom(about.summary, 'html')
  const summary = cleanHtml(given, 'summary')
  const notes = cleanHtml(given, 'notes')
  const fits = countLetters(summary) <= LIMITS.summary
  const names = (list: readonly string[]): string[] =>
    list.map((name) => firstLetters(tidyName(name), LIMITS.tag)).filter(Boolean)
  const fandoms = names(about.fandoms).slice(0, LIMITS.tags)
  return {
    summary: fits ? summary : '',
    notes: fits || countLetters(notes) > LIMITS.notes ? '' : notes,
    fandoms,
    additionalTags: names(about.tags).slice(0, LIMITS.tags - fandoms.length),
  }
}

/** What was read is in the draft now; only that these files were brought is remembered. */
async function noteBecame(trx: Transaction, { id, now }: Making, work: WorkId): Promise<void> {
  await trx.deleteFrom('document_chapters').where('document_id', '=', id).execute()
  await trx
    .updateTable('documents')
    .set({ became_work_id: work, became_at: now, files_read: '', notes: '{}' })
    .where('id', '=', id)
    .execute()
}
