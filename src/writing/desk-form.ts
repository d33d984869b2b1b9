import { randomUUID } from 'node:crypto'
import { ownPenNames, preferencesOf } from '../accounts/index.ts'
import type { Member } from '../core/actor.ts'
import { skinsToChoose } from '../skins/index.ts'
import type { Db } from '../storage/transaction.ts'
import type { Page } from '../web/page.ts'
import { locale } from '../web/say.ts'
import {
  type Faults,
  type Intent,
  type Manuscript,
  type OwnFields,
  one,
  SKIN_FIELD,
  STOOD_FIELD,
  scheduleOf,
  sinceOpened,
  stoodOf,
  type Typed,
  togetherTyped,
  togetherView,
  typedFrom,
  type WorkForm,
} from '../works/index.ts'
import { begunInChapters, keptTextsApart } from './manuscript-apart.ts'
import { isKey } from './manuscript-places.ts'
import { type OpenedForm, openForm } from './manuscript-restore.ts'
import { scheduleFaults, scheduleTyped } from './schedule-fields.tsx'
import { type FormPart, type FormWork, placeOf, type WorkFormView } from './work-form-view.ts'

/** Which button was pressed. */
export type PressedAs = Intent | 'preview' | 'edit'

const BUTTONS: readonly PressedAs[] = ['post', 'draft', 'preview', 'edit', 'schedule']

export const pressedAs = (typed: Typed): PressedAs =>
  BUTTONS.find((button) => button === one(typed, 'as')) ?? 'post'

/** What a form sent, for the verb that saves it. */
export function sentForm(
  typed: Typed,
  { now, baseUrl }: { readonly now: () => Date; readonly baseUrl: string },
  where: { readonly there?: OwnFields | null; readonly part?: FormPart } = {},
): WorkForm {
  const as = pressedAs(typed)
  const base = one(typed, 'base')
  const { there } = where
  // The hour of a work that has come before its readers is over, and means nothing any more.
  const isShown = there?.standing === 'posted' || there?.standing === 'hidden'
  return {
    id: there?.id,
    tagsOnly: where.part === 'tags',
    typed,
    intent: as === 'preview' || as === 'edit' ? 'draft' : as,
    ...(as === 'schedule' && where.part !== 'tags' && !isShown ? waiting(typed, now()) : {}),
    key: isKey(one(typed, 'key')) ? one(typed, 'key') : randomUUID(),
    base: /^\d{1,9}$/.test(base) ? Number(base) : null,
    now: now(),
    baseUrl,
  }
}

function waiting(typed: Typed, now: Date): Pick<WorkForm, 'schedule' | 'faults'> {
  const schedule = scheduleOf(typed, now)
  return typeof schedule === 'string' ? { faults: scheduleFaults(schedule) } : { schedule }
}

interface Opening {
  readonly page: Page
  readonly db: Db
  readonly now: Date
  readonly actor: Member
  /** Null: a new work. */
  readonly there: OwnFields | null
}

/** A form that was sent and comes back as it was typed. */
export async function sentView(
  opening: Opening & { readonly typed: Typed; readonly faults?: Faults | undefined },
): Promise<WorkFormView> {
  return { ...(await around(opening)), typed: opening.typed, faults: opening.faults ?? {}, opened: null }
}

/** Somebody has saved the work since that was typed. */
interface Outdated {
  readonly manuscript: Manuscript
  /** What the work is now. */
  readonly theirs: Typed
  readonly version: number
}

/** The form of a work as it is; with what was typed into it and not saved. */
export async function openedView(
  opening: Opening & { readonly part: FormPart; readonly manuscript: string | undefined },
): Promise<WorkFormView | Outdated> {
  const { db, actor, there, manuscript: asked } = opening
  const fresh = there ? await storedTyped(db, actor, there) : await blank(opening)
  const version = there?.version ?? null
  // The form of tags alone is short: nothing of it is kept, and nothing of the whole one is put into it.
  if (opening.part === 'tags') {
    const marks = { key: randomUUID(), base: String(version) }
    return sentView({ ...opening, typed: { ...fresh, ...marks } })
  }
  if (there) await keptTextsApart(db, actor, there, fresh)
  const stands = async (typed: Typed) => there !== null && (await sinceOpened(db, { typed }, there)).untouched
  const opened = await openForm(db, actor, { place: placeOf(there), fresh, version, stands, asked })
  if (opened.how === 'conflict') {
    return { manuscript: opened.manuscript, theirs: fresh, version: version ?? 0 }
  }
  return { ...(await around(opening)), typed: marked(opened), faults: {}, opened }
}

/** A work as its form holds it, with what stands beside its own fields. */
export const storedTyped = async (db: Db, actor: Member, there: OwnFields): Promise<Typed> => ({
  [STOOD_FIELD]: await stoodOf(db, there),
  ...(await fieldsTyped(db, actor, there)),
  expected_was: typedFrom(there.fields).expected ?? '',
})

const fieldsTyped = async (
  db: Db,
  actor: Member,
  { id, fields, schedule, skin }: OwnFields,
): Promise<Typed> => ({
  ...typedFrom(fields),
  ...togetherTyped(await togetherView(db, actor, id)),
  [SKIN_FIELD]: skin === null ? '' : String(skin),
  ...scheduleTyped(schedule?.local ?? null, schedule?.zone ?? null),
})

async function blank({ db, actor }: Opening): Promise<Typed> {
  const [usual] = await ownPenNames(db, actor)
  return { expected: '1', language: locale(), pen: usual ? [String(usual.id)] : [] }
}

const marked = ({ fields, key, base, kept }: OpenedForm): Typed => ({
  ...fields,
  ...{ key, kept: String(kept), base: base === null ? '' : String(base) },
})

async function around({ page, db, now, actor, there }: Opening) {
  const { timeZone: zone } = await preferencesOf(db, actor)
  return {
    ...{ page, zone, now, work: there && formWork(there) },
    pens: await ownPenNames(db, actor),
    together: await togetherView(db, actor, there?.id),
    inChapters: there ? await begunInChapters(db, actor, there.id) : [],
    skins: await skinsToChoose(db, actor, 'work'),
  }
}

export const formWork = ({ id, fields, standing, chapters }: OwnFields): FormWork => ({
  ...{ id, standing, chapters, title: fields.title },
})
