import { Hono } from 'hono'
import type { ChapterId } from '../core/ids.ts'
import { href, routes } from '../routes.ts'
import { type Env, type Handler, typedOf } from '../web/app-env.ts'
import { withDone } from '../web/done.ts'
import { Refused } from '../web/errors.tsx'
import { render } from '../web/layout.tsx'
import { t } from '../web/say.ts'
import {
  type ChapterForm,
  type Faults,
  one,
  type PreviewedChapter,
  postChapter,
  previewChapter,
  type SavedChapter,
  saveChapter,
  scheduleOf,
  type Typed,
} from '../works/index.ts'
import { ChapterFormPage } from './chapter-form.tsx'
import { isRead, marksOf, openedChapter, placeOf, sentChapter, storedFields } from './chapter-form-view.ts'
import { atChapter, atWork, type OpenChapter } from './chapter-open-routes.ts'
import { chapterOrderRoutes } from './chapter-order-routes.tsx'
import { ChapterPreviewPage } from './chapter-preview.tsx'
import { answerConflict, showConflict } from './manuscript-routes.tsx'
import { scheduleFaults } from './schedule-fields.tsx'

export const chapterRoutes = () =>
  new Hono<Env>()
    .get(routes.newChapter, (c) => atWork(c, (work, actor) => openForm(c, { actor, work, chapter: null })))
    .post(routes.newChapter, (c) => atWork(c, (work, actor) => takeForm(c, { actor, work, chapter: null })))

    .get(routes.editChapter, (c) => atChapter(c, (own) => openForm(c, own)))
    .post(routes.editChapter, (c) => atChapter(c, (own) => takeForm(c, own)))

    .get(routes.previewChapter, (c) =>
      atChapter(c, (own) =>
        showPreview(c, own, { ...storedFields(own), base: String(own.chapter?.version ?? '') }),
      ),
    )

    .post(routes.postChapter, (c) =>
      atChapter(c, async ({ actor, work, chapter }) => {
        const at = { workId: work.id, chapterId: chapter.id }
        const outcome = await postChapter(c.var.deps.db, actor, { ...at, now: c.var.deps.now() })
        if (outcome === 'no-such-work' || outcome === 'no-such-chapter') throw new Refused(404)
        if (outcome === 'not-yours') throw new Refused(403)
        if (outcome === 'empty') return c.redirect(href(routes.editChapter, at), 303)
        return c.redirect(
          href(routes.chapter, at, { done: outcome === 'work-unposted' ? 'kept' : 'posted' }),
          303,
        )
      }),
    )

    .route('/', chapterOrderRoutes())

async function openForm(c: Handler, own: OpenChapter): Promise<Response> {
  const { deps } = c.var
  const page = withDone(c.var.page, c.req.query('done'), DONE)
  const opening = { ...own, page, db: deps.db, now: deps.now(), manuscript: c.req.query('manuscript') }
  const view = await openedChapter(opening)
  if ('faults' in view) return c.html(render(<ChapterFormPage view={view} />))
  return showConflict(c, metAt(own), view.manuscript)
}

const DONE = {
  apart: () =>
    t(
      'The work is saved. It has several chapters now: what was typed as its text stands in this chapter’s own form, and is not saved yet.',
    ),
}

/** What was typed comes back; with what is wrong with it, if that is why. */
async function showForm(c: Handler, own: OpenChapter, typed: Typed, faults?: Faults): Promise<Response> {
  const { deps, page } = c.var
  const view = await sentChapter({ ...own, typed, faults, page, db: deps.db, now: deps.now() })
  return c.html(render(<ChapterFormPage view={view} />), faults ? 422 : 200)
}

async function takeForm(c: Handler, own: OpenChapter): Promise<Response> {
  const typed = await typedOf(c)
  const as = one(typed, 'as')
  if (as === 'edit') return showForm(c, own, typed)
  if (as === 'preview') return showPreview(c, own, typed)
  const form = formFrom(c, own, typed)
  if ('faults' in form) return showForm(c, own, typed, form.faults)
  const outcome = await saveChapter(c.var.deps.db, own.actor, form)
  if (typeof outcome === 'string' || !('saved' in outcome)) return refuse(c, own, typed, outcome)
  const done = { posted: 'posted', draft: 'kept', scheduled: 'scheduled' }[outcome.as]
  if (outcome.postedSince) return toChapter(c, own, outcome.saved, 'posted-since')
  const saved = own.chapter && outcome.as === 'posted' && own.chapter.standing === 'posted' ? 'saved' : done
  return toChapter(c, own, outcome.saved, saved)
}

const toChapter = (c: Handler, { work }: OpenChapter, chapterId: ChapterId, done: string): Response =>
  c.redirect(href(routes.chapter, { workId: work.id, chapterId }, { done }), 303)

/** What the form sent, for the verb that saves it. */
function formFrom(c: Handler, own: OpenChapter, typed: Typed): ChapterForm | { readonly faults: Faults } {
  const now = c.var.deps.now()
  const as = one(typed, 'as')
  const form = {
    ...{ workId: own.work.id, chapterId: own.chapter?.id ?? null, fields: typed, ...marksOf(typed) },
    ...{ now, baseUrl: c.var.deps.baseUrl },
  }
  // The hour of one that has come before its readers is over, and means nothing any more.
  if (as !== 'schedule' || isRead(own)) return { ...form, intent: as === 'draft' ? 'draft' : 'post' }
  const schedule = scheduleOf(typed, now)
  return typeof schedule === 'string'
    ? { faults: { ...scheduleFaults(schedule) } }
    : { ...form, intent: { schedule } }
}

async function showPreview(c: Handler, own: OpenChapter, typed: Typed): Promise<Response> {
  const { deps, page } = c.var
  const form = formFrom(c, own, { ...typed, as: 'post' })
  if ('faults' in form) return showForm(c, own, typed, form.faults)
  const outcome = await previewChapter(deps.db, own.actor, form)
  if (typeof outcome === 'string' || !('view' in outcome)) return refuse(c, own, typed, outcome)
  const view = await sentChapter({ ...own, typed, page, db: deps.db, now: deps.now() })
  return c.html(render(<ChapterPreviewPage view={view} shown={outcome.view} />))
}

type NotSaved = Exclude<SavedChapter, { saved: unknown }> | Exclude<PreviewedChapter, { view: unknown }>

async function refuse(c: Handler, own: OpenChapter, typed: Typed, outcome: NotSaved): Promise<Response> {
  if (outcome === 'no-such-work' || outcome === 'no-such-chapter') throw new Refused(404)
  if (outcome === 'not-yours') throw new Refused(403, t('Only those who wrote it can change a work.'))
  if ('faults' in outcome) return showForm(c, own, typed, outcome.faults)
  return answerConflict(c, metAt({ ...own, chapter: outcome.conflict }), typed)
}

/** What is stored now, for whoever typed on an older version. */
function metAt(own: OpenChapter) {
  const version = own.chapter?.version ?? 0
  return { by: own.actor, place: placeOf(own), theirs: storedFields(own), version }
}
