import type { Member } from '../../core/actor.ts'
import type { ChapterId, WorkId } from '../../core/ids.ts'
import { type Db, inTransaction, type Transaction } from '../../storage/transaction.ts'
import type { Typed } from '../tables.ts'
import { type ChapterFields, chapterFields } from './chapter-fields.ts'
import { signNewChapter } from './chapter-signers.ts'
import { keepFormer } from './keep-former.ts'
import { keepPlan } from './keep-plan.ts'
import { type LockedWork, type LockRefusal, lockOwnWork } from './lock-own.ts'
import { letGoOfManuscript } from './manuscripts.ts'
import { lastPlace, makePlace, moveChapter, settleDraft } from './place-chapter.ts'
import { showChapter } from './post-chapter.ts'
import { renewWork } from './renew-work.ts'
import { namesCreators, saveTogether } from './save-together.ts'
import { togetherFaults } from './save-together-faults.ts'
import { type Schedule, tellWhenDue } from './schedule.ts'
import { chapterSince } from './stood.ts'
import { type StoredChapter, storedChapter, writeChapter } from './store-chapter.ts'
import { alreadyMade, noteMade } from './submissions.ts'
import { type Faults, tooManyTags } from './work-limits.ts'

export interface ChapterForm {
  readonly workId: WorkId
  /** Null: a new one. */
  readonly chapterId: ChapterId | null
  readonly fields: Typed
  /** Of a chapter that readers have already, each saves it and leaves it there. */
  readonly intent: 'post' | 'draft' | { readonly schedule: Schedule }
  /** The form's own: what it makes is made once. */
  readonly key: string
  /** The version it was opened on; of a new chapter null. */
  readonly base: number | null
  readonly now: Date
  readonly baseUrl: string
}

export type SavedChapter =
  | {
      readonly saved: ChapterId
      readonly as: 'posted' | 'draft' | 'scheduled'
      /** The form was opened before its readers had it, and they have it now. */
      readonly postedSince?: boolean
    }
  | { readonly faults: Faults }
  /** Somebody, perhaps the same person in another window, has saved it since. */
  | { readonly conflict: StoredChapter }
  | LockRefusal
  | 'no-such-chapter'

/** Saves what a chapter's form says, whole or not at all: once for each form, and only on what the form was opened on. */
export const saveChapter = (db: Db, actor: Member, form: ChapterForm): Promise<SavedChapter> =>
  inTransaction<SavedChapter>(db, async (trx) => {
    const work = await lockOwnWork(trx, actor, form.workId)
    if (typeof work === 'string') return work
    const there = form.chapterId ? await storedChapter(trx, form.workId, form.chapterId) : null
    if (there === undefined) return 'no-such-chapter'
    const made = await madeBefore(trx, actor, form)
    const since = there && form.base !== there.version ? chapterSince(form.fields, there) : AS_OPENED
    if (made && (!there || (there.id === made && !since.untouched)))
      return meet(trx, actor, { form, work }, made)
    const fields = await readForm(trx, actor, { form, work, there })
    if ('faults' in fields) return fields
    if (there && !since.untouched) return { conflict: there }
    const saved = await write(trx, actor, { form, work, there, fields })
    return { ...saved, postedSince: since.posted }
  })

const AS_OPENED = { untouched: true, posted: false }

async function readForm(
  trx: Transaction,
  actor: Member,
  { form, work, there }: Omit<Writing, 'fields'>,
): Promise<ChapterFields | { readonly faults: Faults }> {
  const { now, workId, baseUrl } = form
  const readable = form.intent !== 'draft' || (there?.standing === 'posted' && isBeforeReaders(work))
  const fields = chapterFields(form.fields, { now, readable, before: there })
  const where = { workId, baseUrl, ...(there ? { chapterId: there.id } : {}) }
  const together = await togetherFaults(trx, actor, form.fields, where)
  const over = there ? undefined : tooManyTags(await tagsOn(trx, workId))
  const faults = {
    ...('faults' in fields ? fields.faults : {}),
    ...together,
    ...(over ? { chapter_title: over } : {}),
  }
  return Object.keys(faults).length > 0 ? { faults } : fields
}

/** Those that writers name themselves: a work with more of them than a work may have gets no further chapter. */
async function tagsOn(trx: Transaction, id: WorkId): Promise<number> {
  const { many } = await trx
    .selectFrom('work_tags')
    .innerJoin('tags', 'tags.id', 'work_tags.tag_id')
    .select((row) => row.fn.countAll<number>().as('many'))
    .where('work_id', '=', id)
    .where('kind', 'in', ['fandom', 'relationship', 'character', 'freeform'])
    .executeTakeFirstOrThrow()
  return many
}

type Written = Extract<SavedChapter, { readonly saved: ChapterId }>

interface Writing {
  readonly form: ChapterForm
  readonly work: LockedWork
  readonly there: StoredChapter | null
  readonly fields: ChapterFields
}

