import { randomUUID } from 'node:crypto'
import { ownPenNames } from '../accounts/index.ts'
import type { Member } from '../core/actor.ts'
import type { WorkId } from '../core/ids.ts'
import type { Db } from '../storage/transaction.ts'
import type { Page } from '../web/page.ts'
import { locale } from '../web/say.ts'
import {
  type Faults,
  type OwnFields,
  one,
  type Typed,
  togetherView,
  typedFrom,
  type WorkForm,
} from '../works/index.ts'
import type { FormPart, FormWork, WorkFormView } from './work-form-view.ts'

/** Which button was pressed. */
export type PressedAs = 'post' | 'draft' | 'preview' | 'edit' | 'schedule'

const BUTTONS: readonly PressedAs[] = ['post', 'draft', 'preview', 'edit', 'schedule']

export const pressedAs = (typed: Typed): PressedAs =>
  BUTTONS.find((button) => button === one(typed, 'as')) ?? 'post'

/** What a form sent, for the verb that saves it. */
export function sentForm(
  typed: Typed,
  { now, baseUrl }: { readonly now: () => Date; readonly baseUrl: string },
  where: { readonly id?: WorkId | undefined; readonly part?: FormPart } = {},
): WorkForm {
  const as = pressedAs(typed)
  const base = one(typed, 'base')
  return {
    id: where.id,
    tagsOnly: where.part === 'tags',
    typed,
    intent: as === 'preview' || as === 'edit' ? 'draft' : as,
    key: UUID.test(one(typed, 'key')) ? one(typed, 'key') : randomUUID(),
    base: /^\d{1,9}$/.test(base) ? Number(base) : null,
    now: now(),
    baseUrl,
  }
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i

interface Opening {
  readonly page: Page
  readonly db: Db
  readonly actor: Member
  /** Null: a new work. */
  readonly there: OwnFields | null
  /** What was typed into it before, if anything. */
  readonly typed?: Typed
  readonly faults?: Faults
}

/** The form of a work as it is, or as it was typed. */
export async function workFormView({
  page,
  db,
  actor,
  there,
  typed,
  faults = {},
}: Opening): Promise<WorkFormView> {
  const pens = await ownPenNames(db, actor)
  const usual = pens[0] ? [String(pens[0].id)] : []
  const begun: Typed = there
    ? { ...typedFrom(there.fields), base: String(there.version) }
    : { expected: '1', language: locale(), pen: usual }
  return {
    page,
    pens,
    work: there && formWork(there),
    faults,
    together: await togetherView(db, actor, there?.id),
    typed: { key: randomUUID(), ...(typed ?? begun) },
  }
}

export const formWork = ({ id, fields, standing, chapters }: OwnFields): FormWork => ({
  ...{ id, standing, chapters, title: fields.title },
})
