import { ownPenNames } from '../../accounts/index.ts'
import type { Member } from '../../core/actor.ts'
import type { PenNameId, WorkId } from '../../core/ids.ts'
import { type Db, inTransaction, type Transaction } from '../../storage/transaction.ts'
import type { Typed } from '../tables.ts'
import { bannedFaults } from './banned-faults.ts'
import { adds, sameBeside } from './beside.ts'
import { isTouched } from './chapter-fields.ts'
import { dressFaults } from './dress-work.ts'
import { lockOwnWork } from './lock-own.ts'
import { letGoOfManuscript } from './manuscripts.ts'
import { type OwnFields, ownFields } from './own-fields.ts'
import { postNow } from './post-now.ts'
import { namesCreators, tellTogether } from './save-together.ts'
import { togetherFaults } from './save-together-faults.ts'
import { changeWork, sameFields } from './save-work-changed.ts'
import { makeWork } from './save-work-new.ts'
import { callBack, waitUntil } from './save-work-waits.ts'
import type { Schedule } from './schedule.ts'
import { typedAgain } from './sent-again.ts'
import { sinceOpened } from './stood.ts'
import { alreadyMade, noteMade } from './submissions.ts'
import {
  type Faulty,
  type ReadFields,
  readFields,
  readTagsForm,
  typedFrom,
  type WorkFields,
} from './work-fields.ts'
import type { Faults } from './work-limits.ts'

/** `schedule` lets it wait for its hour; `draft` calls one that waits back. */
export type Intent = 'post' | 'draft' | 'schedule'

export interface WorkForm {
  /** Absent: a new work. */
  readonly id?: WorkId | undefined
  readonly typed: Typed
  /** `post` shows it to its readers, or keeps it shown. */
  readonly intent: Intent
  /** When it posts itself. */
  readonly schedule?: Schedule | undefined
  /** What whoever read the form found wrong already. */
  readonly faults?: Faults
  /** The form's own: a new work is made once for it. */
  readonly key: string
  /** The version it was opened on; null: whatever it is now. */
  readonly base: number | null
  readonly now: Date
  readonly baseUrl: string
  /** The form with the tags alone. */
  readonly tagsOnly?: boolean
  readonly mostTags?: number | undefined
}

export type SavedWork =
  /** `postedSince`: the form was opened before its readers had it, and they have it now. */
  | { readonly saved: WorkId; readonly postedSince?: boolean }
  | { readonly faults: Faults }
  /** Somebody, perhaps the same person in another window, has saved it since: what it is now. */
  | { readonly conflict: { readonly id: WorkId; readonly version: number; readonly now: Typed } }
  | 'no-such-work'
  | 'not-yours'

/** Saves what a work's form says, whole or not at all: a new work once for each form, one that is there only on what it is. */
export const saveWork = (db: Db, actor: Member, form: WorkForm): Promise<SavedWork> =>
  inTransaction<SavedWork>(db, async (trx) => {
    const outcome = form.id ? await saveThere(trx, actor, form, form.id) : await saveNew(trx, actor, form)
    if (typeof outcome === 'object' && 'saved' in outcome) await letGo(trx, actor, form, outcome.saved)
    return outcome
  })

/** What would be wrong with saving it, if anything: nothing is changed. */
export const faultsOf = (db: Db, actor: Member, form: WorkForm): Promise<Faults | undefined> =>
  inTransaction(db, async (trx) => {
    const there = form.id && (await ownFields(trx, actor, form.id))
    return there ? allFaults(trx, actor, form, await readChange(trx, actor, form, there)) : undefined
  })

/** What was typed is saved: a keeping of it that comes late would bring it back. */
async function letGo(trx: Transaction, actor: Member, form: WorkForm, workId: WorkId): Promise<void> {
  const { key, now, typed } = form
  const submission = { key, person: actor.id, now }
  if ((await alreadyMade(trx, submission)) === null)
    await noteMade(trx, submission, { workId, chapterId: null })
  await letGoOfManuscript(trx, actor.id, key, typed)
}

async function saveNew(trx: Transaction, actor: Member, form: WorkForm): Promise<SavedWork> {
  const pens = await ownPens(trx, actor)
  const typed = { ...NEW, pen: [String(pens.usual ?? '')], ...form.typed }
  const read = readFields(typed, { ...form, pens: pens.all, oneChapter: true })
  const faults = await allFaults(trx, actor, form, read)
  if (faults || 'faults' in read) return { faults: faults ?? {} }
  const submission = { key: form.key, person: actor.id, now: form.now }
  const made = await alreadyMade(trx, submission)
  if (made?.workId) return meet(trx, actor, { ...form, ...read }, made.workId)
  const workId = await makeWork(trx, actor, { ...form, ...read })
  await stand(trx, actor, form, { id: workId, standing: 'draft' })
  await noteMade(trx, submission, { workId, chapterId: null })
  return { saved: workId }
}

