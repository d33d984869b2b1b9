import { createHash } from 'node:crypto'
import type { Db } from '../../storage/transaction.ts'
import { stableJson } from '../content-hash.ts'
import type { Typed } from '../tables.ts'
import { besideOf } from './beside.ts'
import { isTouched } from './chapter-fields.ts'
import { oneTyped } from './names-typed.ts'
import type { OwnFields } from './own-fields.ts'
import { headOf } from './save-work-changed.ts'
import type { StoredChapter } from './store-chapter.ts'
import { one, plannedIn } from './work-fields.ts'

/*
 * A form carries digests of what was stored when it was opened. The version counts everything that happens to a work:
 * also a chapter that posts itself, and an order of chapters. A form on an older version, in whose part nothing is
 * stored otherwise than it stood, writes over nothing. The revisions could not tell: they do not say of which version
 * they are, nor what a work's comments, names and style were.
 */

export const STOOD_FIELD = 'stood'

/** Since a form was opened: may it be saved on what is stored now, and has it come before its readers meanwhile? */
interface Since {
  readonly untouched: boolean
  readonly posted: boolean
}

/** Read before the form's other fields: whatever is saved between the two makes it another, never the same. */
export async function stoodOf(db: Db, there: OwnFields): Promise<string> {
  const { fields, schedule, chapter } = there
  const parts = [tagsOf(there), await headIn(db, there, fields.published), fields.chapter, schedule]
  return [...parts.map(digest), isShown(there) ? 'shown' : 'unseen', chapter?.id ?? ''].join('.')
}

/** Of a form that held the text of a work's only chapter: which that was, where it says so, and whether it was typed in. */
export function textStood(typed: Typed): { readonly chapter: string; readonly isTyped: boolean } {
  const [, , text, , , chapter = ''] = oneTyped(typed, STOOD_FIELD).split('.')
  return { chapter, isTyped: text !== digest(textSent(typed)) }
}

const textSent = (typed: Typed) => ({ title: one(typed, 'chapter_title'), html: one(typed, 'body') })

/** Did that text stand in the form when it was opened? */
export const stoodAs = (typed: Typed, { title, html }: Pick<StoredChapter, 'title' | 'html'>): boolean =>
  oneTyped(typed, STOOD_FIELD).split('.')[2] === digest({ title, html })

interface Sent {
  readonly typed: Typed
  readonly tagsOnly?: boolean
}

/** Of a locked work. */
export async function sinceOpened(db: Db, { typed, tagsOnly }: Sent, there: OwnFields): Promise<Since> {
  const [tags, head, text, hour, standing] = oneTyped(typed, STOOD_FIELD).split('.')
  const posted = standing === 'unseen' && isShown(there)
  if (tagsOnly) return { untouched: tags === digest(tagsOf(there)), posted }
  const days = [there.fields.published, ...(posted && !oneTyped(typed, 'published') ? [null] : [])]
  const before = isTouched(typed, 'expected') ? there : plannedAsBefore(there, typed)
  const heads = await Promise.all(days.map(async (day) => digest(await headIn(db, before, day))))
  const untouched =
    heads.some((each) => each === head) &&
    isTextKept(typed, text, there) &&
    (posted || hour === digest(there.schedule))
  return { untouched, posted }
}

/** A plan grows with the chapters: who did not touch it does not write over it. */
const plannedAsBefore = (there: OwnFields, typed: Typed): OwnFields => ({
  ...there,
  fields: { ...there.fields, expected: plannedIn(one(typed, 'expected_was')) },
})

/** Where the work has got several chapters its form says no text any more: then none may have been changed in it. */
function isTextKept(typed: Typed, text: string | undefined, { fields, chapter }: OwnFields): boolean {
  if (!('body' in typed) || text === digest(fields.chapter)) return true
  return chapter === null && text === digest(textSent(typed))
}

const headIn = async (db: Db, { id, fields }: OwnFields, published: string | null) => ({
  ...headOf({ ...fields, published }),
  beside: await besideOf(db, id),
})

const tagsOf = ({ fields }: OwnFields) => {
  const { rating, warnings, categories, fandoms, relationships, characters, additionalTags } = fields
  return { rating, warnings, categories, fandoms, relationships, characters, additionalTags }
}

const isShown = ({ standing }: OwnFields): boolean => standing === 'posted' || standing === 'hidden'

export const chapterStood = (there: StoredChapter): string =>
  [textsIn(there), there.published, hourOf(there)].map(digest).concat(there.standing).join('.')

/** Of a chapter whose work is locked. Its place and the plan say themselves what they were. */
export function chapterSince(typed: Typed, there: StoredChapter): Since {
  const [texts, day, hour, standing] = oneTyped(typed, STOOD_FIELD).split('.')
  const posted = standing === 'draft' && there.standing === 'posted'
  const days = [there.published, ...(posted && !oneTyped(typed, 'published') ? [null] : [])]
  const untouched =
    texts === digest(textsIn(there)) &&
    days.some((each) => day === digest(each)) &&
    (posted || hour === digest(hourOf(there)))
  return { untouched, posted }
}

const textsIn = ({ title, summary, notes, endNotes, html, announced }: StoredChapter) => ({
  ...{ title, summary, notes, endNotes, html, announced },
})

const hourOf = ({ postsLocal, postsZone }: StoredChapter) => ({ postsLocal, postsZone })

const digest = (value: unknown): string =>
  createHash('sha256').update(stableJson(value)).digest('base64url').slice(0, LETTERS)

/** 132 bits: no two different ones are ever alike. */
const LETTERS = 22
