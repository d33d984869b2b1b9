import { ownPenNames } from '../../accounts/index.ts'
import type { Member } from '../../core/actor.ts'
import type { PenNameId, WorkId } from '../../core/ids.ts'
import { type Db, inTransaction, type Transaction } from '../../storage/transaction.ts'
import type { Typed } from '../tables.ts'
import { lockOwnWork } from './lock-own.ts'
import { forgetManuscript } from './manuscripts.ts'
import { type OwnFields, ownFields } from './own-fields.ts'
import { saveTogether } from './save-together.ts'
import { togetherFaults } from './save-together-faults.ts'
import { changeWork, sameFields } from './save-work-changed.ts'
import { makeWork } from './save-work-new.ts'
import { alreadyMade, noteMade } from './submissions.ts'
import { type ReadFields, readFields, readTagsForm, typedFrom } from './work-fields.ts'
import type { Faults } from './work-limits.ts'

export interface WorkForm {
  /** Absent: a new work. */
  readonly id?: WorkId | undefined
  readonly typed: Typed
  /** `post` shows it to its readers, or keeps it shown; `draft` saves it as it stands. */
  readonly intent: 'post' | 'draft' | 'schedule'
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
  | { readonly saved: WorkId }
  | { readonly faults: Faults }
  /** Somebody, perhaps the same person in another window, has saved it since: what it is now. */
  | { readonly conflict: { readonly id: WorkId; readonly version: number; readonly now: Typed } }
  | 'no-such-work'
  | 'not-yours'

/** Saves what a work's form says, whole or not at all: a new work once for each form, one that is there only on what it is. */
export const saveWork = (db: Db, actor: Member, form: WorkForm): Promise<SavedWork> =>
  inTransaction<SavedWork>(db, async (trx) => {
    const outcome = form.id ? await saveThere(trx, actor, form, form.id) : await saveNew(trx, actor, form)
    if (typeof outcome === 'object' && 'saved' in outcome) await forgetManuscript(trx, actor.id, form.key)
    return outcome
  })

async function saveNew(trx: Transaction, actor: Member, form: WorkForm): Promise<SavedWork> {
  const pens = await ownPens(trx, actor)
  const typed = { ...NEW, pen: [String(pens.usual ?? '')], ...form.typed }
  const read = readFields(typed, { ...form, pens: pens.all, oneChapter: true })
  const together = await togetherFaults(trx, actor, form.typed, { baseUrl: form.baseUrl })
  if ('faults' in read || hasAny(together)) return allFaults(read, together)
  const submission = { key: form.key, person: actor.id, now: form.now }
  const made = await alreadyMade(trx, submission)
  if (made?.workId) return meet(trx, actor, made.workId, read)
  const workId = await makeWork(trx, actor, { ...form, ...read })
  await saveTogether(trx, actor, workId, form.typed, form)
  await noteMade(trx, submission, { workId, chapterId: null })
  return { saved: workId }
}

/** What a form leaves open that it does not have. */
const NEW: Typed = { expected: '1' }

/** The same form again: it led to this work. What was typed into it since is not lost: it meets what was saved. */
async function meet(trx: Transaction, actor: Member, id: WorkId, { fields }: ReadFields): Promise<SavedWork> {
  const there = await ownFields(trx, actor, id)
  if (!there || sameFields(there, fields)) return { saved: id }
  return conflictWith(there)
}

async function saveThere(trx: Transaction, actor: Member, form: WorkForm, id: WorkId): Promise<SavedWork> {
  const locked = await lockOwnWork(trx, actor, id)
  if (typeof locked === 'string') return locked
  const there = await ownFields(trx, actor, id)
  if (!there) return 'no-such-work'
  const read = await readChange(trx, actor, form, there)
  const together = form.tagsOnly
    ? {}
    : await togetherFaults(trx, actor, form.typed, { workId: id, baseUrl: form.baseUrl })
  if ('faults' in read || hasAny(together)) return allFaults(read, together)
  if (form.base !== null && form.base !== there.version && !sameFields(there, read.fields))
    return conflictWith(there)
  await changeWork(trx, actor, { ...form, ...read, there })
  if (!form.tagsOnly) await saveTogether(trx, actor, id, form.typed, form)
  return { saved: id }
}

const hasAny = (faults: Faults): boolean => Object.keys(faults).length > 0

const allFaults = (read: ReadFields | { readonly faults: Faults }, together: Faults) => ({
  faults: { ...('faults' in read ? read.faults : {}), ...together },
})

async function readChange(trx: Transaction, actor: Member, form: WorkForm, there: OwnFields) {
  const { mostTags, now } = form
  if (form.tagsOnly) {
    const read = readTagsForm(form.typed, { mostTags, before: there.fields })
    return 'faults' in read ? read : { fields: { ...there.fields, ...read.tags }, given: {} }
  }
  const pens = await ownPens(trx, actor)
  // A box that is not ticked is not sent; everything else that a form does not have stays as it is.
  const typed = {
    ...typedFrom(there.fields),
    warning: [],
    category: [],
    comments_moderated: '',
    ...form.typed,
  }
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
