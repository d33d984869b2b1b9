import { Hono } from 'hono'
import { preferencesOf, refuseSuspended } from '../accounts/index.ts'
import type { Member } from '../core/actor.ts'
import { type FormerId, parseChapterId, parseFormerId, parseWorkId } from '../core/ids.ts'
import { href, routes } from '../routes.ts'
import { type Env, formOf, type Handler } from '../web/app-env.ts'
import { withDone } from '../web/done.ts'
import { render } from '../web/layout.tsx'
import { t } from '../web/say.ts'
import {
  changesOf,
  FORMER_AT_ONCE,
  formersOf,
  type OwnWorkHead,
  openFormer,
  ownWorkHead,
  restoreFormer,
} from '../works/index.ts'
import { FormerListPage } from './former-list-page.tsx'
import { FormerPage } from './former-page.tsx'
import { formerView } from './former-view.ts'
import { formAddress } from './manuscript-places.ts'

const DONE = { restored: () => t('It is this again. What it was until now is kept here, too.') }

export const revisionRoutes = () =>
  new Hono<Env>()
    .get(routes.revisions, (c) =>
      forMaker(c, async (actor, work) => {
        const chapter = parseChapterId(c.req.query('chapter') ?? '')
        const at = Number(/^[1-9]\d{0,4}$/.exec(c.req.query('page') ?? '')?.[0] ?? 1)
        const { db } = c.var.deps
        const { total, formers } = await formersOf(db, actor, work.id, { chapter, page: at })
        const changes = await changesOf(db, actor, work.id, formers)
        const { timeZone } = await preferencesOf(db, actor)
        const page = withDone(c.var.page, c.req.query('done'), DONE)
        const shown = {
          work,
          formers,
          changes,
          chapter,
          timeZone,
          at,
          pages: Math.ceil(total / FORMER_AT_ONCE),
        }
        return c.html(render(<FormerListPage page={page} {...shown} />))
      }),
    )

    .get(routes.revision, (c) => forMaker(c, (actor, work) => show(c, actor, work)))

    .post(routes.revision, (c) =>
      forMaker(c, async (actor, work) => {
        await refuseSuspended(c.var.deps, actor)
        const former = parseFormerId(c.req.param('revisionId') ?? '')
        if (!former) return c.notFound()
        const { db, now, baseUrl } = c.var.deps
        if ((await formOf(c)).deed === 'form') return putIntoForm(c, actor, work, former)
        const outcome = await restoreFormer(db, actor, { work: work.id, former, now: now(), baseUrl })
        if (outcome === 'no-such-version') return c.notFound()
        if (outcome === 'chapter-gone') return show(c, actor, work, t('The chapter is not there now.'))
        if ('form' in outcome) return c.redirect(formAddress(outcome.form, outcome.key), 303)
        return c.redirect(href(routes.revisions, { workId: work.id }, { done: 'restored' }), 303)
      }),
    )

/** All of it, as it was, stands in the work's form: nothing is saved yet. */
async function putIntoForm(
  c: Handler,
  actor: Member,
  work: OwnWorkHead,
  former: FormerId,
): Promise<Response> {
  const { db, now } = c.var.deps
  const outcome = await openFormer(db, actor, { work: work.id, former, now: now() })
  if (outcome === 'no-such-version') return c.notFound()
  if (outcome === 'too-many')
    return show(c, actor, work, t('Too much is kept already. Throw away what is not needed.'))
  return c.redirect(formAddress(outcome.form, outcome.key), 303)
}

/** For those who write the work; for everybody else there is nothing here. */
async function forMaker(
  c: Handler,
  answer: (actor: Member, work: OwnWorkHead) => Promise<Response>,
): Promise<Response> {
  const { actor, deps, page } = c.var
  if (actor.type === 'guest') return c.redirect(href(routes.login, {}, { back: page.path }), 303)
  const id = parseWorkId(c.req.param('workId') ?? '')
  const work = id && (await ownWorkHead(deps.db, actor, id))
  return work ? answer(actor, work) : c.notFound()
}

async function show(c: Handler, actor: Member, work: OwnWorkHead, fault?: string): Promise<Response> {
  const id = parseFormerId(c.req.param('revisionId') ?? '')
  const asked = { with: c.req.query('with'), as: c.req.query('as') }
  const view = id && (await formerView(c.var.deps.db, actor, { work, id, asked }))
  if (!view) return c.notFound()
  return c.html(render(<FormerPage page={c.var.page} fault={fault} {...view} />), fault ? 409 : 200)
}
