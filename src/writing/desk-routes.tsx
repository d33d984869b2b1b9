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
  type Previewed,
  previewWork,
  type SavedWork,
  saveWork,
  type Typed,
} from '../works/index.ts'
import { draftsRoutes } from './desk-drafts-routes.tsx'
import {
  formWork,
  openedView,
  type PressedAs,
  pressedAs,
  sentForm,
  sentView,
  storedTyped,
} from './desk-form.ts'
import { PreviewPage } from './desk-preview.tsx'
import { TagsPage } from './desk-tags-page.tsx'
import { textApart } from './manuscript-apart.ts'
import { formAddress } from './manuscript-places.ts'
import { answerConflict, showConflict } from './manuscript-routes.tsx'
import { WorkFormPage } from './work-form.tsx'
import { type FormPart, placeOf, type WorkFormView } from './work-form-view.ts'

export const deskRoutes = () =>
  new Hono<Env>()
    .get(routes.newWork, (c) => forWriter(c, (actor) => openForm(c, { actor, there: null, part: 'whole' })))
    .post(routes.newWork, (c) => forWriter(c, (actor) => takeForm(c, { actor, there: null, part: 'whole' })))

    .get(routes.editWork, (c) => forWriter(c, async (actor) => openForm(c, await opened(c, actor, 'whole'))))
    .post(routes.editWork, (c) => forWriter(c, async (actor) => takeForm(c, await opened(c, actor, 'whole'))))

    .get(routes.editTags, (c) => forWriter(c, async (actor) => openForm(c, await opened(c, actor, 'tags'))))
    .post(routes.editTags, (c) => forWriter(c, async (actor) => takeForm(c, await opened(c, actor, 'tags'))))

    .get(routes.previewWork, (c) =>
      forWriter(c, async (actor) => {
        const own = await opened(c, actor, 'whole')
        const typed = own.there ? await storedTyped(c.var.deps.db, actor, own.there) : {}
        return showPreview(c, { ...own, typed: { ...typed, base: String(own.there?.version ?? '') } })
      }),
    )

    .route('/', draftsRoutes())

/** Pages where something is written: guests log in first, and who is suspended is told until when. */
async function forWriter(c: Handler, answer: (actor: Member) => Promise<Response>): Promise<Response> {
  const { actor, deps, page } = c.var
  if (actor.type === 'guest') return c.redirect(href(routes.login, {}, { back: page.path }), 303)
  await refuseSuspended(deps, actor)
  return answer(actor)
}

interface Opened {
  readonly actor: Member
  /** Null: a new work. */
  readonly there: OwnFields | null
  readonly part: FormPart
}

type Sent = Opened & { readonly typed: Typed }

async function opened(c: Handler, actor: Member, part: FormPart): Promise<Opened> {
  const id = parseWorkId(c.req.param('workId') ?? '')
  const there = id ? await openOwnWork(c.var.deps.db, actor, id) : 'no-such-work'
  if (there === 'no-such-work') throw new Refused(404)
  if (there === 'not-yours') throw notYours()
  return { actor, there, part }
}

const notYours = (): Refused => new Refused(403, t('Only those who wrote it can change a work.'))

async function openForm(c: Handler, own: Opened): Promise<Response> {
  const { deps, page } = c.var
  const manuscript = own.part === 'whole' ? c.req.query('manuscript') : undefined
  const view = await openedView({ ...own, page, db: deps.db, now: deps.now(), manuscript })
  if ('manuscript' in view)
    return showConflict(c, { by: own.actor, place: placeOf(own.there), ...view }, view.manuscript)
  return c.html(render(<FormPage view={view} part={own.part} />))
}

/** What was typed comes back; with what is wrong with it, if that is why. */
async function showForm(c: Handler, sent: Sent, faults?: Faults): Promise<Response> {
  const { deps, page } = c.var
  const view = await sentView({ ...sent, faults, page, db: deps.db, now: deps.now() })
  return c.html(render(<FormPage view={view} part={sent.part} />), faults ? 422 : 200)
}

const FormPage = ({ view, part }: { readonly view: WorkFormView; readonly part: FormPart }) =>
  part === 'tags' && view.work ? <TagsPage view={view} work={view.work} /> : <WorkFormPage view={view} />

async function takeForm(c: Handler, own: Opened): Promise<Response> {
  const { db, now } = c.var.deps
  const { rest: typed, text } = await textApart(db, own.actor, {
    ...own,
    typed: await typedOf(c),
    now: now(),
  })
  const as = pressedAs(typed)
  if (as === 'edit' || (as === 'preview' && text)) return showForm(c, { ...own, typed })
  if (as === 'preview') return showPreview(c, { ...own, typed })
  const form = sentForm(typed, c.var.deps, own)
  const outcome = await saveWork(db, own.actor, form)
  if (typeof outcome === 'string' || !('saved' in outcome)) return refuse(c, { ...own, typed }, outcome)
  if (text) return c.redirect(formAddress(text.place, text.key, 'apart'), 303)
  const done = outcome.postedSince ? 'posted-since' : doneBy(own.there, as)
  return c.redirect(href(routes.work, { workId: outcome.saved }, { done }), 303)
}

async function showPreview(c: Handler, sent: Sent): Promise<Response> {
  const { actor, there, part, typed } = sent
  const form = sentForm(typed, c.var.deps, { there, part })
  const outcome = await previewWork(c.var.deps.db, actor, form)
  if (typeof outcome === 'string' || !('view' in outcome)) return refuse(c, sent, outcome)
  const work = there && formWork(there)
  return c.html(render(<PreviewPage page={c.var.page} {...{ typed, work, part, view: outcome.view }} />))
}

type NotSaved = Exclude<SavedWork, { saved: unknown }> | Exclude<Previewed, { view: unknown }>

async function refuse(c: Handler, sent: Sent, outcome: NotSaved): Promise<Response> {
  if (outcome === 'no-such-work') throw new Refused(404)
  if (outcome === 'not-yours') throw notYours()
  if ('faults' in outcome) return showForm(c, sent, outcome.faults)
  const { id } = outcome.conflict
  const now = await openOwnWork(c.var.deps.db, sent.actor, id)
  if (typeof now === 'string') throw new Refused(404)
  const { version } = now
  const theirs = await storedTyped(c.var.deps.db, sent.actor, now)
  const place = { part: 'work', workId: id, chapterId: null } as const
  return answerConflict(c, { by: sent.actor, place, theirs, version }, sent.typed)
}

function doneBy(there: OwnFields | null, as: PressedAs): string {
  const shown = there?.standing === 'posted' || there?.standing === 'hidden'
  if (shown) return 'saved'
  return as === 'post' ? 'posted' : as === 'schedule' ? 'scheduled' : 'kept'
}
