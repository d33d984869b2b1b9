import type { Member } from '../core/actor.ts'
import { href, nameFromPart, routes } from '../routes.ts'
import type { Handler } from './app-env.ts'

type Answer = Response | Promise<Response>

/** A page under `/users/:name` that is its owner's alone. A guest is asked to log in; for others it is not there. */
export function forOwner(c: Handler, answer: (owner: Member) => Answer): Answer {
  const { actor, page } = c.var
  if (actor.type === 'guest') return c.redirect(href(routes.login, {}, { back: page.path }), 303)
  const name = nameFromPart(c.req.param('name') ?? '')
  return actor.name.toLowerCase() === name.toLowerCase() ? answer(actor) : c.notFound()
}
