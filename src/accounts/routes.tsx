import { Hono } from 'hono'
import { routes } from '../routes.ts'
import { type Env, formOf, type Handler, pathBack } from '../web/app-env.ts'
import { clientAddress } from '../web/client-address.ts'
import { render } from '../web/layout.tsx'
import { t } from '../web/say.ts'
import type { Auth } from './auth.ts'
import { loginAttempts } from './login-attempts.ts'
import type { LoginField } from './login-form.tsx'
import { LoginPage } from './login-page.tsx'
import { penRoutes } from './pens/pens-routes.tsx'
import { logIn, logOut } from './sessions.ts'

export function accountRoutes(auth: Auth) {
  const attempts = loginAttempts()
  return new Hono<Env>()
    .route('/', penRoutes())
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
      const cookies = await logIn(c.var.deps.db, auth, { login, password: form.password ?? '' })
      if (!cookies)
        return again(c, form, { password: t('That name and passphrase do not belong together.') }, 422)
      attempts.succeeded(attempt)
      for (const cookie of cookies) c.header('set-cookie', cookie, { append: true })
      return c.redirect(pathBack(form.back), 303)
    })

    .post(routes.logout, async (c) => {
      for (const cookie of await logOut(auth, c.req.raw.headers))
        c.header('set-cookie', cookie, { append: true })
      return c.redirect(routes.home, 303)
    })
}

type LoginForm = Readonly<Record<string, string>>
type Faults = Readonly<Partial<Record<LoginField, string>>>

function again(c: Handler, { login = '', back }: LoginForm, faults: Faults, status: 422 | 429) {
  const sent = { typed: { login }, faults }
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
