import { Hono } from 'hono'
import { freshSession, ownPenNames } from '../accounts/index.ts'
import type { Member } from '../core/actor.ts'
import { parseWorkId } from '../core/ids.ts'
import { href, routes } from '../routes.ts'
import { type Env, formOf, type Handler } from '../web/app-env.ts'
import { render } from '../web/layout.tsx'
import { t } from '../web/say.ts'
import { orphanWorks, ownShares } from '../works/index.ts'
import { ChooseOrphansPage, ConfirmOrphansPage } from './orphan-page.tsx'
import { ownSeries } from './own-series.ts'
import { type FoundOrphans, whichOrphans } from './which-orphans.ts'

export const orphanRoutes = () =>
  new Hono<Env>()
    .get(routes.orphanWork, (c) => forOneWork(c, (_by, found) => ask(c, found)))
    .post(routes.orphanWork, (c) => forOneWork(c, (by, found) => giveUp(c, by, found)))

    .get(routes.orphan, (c) => forMany(c, (by, found) => (found ? ask(c, found) : choose(c, by))))
    .post(routes.orphan, (c) => forMany(c, (by, found) => (found ? giveUp(c, by, found) : choose(c, by))))

type Answer = Response | Promise<Response>

/** For whoever has no part in it there is nothing here. */
async function forOneWork(
  c: Handler,
  answer: (by: Member, found: FoundOrphans) => Answer,
): Promise<Response> {
  const session = await freshSession(c)
  if (session instanceof Response) return session
  const work = parseWorkId(c.req.param('workId') ?? '')
  const shares = work ? await ownShares(c.var.deps.db, session.member, { work }) : []
  if (!work || shares.length === 0) return c.notFound()
  return answer(session.member, { shares, back: href(routes.work, { workId: work }) })
}

async function forMany(
  c: Handler,
  answer: (by: Member, found: FoundOrphans | undefined) => Answer,
): Promise<Response> {
  const session = await freshSession(c)
  if (session instanceof Response) return session
  const { pseud, series, all } = c.req.query()
  const asked = { works: c.req.queries('work') ?? [], pseud, series, all }
  const found = await whichOrphans(c.var.deps.db, session.member, asked)
  return found && found.shares.length === 0 ? c.notFound() : answer(session.member, found)
}

function ask(c: Handler, { shares, back }: FoundOrphans, fault?: string) {
  const page = { ...c.var.page, robots: false }
  const document = <ConfirmOrphansPage page={page} works={shares} back={back} fault={fault} />
  return c.html(render(document), fault ? 422 : 200)
}

async function giveUp(c: Handler, by: Member, found: FoundOrphans): Promise<Response> {
  const { keep } = await formOf(c)
  if (keep !== 'yes' && keep !== 'no') return ask(c, found, t('Choose what stands on it then.'))
  const { db, now } = c.var.deps
  const works = found.shares.map(({ id }) => id)
  await orphanWorks(db, by, { works, keepName: keep === 'yes', pen: found.pen, now: now() })
  const [only] = works
  const one = only && works.length === 1
  return c.redirect(
    one ? href(routes.work, { workId: only }) : href(routes.userWorks, { name: by.name }),
    303,
  )
}

async function choose(c: Handler, by: Member): Promise<Response> {
  const { db } = c.var.deps
  const [shares, pens, series] = [await ownShares(db, by), await ownPenNames(db, by), await ownSeries(db, by)]
  const page = { ...c.var.page, robots: false }
  const shown = { name: by.name, shares, pens, series }
  return c.html(render(<ChooseOrphansPage page={page} {...shown} />))
}
