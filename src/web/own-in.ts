import type { Member } from '../core/actor.ts'
import { href, nameFromPart, routes } from '../routes.ts'
import type { Handler } from './app-env.ts'

type Answer = Response | Promise<Response>
type Own = { readonly is: Member } | { readonly is: undefined; readonly answer: Answer }

/** A page of one's own, by the name in its path: guests log in first, and for everybody else it is not there. */
export function ownIn(c: Handler): Own {
  const { actor, page } = c.var
  if (actor.type === 'guest')
    return { is: undefined, answer: c.redirect(href(routes.login, {}, { back: page.path }), 303) }
  const name = nameFromPart(c.req.param('name') ?? '')
  return actor.name.toLowerCase() === name.toLowerCase()
    ? { is: actor }
    : { is: undefined, answer: c.notFound() }
}

/** The same, where all of the answer is its owner's. */
export function forOwner(c: Handler, answer: (owner: Member) => Answer): Answer {
  const own = ownIn(c)
  return own.is ? answer(own.is) : own.answer
}
