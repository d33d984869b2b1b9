import { ownPenNames } from '../../accounts/index.ts'
import type { Member } from '../../core/actor.ts'
import type { WorkId } from '../../core/ids.ts'
import { countWords } from '../../prose/index.ts'
import type { Transaction } from '../../storage/transaction.ts'
import { NOTHING_SAID } from '../record.ts'
import { type LockRefusal, lockOwnWork } from './lock-own.ts'
import { renewWork } from './renew-work.ts'
import { chapterVector, makeWork } from './save-work-new.ts'
import type { WorkFields } from './work-fields.ts'

/** A text that was written elsewhere, whole. All HTML is clean. */
interface BroughtText {
  readonly title: string
  readonly language: string
  readonly summary: string
  readonly notes: string
  readonly fandoms: readonly string[]
  readonly additionalTags: readonly string[]
  readonly chapters: readonly BroughtChapter[]
}

export interface BroughtChapter {
  readonly title: string
  readonly html: string
}

interface Bringing {
  readonly key: string
  readonly now: Date
}

/** A draft of it: what its writer has not said (rating, warnings …) its form asks. All its chapters post with it. */
export async function bringDraft(
  trx: Transaction,
  actor: Member,
  { chapters: [first, ...rest], ...text }: BroughtText,
  { key, now }: Bringing,
): Promise<WorkId> {
  const [pen] = await ownPenNames(trx, actor)
  const fields: WorkFields = {
    ...text,
    ...UNSAID,
    expected: rest.length ? null : 1,
    pens: pen ? [pen.id] : [],
    chapter: first ?? { title: '', html: '' },
  }
  const id = await makeWork(trx, actor, { fields, given: {}, typed: {}, baseUrl: '', key, now })
  if (rest.length === 0) return id
  await putBehind(trx, id, { chapters: rest, language: text.language, standing: 'posted' })
  await renewWork(trx, id, { by: actor, now, dated: false })
  return id
}

const UNSAID = {
  rating: 'Not Rated',
  warnings: [],
  categories: [],
  relationships: [],
  characters: [],
  endNotes: '',
  permissions: NOTHING_SAID,
  audience: 'public',
  commentsFrom: 'members',
  commentsModerated: false,
  published: null,
  announced: true,
} as const

/** Drafts of further chapters, behind those the work has. */
export async function bringChapters(
  trx: Transaction,
  actor: Member,
  { workId, chapters, now }: { workId: WorkId; chapters: readonly BroughtChapter[]; now: Date },
): Promise<LockRefusal | 'brought'> {
  const work = await lockOwnWork(trx, actor, workId)
  if (typeof work === 'string') return work
  await putBehind(trx, workId, { chapters, language: work.language, standing: 'draft' })
  await renewWork(trx, workId, { by: actor, now, dated: false })
  return 'brought'
}

interface Behind {
  readonly chapters: readonly BroughtChapter[]
  readonly language: string
  readonly standing: 'draft' | 'posted'
}

/** So many rows to a statement. */
const AT_ONCE = 100

async function putBehind(
  trx: Transaction,
  id: WorkId,
  { chapters, language, standing }: Behind,
): Promise<void> {
  const { last } = await trx
    .selectFrom('chapters')
    .select((row) => row.fn.max('position').as('last'))
    .where('work_id', '=', id)
    .executeTakeFirstOrThrow()
  const rows = chapters.map(({ title, html }, at) => ({
    ...{ work_id: id, position: (last ?? 0) + at + 1, standing, title, html, words: countWords(html) },
    ...{ summary: '', notes: '', end_notes: '', given: null, published_on: null },
    search: chapterVector(title, html, language),
  }))
  for (let from = 0; from < rows.length; from += AT_ONCE)
    await trx
      .insertInto('chapters')
      .values(rows.slice(from, from + AT_ONCE))
      .execute()
}
