import { Hono } from 'hono'
import { routes } from '../routes.ts'
import { type Env, formOf, pathBack } from '../web/app-env.ts'
import { render } from '../web/layout.tsx'
import { t } from '../web/say.ts'
import type { Auth } from './auth.ts'
import { LoginPage } from './login-page.tsx'
import { logIn, logOut } from './sessions.ts'

export const accountRoutes = (auth: Auth) =>
  new Hono<Env>()
    .get(routes.login, (c) => {
      const back = pathBack(c.req.query('back'))
      if (c.var.actor.type === 'member') return c.redirect(back, 303)
      return c.html(render(<LoginPage page={c.var.page} sent={{ typed: {}, faults: {} }} back={back} />))
    })

    .post(routes.login, async (c) => {
      const form = await formOf(c)
      const { login = '', password = '' } = form
      const back = pathBack(form.back)
      const cookies = await logIn(c.var.deps.db, auth, { login: login.trim(), password })
      if (!cookies) {
        const faults = { password: t('That name and passphrase do not belong together.') }
        return c.html(
          render(<LoginPage page={c.var.page} sent={{ typed: { login }, faults }} back={back} />),
          422,
        )
      }
      for (const cookie of cookies) c.header('set-cookie', cookie, { append: true })
      return c.redirect(back, 303)
    })

    .post(routes.logout, async (c) => {
      for (const cookie of await logOut(auth, c.req.raw.headers))
        c.header('set-cookie', cookie, { append: true })
      return c.redirect(routes.home, 303)
    })
