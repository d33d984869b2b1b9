import { Hono } from 'hono'
import { href, routes } from '../routes.ts'
import { type Env, type Handler, pathBack, typedOf } from '../web/app-env.ts'
import { Refused } from '../web/errors.tsx'
import { render } from '../web/layout.tsx'
import { counterOf } from '../web/too-often.ts'
import type { Typed } from '../works/index.ts'
import { valueIn } from './manuscript-fields.ts'
import { fieldIn, respelled, spellingIn } from './respell.ts'
import { RespelledPage } from './respell-page.tsx'

/** A long text keeps the server busy for a second; nobody turns one this often. */
const OFTEN = { most: 200, withinMs: 10 * 60_000 } as const

/** A text in one spelling becomes the same in another: for the editor as data, for a form without script as a page. */
export const respellRoutes = () => {
  const turns = counterOf(OFTEN)
  return new Hono<Env>().post(routes.respell, async (c) => {
    const { actor, deps, page } = c.var
    if (actor.type === 'guest')
      return asksForData(c) ? c.json({}, 401) : c.redirect(href(routes.login, {}, { back: page.path }), 303)
    const seconds = turns.take(String(actor.id), deps.now())
    if (seconds > 0 && asksForData(c)) return c.json({}, 429, { 'retry-after': String(seconds) })
    const typed = await typedOf(c)
    const asked = askedIn(typed)
    // Too often: the text comes back as it was.
    const to = seconds > 0 ? asked.from : asked.to
    const text = respelled({ ...asked, to })
    if (text === 'too-long') throw new Refused(413)
    if (asksForData(c)) return c.json({ text })
    const form = pathBack(c.req.query('form'))
    return c.html(render(<RespelledPage {...{ page, typed, text, to, form }} />))
  })
}

/** As the editor sends it, or as a whole form does, whose text is its `body`. */
const askedIn = (typed: Typed) => ({
  text: valueIn(typed, 'text') || valueIn(typed, 'body'),
  from: spellingIn(valueIn(typed, 'from') || valueIn(typed, 'spelling')),
  to: spellingIn(valueIn(typed, 'to')),
  field: fieldIn(valueIn(typed, 'field')),
})

const asksForData = (c: Handler): boolean => (c.req.header('accept') ?? '').startsWith('application/json')
