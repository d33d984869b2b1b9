import { Hono } from 'hono'
import { href, routes } from '../../routes.ts'
import { type Env, formOf, type Handler, visitOf } from '../../web/app-env.ts'
import { clientAddress } from '../../web/client-address.ts'
import { render } from '../../web/layout.tsx'
import { t } from '../../web/say.ts'
import { counterOf } from '../../web/too-often.ts'
import { changingOf, setCookies } from '../security/asking-routes.ts'
import { comeIn } from '../security/come-in.ts'
import { refuseBanned } from '../while-suspended.ts'
import { isEmailAddress } from './email-address.ts'
import { faultsSaid } from './faults-said.ts'
import { ForgottenPage, ForgottenSentPage } from './forgotten-page.tsx'
import { forgetPassphrase } from './forgotten-passphrase.ts'
import { writingOf } from './join-routes.tsx'
import type { CodeFault } from './mailed-codes.ts'
import { LoggedInPage, NotResetPage, ResetDonePage, ResetPage } from './reset-page.tsx'
import { type NewPassphrase, type ResetFaults, resetPassphrase, resettable } from './reset-passphrase.ts'

const HOUR_MS = 60 * 60 * 1_000

/** A forgotten passphrase: the link is asked for, and the new one chosen. */
export function passphraseRoutes() {
  const tries = counterOf({ most: 20, withinMs: HOUR_MS })
  return new Hono<Env>()
    .get(routes.forgotten, (c) => {
      const { page } = c.var
      if (c.req.query('sent')) return c.html(render(<ForgottenSentPage page={page} />))
      return c.html(render(<ForgottenPage page={page} sent={{ typed: {}, faults: {} }} />))
    })

    .post(routes.forgotten, async (c) => {
      const email = ((await formOf(c)).email ?? '').trim()
      if (!isEmailAddress(email))
        return askAgain(c, email, t('That does not look like an e-mail address.'), 422)
      const from = clientAddress(c)
      const wait = from === undefined ? 0 : tries.take(from, c.var.deps.now())
      if (wait > 0) return tooMany(c, email, wait)
      await forgetPassphrase(c.var.deps.db, email)
      return c.redirect(href(routes.forgotten, {}, { sent: 'yes' }), 303)
    })

    .get(routes.reset, async (c) => {
      const { deps, actor, page } = c.var
      const code = c.req.query('code')
      if (actor.type === 'member') return code === undefined ? done(c) : loggedIn(c, actor.name)
      const found = await resettable(deps.db, { code: code ?? '', now: deps.now() })
      if (typeof found === 'string') return notReset(c, found)
      return c.html(render(<ResetPage page={page} code={code ?? ''} name={found.name} endKeys faults={{}} />))
    })

    .post(routes.reset, async (c) => {
      const { deps, actor } = c.var
      if (actor.type === 'member') return loggedIn(c, actor.name)
      const chosen = chosenIn(await formOf(c))
      const outcome = await resetPassphrase(deps.db, chosen, await writingOf(c))
      if (typeof outcome === 'string') return notReset(c, outcome)
      if ('faults' in outcome) return chooseAgain(c, chosen, outcome.faults)
      if (outcome.secondStep) return c.redirect(href(routes.login, {}, { done: 'reset' }), 303)
      await refuseBanned(deps, outcome.person)
      const coming = { person: outcome.person, visit: visitOf(c), remembered: false }
      setCookies(c, (await comeIn(deps.db, changingOf(c), coming)).cookies)
      return c.redirect(href(routes.reset, {}, { keys: outcome.keysEnded && 'ended' }), 303)
    })
}

const chosenIn = (form: Readonly<Record<string, string>>): NewPassphrase => {
  const { code = '', password = '', again = '', keys } = form
  return { code, password, again, endKeys: keys !== undefined }
}

function askAgain(c: Handler, email: string, fault: string, status: 422 | 429) {
  const sent = { typed: { email }, faults: { email: fault } }
  return c.html(render(<ForgottenPage page={c.var.page} sent={sent} />), status)
}

function tooMany(c: Handler, email: string, seconds: number) {
  c.header('retry-after', String(seconds))
  const said = t(
    'Many links were asked for from where you are. Try again in {n, plural, one {# minute} other {# minutes}}.',
    { n: Math.ceil(seconds / 60) },
  )
  return askAgain(c, email, said, 429)
}

async function chooseAgain(c: Handler, { code, endKeys }: NewPassphrase, faults: ResetFaults) {
  const { deps, page } = c.var
  const found = await resettable(deps.db, { code, now: deps.now() })
  if (typeof found === 'string') return notReset(c, found)
  const said = faultsSaid(faults)
  const shown = { code, endKeys, name: found.name, faults: said }
  return c.html(render(<ResetPage page={page} {...shown} />), 422)
}

const done = (c: Handler) =>
  c.html(render(<ResetDonePage page={c.var.page} keysEnded={c.req.query('keys') === 'ended'} />))

const loggedIn = (c: Handler, name: string) =>
  c.html(render(<LoggedInPage page={c.var.page} name={name} />), 403)

const notReset = (c: Handler, fault: CodeFault) =>
  c.html(render(<NotResetPage page={c.var.page} fault={fault} />), 422)
