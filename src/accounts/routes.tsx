import { Hono } from 'hono'
import { routes } from '../routes.ts'
import { type Env, formOf, type Handler, visitOf } from '../web/app-env.ts'
import { clientAddress } from '../web/client-address.ts'
import { render } from '../web/layout.tsx'
import { t } from '../web/say.ts'
import { afterDoor, cameFrom, doneBefore } from './after-door.ts'
import { whoHas } from './check-passphrase.ts'
import { devicesRoutes } from './devices/devices-routes.tsx'
import { invitationsRoutes } from './joining/invitations-routes.tsx'
import { joinRoutes } from './joining/join-routes.tsx'
import { keepJoiningRoutes } from './joining/keep-joining-routes.tsx'
import { passphraseRoutes } from './joining/passphrase-routes.tsx'
import { loginAttempts } from './login-attempts.ts'
import type { LoginField } from './login-form.tsx'
import { LoginPage } from './login-page.tsx'
import { LogoutPage } from './logout-page.tsx'
import { penRoutes } from './pens/pens-routes.tsx'
import { peopleRoutes } from './people/people-routes.tsx'
import { doorRoutes, letIn } from './security/door-routes.tsx'
import { knownBrowser } from './security/known-devices.ts'
import { ownAccountRoutes } from './security/own-account-routes.tsx'
import { passphraseProofs } from './security/prove.ts'
import { securityRoutes } from './security/security-routes.tsx'
import { endSession } from './security/sessions.ts'

export function accountRoutes() {
  const attempts = loginAttempts()
  const prove = passphraseProofs()
  return new Hono<Env>()
    .route('/', penRoutes())
    .route('/', peopleRoutes())
    .route('/', joinRoutes())
    .route('/', passphraseRoutes())
    .route('/', invitationsRoutes())
    .route('/', keepJoiningRoutes())
    .get(routes.login, (c) => {
      const back = afterDoor(c.req.query('back'))
      if (c.var.actor.type === 'member') return c.redirect(back, 303)
      const page = { ...c.var.page, ...doneBefore(c.req.query('done')) }
      return c.html(render(<LoginPage page={page} sent={{ typed: {}, faults: {} }} back={back} />))
    })

    .post(routes.login, async (c) => {
      const form = await formOf(c)
      const login = (form.login ?? '').trim()
      const { db } = c.var.deps
      const known = await knownBrowser(db, login, visitOf(c))
      const attempt = { login, from: clientAddress(c), known }
      const wait = attempts.begin(attempt, c.var.deps.now())
      if (wait > 0) return tooMany(c, form, wait)
      const member = await whoHas(db, { login, password: form.password ?? '' })
      if (member === 'nobody' || member === 'unconfirmed')
        return again(c, form, { password: refusals[member]() }, 422)
      attempts.succeeded(attempt)
      return letIn(c, member.id, { ...form, back: afterDoor(form.back) })
    })

    .get(routes.logout, (c) => {
      const hosts = [c.req.header('host'), new URL(c.var.deps.baseUrl).host]
      const back = cameFrom({ back: c.req.query('back'), referrer: c.req.header('referer'), hosts })
      if (c.var.actor.type === 'guest') return c.redirect(back, 303)
      return c.html(render(<LogoutPage page={c.var.page} back={back} />))
    })

    .post(routes.logout, async (c) => {
      const { back } = await formOf(c)
      c.header('set-cookie', await endSession(c.var.deps.db, visitOf(c)), { append: true })
      return c.redirect(afterDoor(back), 303)
    })

    .route('/', doorRoutes(prove))
    .route('/', securityRoutes())
    .route('/', ownAccountRoutes({ prove }))
    .route('/', devicesRoutes())
}

const refusals = {
  nobody: () => t('That name and passphrase do not belong together.'),
  unconfirmed: () =>
    t(
      'This account waits for its address to be confirmed: open the link in the mail that was sent when it was made. Whoever cannot find it asks for a new passphrase, and gets another.',
    ),
}

type LoginForm = Readonly<Record<string, string>>
type Faults = Readonly<Partial<Record<LoginField, string>>>

function again(
  c: Handler,
  { login = '', back, remembered = '' }: LoginForm,
  faults: Faults,
  status: 422 | 429,
) {
  const sent = { typed: { login, remembered }, faults }
  return c.html(render(<LoginPage page={c.var.page} sent={sent} back={afterDoor(back)} />), status)
}

function tooMany(c: Handler, form: LoginForm, seconds: number) {
  c.header('retry-after', String(seconds))
  const said = t(
    'Too many wrong passphrases. Try again in {n, plural, one {# minute} other {# minutes}}, with a browser that logged in before, or with a new passphrase: a link to one comes by mail at once.',
    { n: Math.ceil(seconds / 60) },
  )
  return again(c, form, { login: said }, 429)
}
