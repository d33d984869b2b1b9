import type { PenName } from '../accounts/index.ts'
import type { WorkId } from '../core/ids.ts'
import { href, routes } from '../routes.ts'
import type { SkinName } from '../skins/index.ts'
import type { Page } from '../web/page.ts'
import { type Faults, many, NAMED, one, type Place, type TogetherView, type Typed } from '../works/index.ts'
import type { Begun } from './manuscript-list.ts'
import type { OpenedForm } from './manuscript-restore.ts'

/** What the pages of a work's form are made from: the fields as they were typed, and what the work is now. */
export interface WorkFormView {
  readonly page: Page
  readonly typed: Typed
  readonly faults: Faults
  readonly pens: readonly PenName[]
  /** Null: a new work. */
  readonly work: FormWork | null
  readonly together: TogetherView
  /** Work skins that may be chosen. */
  readonly skins: readonly SkinName[]
  /** How it was opened, where it was: filled again, or with others begun beside it. */
  readonly opened: OpenedForm | null
  /** Typed into forms of its chapters, and not saved. */
  readonly inChapters: readonly Begun[]
  /** The writer's own. */
  readonly zone: string
  readonly now: Date
}

export const placeOf = (work: { readonly id: WorkId } | null): Place => ({
  ...{ part: 'work' as const, workId: work?.id ?? null, chapterId: null },
})

/** The whole form, or the one with the tags alone. */
export type FormPart = 'whole' | 'tags'

export interface FormWork {
  readonly id: WorkId
  readonly title: string
  readonly standing: 'draft' | 'scheduled' | 'posted' | 'hidden'
  readonly chapters: number
}

/** Readers have seen it. */
export const isShown = (work: FormWork | null): boolean =>
  work?.standing === 'posted' || work?.standing === 'hidden'

/** Its text stands in the same form. */
export const hasText = (work: FormWork | null): boolean => work === null || work.chapters === 1

/** Any of these fields says something, or is at fault: then it is not folded away. */
export const isOpen = ({ typed, faults }: WorkFormView, names: readonly string[]): boolean =>
  names.some((name) => faults[name] !== undefined || many(typed, name).length > 0)

export const value = ({ typed }: WorkFormView, name: string): string => one(typed, name)

export const tagsTyped = (view: WorkFormView): number =>
  NAMED.reduce(
    (sum, [field]) =>
      sum +
      value(view, field)
        .split(/[,，、]/)
        .filter((name) => name.trim()).length,
    0,
  )

/** Where a form is sent. */
export function formAction(work: FormWork | null, part: FormPart): string {
  if (!work) return routes.newWork
  return href(part === 'tags' ? routes.editTags : routes.editWork, { workId: work.id })
}
