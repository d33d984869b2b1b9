import { Hono } from 'hono'
import { refuseSuspended } from '../accounts/index.ts'
import type { Member } from '../core/actor.ts'
import { parseWorkId } from '../core/ids.ts'
import { href, routes } from '../routes.ts'
import { type Env, type Handler, typedOf } from '../web/app-env.ts'
import { Refused } from '../web/errors.tsx'
import { render } from '../web/layout.tsx'
import { t } from '../web/say.ts'
import {
  type Faults,
  type OwnFields,
  openOwnWork,
  type SavedWork,
  saveWork,
  type Typed,
} from '../works/index.ts'
import { PlainConflictPage } from './desk-conflict.tsx'
import { pressedAs, sentForm, workFormView } from './desk-form.ts'
import { WorkFormPage } from './work-form.tsx'

export const deskRoutes = () =>
  new Hono<Env>()
    .get(routes.newWork, (c) => forWriter(c, (actor) => showForm(c, { actor, there: null })))

    .post(routes.newWork, (c) =>
      forWriter(c, async (actor) => {
        const typed = await typedOf(c)
        if (pressedAs(typed) === 'edit') return showForm(c, { actor, there: null, typed })
        const outcome = await saveWork(c.var.deps.db, actor, sentForm(typed, c.var.deps))
        return answerSaved(c, { actor, there: null, typed }, outcome)
      }),
    )

    .get(routes.editWork, (c) =>
      forWriter(c, async (actor) => showForm(c, { actor, there: await ownIn(c, actor) })),
    )

    .post(routes.editWork, (c) =>
      forWriter(c, async (actor) => {
        const there = await ownIn(c, actor)
        const typed = await typedOf(c)
        if (pressedAs(typed) === 'edit') return showForm(c, { actor, there, typed })
        const outcome = await saveWork(c.var.deps.db, actor, sentForm(typed, c.var.deps, there.id))
        return answerSaved(c, { actor, there, typed }, outcome)
      }),
    )

/** Pages where something is written: guests log in first, and who is suspended is told until when. */
async function forWriter(c: Handler, answer: (actor: Member) => Promise<Response>): Promise<Response> {
  const { actor, deps, page } = c.var
  if (actor.type === 'guest') return c.redirect(href(routes.login, {}, { back: page.path }), 303)
  await refuseSuspended(deps, actor)
  return answer(actor)
}

async function ownIn(c: Handler, actor: Member): Promise<OwnFields> {
  const id = parseWorkId(c.req.param('workId') ?? '')
  const there = id ? await openOwnWork(c.var.deps.db, actor, id) : 'no-such-work'
  if (there === 'no-such-work') throw new Refused(404)
  if (there === 'not-yours') throw notYours()
  return there
}

const notYours = (): Refused => new Refused(403, t('Only those who wrote it can change a work.'))

interface Opened {
  readonly actor: Member
  /** Null: a new work. */
  readonly there: OwnFields | null
  readonly typed?: Typed
}

async function showForm(c: Handler, opened: Opened, faults?: Faults): Promise<Response> {
  const view = await workFormView({
    ...opened,
    ...{ page: c.var.page, db: c.var.deps.db },
    ...(faults ? { faults } : {}),
  })
  return c.html(render(<WorkFormPage view={view} />), faults ? 422 : 200)
}

async function answerSaved(
  c: Handler,
  opened: Opened & { readonly typed: Typed },
  outcome: SavedWork,
): Promise<Response> {
  if (outcome === 'no-such-work') throw new Refused(404)
  if (outcome === 'not-yours') throw notYours()
  if ('faults' in outcome) return showForm(c, opened, outcome.faults)
  if ('conflict' in outcome) {
    const conflict = { typed: opened.typed, ...outcome.conflict }
    return c.html(render(<PlainConflictPage page={c.var.page} conflict={conflict} />), 409)
  }
  const done = doneBy(opened.there, pressedAs(opened.typed))
  return c.redirect(href(routes.work, { workId: outcome.saved }, { done }), 303)
}

function doneBy(there: OwnFields | null, as: ReturnType<typeof pressedAs>): string {
  const shown = there?.standing === 'posted' || there?.standing === 'hidden'
  if (shown) return 'saved'
  return as === 'post' ? 'posted' : 'kept'
}
