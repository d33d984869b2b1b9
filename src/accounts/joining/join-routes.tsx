import { Hono } from 'hono'
import { href, routes } from '../../routes.ts'
import { type Env, formOf, type Handler } from '../../web/app-env.ts'
import { clientAddress } from '../../web/client-address.ts'
import { render } from '../../web/layout.tsx'
import { t } from '../../web/say.ts'
import { counterOf } from '../../web/too-often.ts'
import { confirmAddress, confirmable } from './confirm-address.ts'
import { ConfirmPage, MailedPage, NotConfirmedPage } from './confirm-page.tsx'
import { doorOf } from './door.ts'
import { faultsSaid } from './faults-said.ts'
import { JoinPage, type Shut, ShutPage } from './join-page.tsx'
import { type JoinField, type JoinWish, wishOf } from './join-wish.ts'
import type { Writing } from './joining-mails.ts'
import type { CodeFault } from './mailed-codes.ts'
import { openAccount } from './open-account.ts'
import { queueDoor } from './queue.ts'

const HOUR_MS = 60 * 60 * 1_000

/** Joining: the form, by invitation or without, and the link in the mail. */
export function joinRoutes() {
  const tries = counterOf({ most: 20, withinMs: HOUR_MS })
  return new Hono<Env>()
    .get(routes.join, (c) => showForm(c, null))
    .get(routes.signup, (c) => showForm(c, c.req.param('code')))
    .post(routes.join, (c) => take(c, null, { tries }))
    .post(routes.signup, (c) => take(c, c.req.param('code'), { tries }))

    .get(routes.confirmation, async (c) => {
      const { deps, page } = c.var
      const code = c.req.query('code')
      if (code === undefined) return c.html(render(<MailedPage page={page} />))
      const found = await confirmable(deps.db, { code, now: deps.now() })
      if (typeof found === 'string') return notConfirmed(c, found)
      return c.html(render(<ConfirmPage page={page} code={code} name={found.name} />))
    })

    .post(routes.confirmation, async (c) => {
      const { code = '' } = await formOf(c)
      const done = await confirmAddress(c.var.deps.db, { code, now: c.var.deps.now() })
      if (typeof done === 'string') return notConfirmed(c, done)
      return c.redirect(href(routes.login, {}, { done: 'confirmed' }), 303)
    })
}

/** What a mail about an account is written with. */
export const writingOf = async (c: Handler): Promise<Writing> => ({
  baseUrl: c.var.deps.baseUrl,
  archive: (await c.var.deps.archive()).name,
  now: c.var.deps.now(),
})

async function showForm(c: Handler, given: string | null) {
  const { deps, actor, page } = c.var
  if (actor.type === 'member') return c.redirect(routes.home, 303)
  const door = await doorOf(deps.db, given)
  if (door.is !== 'open') return shut(c, door.is)
  const sent = { typed: door.sentTo ? { email: door.sentTo } : {}, faults: {} }
  return c.html(render(<JoinPage page={page} sent={sent} code={door.code} />))
}

async function shut(c: Handler, why: Shut) {
  const queue = (await queueDoor(c.var.deps.db)) !== 'none'
  return c.html(render(<ShutPage page={c.var.page} shut={why} queue={queue} />), 403)
}

interface Taking {
  readonly tries: ReturnType<typeof counterOf>
}

async function take(c: Handler, given: string | null, { tries }: Taking) {
  const { deps, actor } = c.var
  if (actor.type === 'member') return c.redirect(routes.home, 303)
  const wish = wishOf(await formOf(c))
  const door = await doorOf(deps.db, given)
  if (door.is !== 'open') return shut(c, door.is)
  const wait = tries.take(clientAddress(c) ?? '', deps.now())
  if (wait > 0 && clientAddress(c)) return tooMany(c, wish, door.code, wait)
  const opened = await openAccount(deps.db, { wish, code: door.code, writing: await writingOf(c) })
  if (opened === 'mailed') return c.redirect(routes.confirmation, 303)
  if (typeof opened === 'string') return shut(c, opened)
  return again(c, wish, { code: door.code, faults: faultsSaid(opened.faults) }, 422)
}

interface Again {
  readonly code: string | null
  readonly faults: Readonly<Partial<Record<JoinField, string>>>
}

function again(c: Handler, wish: JoinWish, { code, faults }: Again, status: 422 | 429) {
  const { name, email, ...ticks } = wish
  const on = (ticked: boolean): string => (ticked ? 'on' : '')
  const typed = { name, email, age: on(ticks.age), data: on(ticks.data), terms: on(ticks.terms) }
  return c.html(render(<JoinPage page={c.var.page} sent={{ typed, faults }} code={code} />), status)
}

function tooMany(c: Handler, wish: JoinWish, code: string | null, seconds: number) {
  c.header('retry-after', String(seconds))
  const said = t(
    'Many accounts were asked for from where you are. Try again in {n, plural, one {# minute} other {# minutes}}.',
    { n: Math.ceil(seconds / 60) },
  )
  return again(c, wish, { code, faults: { name: said } }, 429)
}

const notConfirmed = (c: Handler, fault: CodeFault) =>
  c.html(render(<NotConfirmedPage page={c.var.page} fault={fault} />), 422)
