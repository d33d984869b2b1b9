import type { Member } from '../../core/actor.ts'
import { href, nameFromPart, routes } from '../../routes.ts'
import type { Handler } from '../../web/app-env.ts'
import { isOwn } from './profile.ts'

type Own = { readonly is: Member } | { readonly is: undefined; readonly answer: Response | Promise<Response> }

/** A page of one's own: guests log in first, and for everybody else it is not there. */
export function ownIn(c: Handler): Own {
  const { actor, page } = c.var
  if (actor.type === 'guest')
    return { is: undefined, answer: c.redirect(href(routes.login, {}, { back: page.path }), 303) }
  return isOwn(actor, nameFromPart(c.req.param('name') ?? ''))
    ? { is: actor }
    : { is: undefined, answer: c.notFound() }
}