/** Of the work's own fields, and of those of others and other works; undefined: none. */
async function allFaults(
  trx: Transaction,
  actor: Member,
  form: WorkForm,
  read: object | Faulty,
): Promise<Faults | undefined> {
  const { typed, baseUrl, id, tagsOnly } = form
  const where = { baseUrl, ...(id ? { workId: id } : {}) }
  const found = {
    ...(await bannedFaults(trx, typed, id)),
    ...('faults' in read ? read.faults : {}),
    ...(tagsOnly ? {} : await togetherFaults(trx, actor, typed, where)),
    ...(tagsOnly ? {} : await dressFaults(trx, actor, typed, id)),
    ...form.faults,
  }
  return Object.keys(found).length > 0 ? found : undefined
}

/** Before its readers, waiting for its hour, or a draft: as its writer says, where no reader has seen it yet. */
async function stand(
  trx: Transaction,
  actor: Member,
  { intent, schedule, now, baseUrl }: WorkForm,
  { id, standing }: Pick<OwnFields, 'id' | 'standing'>,
): Promise<void> {
  if (isShown({ standing })) return
  if (intent === 'post') {
    await postNow(trx, actor, { id, now })
    return tellTogether(trx, id, { now, baseUrl })
  }
  if (intent === 'schedule' && schedule) return waitUntil(trx, id, schedule, now)
  if (intent === 'draft' && standing === 'scheduled') await callBack(trx, id)
}

/** Readers have seen it. */
const isShown = ({ standing }: Pick<OwnFields, 'standing'>): boolean =>
  standing === 'posted' || standing === 'hidden'

/** What a form leaves open that it does not have. */
const NEW: Typed = { expected: '1' }

/**
 * The same form again: it led to this work. What was typed into it since is not lost: what only adds something is added,
 * what would write over something meets what was saved.
 */
async function meet(
  trx: Transaction,
  actor: Member,
  form: WorkForm & ReadFields,
  id: WorkId,
): Promise<SavedWork> {
  const locked = await lockOwnWork(trx, actor, id)
  if (typeof locked === 'string') return locked
  const there = await ownFields(trx, actor, id)
  if (!there) return 'no-such-work'
  const again = { ...form, typed: await typedAgain(trx, actor, form.typed, there) }
  const same = sameFields(there, form.fields) && (await sameBeside(trx, again, there))
  if (!same) return conflictWith(there)
  if (adds(form.typed) || namesCreators(form.typed)) await changeWork(trx, actor, { ...again, there })
  await stand(trx, actor, form, there)
  return { saved: id }
}

async function saveThere(trx: Transaction, actor: Member, form: WorkForm, id: WorkId): Promise<SavedWork> {
  const locked = await lockOwnWork(trx, actor, id)
  if (typeof locked === 'string') return locked
  const there = await ownFields(trx, actor, id)
  if (!there) return 'no-such-work'
  const read = await readChange(trx, actor, form, there)
  const faults = await allFaults(trx, actor, form, read)
  if (faults || 'faults' in read) return { faults: faults ?? {} }
  const isOlder = form.base !== null && form.base !== there.version
  const since = isOlder ? await sinceOpened(trx, form, there) : { untouched: true, posted: false }
  const saves = since.untouched || (await saysNothingElse(trx, form, there, read.fields))
  if (!saves) return conflictWith(there)
  await changeWork(trx, actor, { ...form, ...read, there })
  await stand(trx, actor, form, there)
  return { saved: id, postedSince: since.posted }
}

/** Where the work has got several chapters since, a text that was typed into its form has no place in it any more. */
const saysNothingElse = async (trx: Transaction, form: WorkForm, there: OwnFields, fields: WorkFields) =>
  sameFields(there, fields) &&
  (there.chapter !== null || !('body' in form.typed)) &&
  sameBeside(trx, form, there)

async function readChange(trx: Transaction, actor: Member, form: WorkForm, there: OwnFields) {
  const { mostTags, now } = form
  if (form.tagsOnly) {
    const read = readTagsForm(form.typed, { mostTags, before: there.fields })
    return 'faults' in read ? read : { fields: { ...there.fields, ...read.tags }, given: {} }
  }
  const pens = await ownPens(trx, actor)
  // A box that is not ticked is not sent; everything else that a form does not have stays as it is.
  const asked: Typed = isShown(there) ? {} : { announced: '' }
  const unticked: Typed = { warning: [], category: [], comments_moderated: '', ...asked }
  const stored = typedFrom(there.fields)
  const plan: Typed = isTouched(form.typed, 'expected') ? {} : { expected: stored.expected ?? '' }
  const typed = { ...stored, ...unticked, ...form.typed, ...plan }
  const oneChapter = there.chapter !== null
  return readFields(typed, { now, mostTags, pens: pens.all, oneChapter, before: there.fields })
}

const conflictWith = (there: OwnFields): SavedWork => ({
  conflict: { id: there.id, version: there.version, now: typedFrom(there.fields) },
})

async function ownPens(
  db: Db,
  actor: Member,
): Promise<{ readonly all: ReadonlySet<PenNameId>; readonly usual: PenNameId | undefined }> {
  const pens = (await ownPenNames(db, actor)).map(({ id }) => id)
  return { all: new Set(pens), usual: pens[0] }
}
