import { Hono } from 'hono'
import { routes } from '../routes.ts'
import { type Env, formOf, type Handler, pathBack, visitOf } from '../web/app-env.ts'
import { clientAddress } from '../web/client-address.ts'
import { render } from '../web/layout.tsx'
import { t } from '../web/say.ts'
import type { Auth } from './auth.ts'
import { whoHas } from './check-passphrase.ts'
import { joinRoutes } from './joining/join-routes.tsx'
import { passphraseRoutes } from './joining/passphrase-routes.tsx'
import { loginAttempts } from './login-attempts.ts'
import type { LoginField } from './login-form.tsx'
import { LoginPage } from './login-page.tsx'
import { penRoutes } from './pens/pens-routes.tsx'
import { peopleRoutes } from './people/people-routes.tsx'
import { doorRoutes, letIn } from './security/door-routes.tsx'
import { ownAccountRoutes } from './security/own-account-routes.tsx'
import { passphraseProofs } from './security/prove.ts'
import { securityRoutes } from './security/security-routes.tsx'
import { endSession } from './security/sessions.ts'

export function accountRoutes(auth: Auth) {
  const attempts = loginAttempts()
  const prove = passphraseProofs(auth)
  return new Hono<Env>()
    .route('/', penRoutes())
    .route('/', peopleRoutes())
    .route('/', joinRoutes(auth))
    .route('/', passphraseRoutes(auth))
    .get(routes.login, (c) => {
      const back = pathBack(c.req.query('back'))
      if (c.var.actor.type === 'member') return c.redirect(back, 303)
      return c.html(render(<LoginPage page={c.var.page} sent={{ typed: {}, faults: {} }} back={back} />))
    })

    .post(routes.login, async (c) => {
      const form = await formOf(c)
      const login = (form.login ?? '').trim()
      const attempt = { login, from: clientAddress(c) }
      const wait = attempts.begin(attempt, c.var.deps.now())
      if (wait > 0) return tooMany(c, form, wait)
      const { db } = c.var.deps
      const member = await whoHas(db, auth, { login, password: form.password ?? '' })
      if (member === 'nobody' || member === 'unconfirmed')
        return again(c, form, { password: refusals[member]() }, 422)
      attempts.succeeded(attempt)
      return letIn(c, member.id, form)
    })

    .post(routes.logout, async (c) => {
      c.header('set-cookie', await endSession(c.var.deps.db, visitOf(c)), { append: true })
      return c.redirect(routes.home, 303)
    })

    .route('/', doorRoutes(prove))
    .route('/', securityRoutes())
    .route('/', ownAccountRoutes({ auth, prove }))
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
  return c.html(render(<LoginPage page={c.var.page} sent={sent} back={pathBack(back)} />), status)
}

function tooMany(c: Handler, form: LoginForm, seconds: number) {
  c.header('retry-after', String(seconds))
  const said = t(
    'Too many wrong passphrases. Try again in {n, plural, one {# minute} other {# minutes}}, or ask the keepers of the archive.',
    { n: Math.ceil(seconds / 60) },
  )
  return again(c, form, { login: said }, 429)
}
