import { Hono } from 'hono'
import { dismissHelp, preferencesOf } from '../accounts/index.ts'
import { routes } from '../routes.ts'
import { type Env, formOf, type Handler } from '../web/app-env.ts'
import { keepCookie, ownCookie } from '../web/session-cookie.ts'

/** Longer than anybody's day; logging in again opens it sooner. */
const CLOSED_S = 14 * 24 * 60 * 60

export const firstHelpRoutes = () =>
  new Hono<Env>().post(routes.firstHelp, async (c) => {
    const { deps, actor } = c.var
    if (actor.type === 'guest') return c.redirect(routes.home, 303)
    if ((await formOf(c)).until === 'ever') await dismissHelp(deps.db, actor)
    else {
      const { baseUrl } = deps
      c.header('set-cookie', keepCookie('help', 'closed', { baseUrl, seconds: CLOSED_S }), { append: true })
    }
    return c.redirect(routes.home, 303)
  })

/** Is the help to be shown? A guest's browser has no first days here. */
export async function wantsHelp(c: Handler): Promise<boolean> {
  const { deps, actor } = c.var
  if (actor.type === 'guest' || ownCookie(c.req.header('cookie'), 'help', deps.baseUrl)) return false
  return (await preferencesOf(deps.db, actor)).showHelp
}