async function write(trx: Transaction, actor: Member, writing: Writing): Promise<Written> {
  const { form, work, there, fields } = writing
  const { workId, now, key } = form
  const submission = { key, person: actor.id, now }
  await alreadyMade(trx, submission)
  if (there) await keepWhatItWas(trx, actor, writing)
  const place = there ? there.position : await makePlace(trx, workId, fields.position)
  const open = !isBeforeReaders(work)
  const schedule =
    typeof form.intent === 'object' && there?.standing !== 'posted' ? form.intent.schedule : null
  const id = await writeChapter(trx, { workId, there, fields, place, schedule })
  if (there && fields.position !== null && fields.position !== there.position)
    await moveChapter(trx, workId, { id, from: there.position, to: fields.position })
  await sign(trx, actor, { form, there }, id)
  if (open) await settleDraft(trx, workId)
  await keepPlan(trx, actor, { workId, planned: fields.expected, now })
  const posts = form.intent === 'post' && !open && there?.standing !== 'posted'
  if (posts) await showChapter(trx, actor, { workId, chapterId: id, now })
  else {
    const headStays = there !== null && !namesCreators(form.fields)
    await renewWork(trx, workId, { by: actor, now, dated: isRedated(writing), headStays })
  }
  if (schedule) await tellWhenDue(trx, schedule.at, now)
  await noteMade(trx, submission, { workId, chapterId: id })
  await letGoOfManuscript(trx, actor.id, key, form.fields)
  const shown = posts || (there?.standing === 'posted' && !open)
  return { saved: id, as: shown ? 'posted' : schedule ? 'scheduled' : 'draft' }
}

/** Who writes it, and whoever else is asked to. */
async function sign(
  trx: Transaction,
  actor: Member,
  { form, there }: Pick<Writing, 'form' | 'there'>,
  chapterId: ChapterId,
): Promise<void> {
  const { workId, now, baseUrl } = form
  if (!there) await signNewChapter(trx, actor, { work: workId, chapter: chapterId })
  await saveTogether(trx, actor, workId, form.fields, { now, baseUrl, chapterId })
}

const isBeforeReaders = ({ standing }: LockedWork): boolean =>
  standing !== 'draft' && standing !== 'scheduled'

/** A date of a chapter that readers have: the work stands elsewhere among others. */
const isRedated = ({ there, fields, work }: Writing): boolean =>
  there?.standing === 'posted' &&
  isBeforeReaders(work) &&
  fields.published !== null &&
  fields.published !== (there.published ?? work.published_on)

/** Only where something a reader could see is changed. */
async function keepWhatItWas(trx: Transaction, by: Member, { form, there, fields }: Writing): Promise<void> {
  if (!there || isAsItWas(there, fields)) return
  const { workId, now } = form
  const shown = fields.shown && there.standing === 'posted' ? { shown: fields.shown } : {}
  await keepFormer(trx, { workId, chapterId: there.id, by, now, ...shown })
}

const isAsItWas = (there: StoredChapter, fields: ChapterFields): boolean =>
  there.title === fields.title &&
  there.summary === fields.summary &&
  there.notes === fields.notes &&
  there.endNotes === fields.endNotes &&
  there.html === fields.html &&
  (fields.published === null || fields.published === there.published)

/** What this very form has made in this work. The work is locked: nobody makes it at this moment. */
async function madeBefore(
  trx: Transaction,
  { id }: Member,
  { key, workId }: ChapterForm,
): Promise<ChapterId | null | undefined> {
  const row = await trx
    .selectFrom('submissions')
    .select('chapter_id')
    .where('key', '=', key)
    .where('person_id', '=', id)
    .where('work_id', '=', workId)
    .executeTakeFirst()
  return row?.chapter_id
}

/**
 * The same form again leads to the same chapter. What was typed into it since is not lost: what only adds something is
 * done, what would write over something meets what was saved.
 */
async function meet(
  trx: Transaction,
  actor: Member,
  { form, work }: Pick<Writing, 'form' | 'work'>,
  made: ChapterId,
): Promise<SavedChapter> {
  const there = await storedChapter(trx, form.workId, made)
  if (!there) return 'no-such-chapter'
  const fields = await readForm(trx, actor, { form, work, there })
  if ('faults' in fields) return fields
  const writing = { form, work, there, fields }
  if (!isAsItWas(there, fields) || (await writesOver(trx, writing, there))) return { conflict: there }
  if (asksMore(writing, there)) return write(trx, actor, writing)
  return {
    saved: there.id,
    as: there.standing === 'posted' ? 'posted' : there.postsAt ? 'scheduled' : 'draft',
  }
}

/** Its place, its hour, the plan, whether it is told of: is one of them said otherwise than it is? */
async function writesOver(
  trx: Transaction,
  { form, work, fields }: Writing,
  there: StoredChapter,
): Promise<boolean> {
  if (fields.announced !== there.announced) return true
  const { intent, workId } = form
  if (typeof intent === 'object' && there.postsAt) {
    const { local, zone } = intent.schedule
    if (local !== there.postsLocal || zone !== there.postsZone) return true
  }
  const { expected, position } = fields
  const planned =
    expected !== null && expected !== 'as-it-is' && expected < work.chapters_posted ? null : expected
  if (planned !== 'as-it-is' && planned !== work.chapters_expected) return true
  return position !== null && Math.min(position, await lastPlace(trx, workId)) !== there.position
}

/** Somebody else is to sign it, or it is to come before readers, or to wait, otherwise than it does. */
function asksMore({ form, work }: Writing, { standing, postsAt }: StoredChapter): boolean {
  if (namesCreators(form.fields)) return true
  if (standing === 'posted') return false
  if (form.intent === 'post') return isBeforeReaders(work)
  return (form.intent === 'draft') === (postsAt !== null)
}
