import { Hono } from 'hono'
import { askToLeave, comeBack, freshSession, ownSession, type Session } from '../accounts/index.ts'
import { href, routes } from '../routes.ts'
import { type Env, formOf, type Handler } from '../web/app-env.ts'
import { render } from '../web/layout.tsx'
import { locale, t } from '../web/say.ts'
import { ownShares } from '../works/index.ts'
import { type LeaveFaults, planFrom } from './leave-form.ts'
import { LeavePage } from './leave-page.tsx'

export const leaveRoutes = () =>
  new Hono<Env>()
    .get(routes.leave, async (c) => {
      const session = await freshSession(c)
      return session instanceof Response ? session : showLeave(c, session, {})
    })

    .post(routes.leave, async (c) => {
      const form = await formOf(c)
      if (form.deed === 'stay') return stay(c)
      const session = await freshSession(c)
      if (session instanceof Response) return session
      const { db } = c.var.deps
      const plan = planFrom(form, await ownShares(db, session.member), locale())
      if ('faults' in plan) return showLeave(c, session, form, plan.faults)
      const left = await askToLeave(db, whenOf(c), session.member, plan)
      if (left === 'last-owner') return showLeave(c, session, form, { sure: lastOwner() })
      return c.redirect(href(routes.login, {}, { done: 'leaving' }), 303)
    })

const lastOwner = () =>
  t('You are the only owner of this archive. Give it to somebody else first, then you can go.')

const whenOf = (c: Handler) => ({ baseUrl: c.var.deps.baseUrl, now: c.var.deps.now() })

async function stay(c: Handler): Promise<Response> {
  const session = await ownSession(c)
  if (session instanceof Response) return session
  await comeBack(c.var.deps.db, whenOf(c), session.member)
  return c.redirect(href(routes.leave, {}, { said: 'stayed' }), 303)
}

async function showLeave(
  c: Handler,
  { member }: Session,
  typed: Readonly<Record<string, string>>,
  faults: LeaveFaults = {},
) {
  const shares = await ownShares(c.var.deps.db, member)
  const stayed = c.req.query('said') === 'stayed' && !c.var.page.leavesAt
  const notice = { kind: 'ok' as const, text: t('You stay: everything is as it was.') }
  const page = { ...c.var.page, robots: false, ...(stayed ? { notice } : {}) }
  const document = <LeavePage page={page} shares={shares} typed={typed} faults={faults} />
  return c.html(render(document), Object.keys(faults).length > 0 ? 422 : 200)
}
