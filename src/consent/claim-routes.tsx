import { Hono } from 'hono'
import { penNamesKnown, refuseSuspended } from '../accounts/index.ts'
import { href, routes } from '../routes.ts'
import { type Env, formOf, type Handler } from '../web/app-env.ts'
import { Refused } from '../web/errors.tsx'
import { render } from '../web/layout.tsx'
import { t } from '../web/say.ts'
import { openClaim, removeByClaim, takeClaim } from '../works/index.ts'
import { ClaimPage, RemovedPage } from './claim-page.tsx'

/** The link by which a creator elsewhere takes their work, or has it removed. */
export const claimRoutes = () =>
  new Hono<Env>()
    .get(routes.claim, (c) => showClaim(c))

    .post(routes.claim, async (c) => {
      const form = await formOf(c)
      if (form.deed === 'remove') return remove(c)
      return form.deed === 'claim' ? take(c, form.pen ?? '') : showClaim(c)
    })

const codeOf = (c: Handler): string => c.req.param('code') ?? ''

async function showClaim(c: Handler, fault?: string) {
  const { deps, actor } = c.var
  const claim = await openClaim(deps.db, codeOf(c))
  if (!claim) throw over()
  const penNames = actor.type === 'member' ? await penNamesKnown(deps.db, actor.id) : []
  const shown = { claim, penNames, fault, action: href(routes.claim, { code: codeOf(c) }) }
  return c.html(render(<ClaimPage page={unseen(c)} {...shown} />), fault ? 422 : 200)
}

async function take(c: Handler, pen: string) {
  const { deps, actor, page } = c.var
  await refuseSuspended(deps, actor)
  if (actor.type === 'guest') return c.redirect(href(routes.login, {}, { back: page.path }), 303)
  const asked = { pen, now: deps.now(), archive: page.archive }
  const outcome = await takeClaim(deps.db, actor, codeOf(c), asked)
  if (outcome === 'no-such-claim') throw over()
  if (outcome === 'no-such-pen-name') return showClaim(c, t('Choose one of your pen names.'))
  return c.redirect(href(routes.work, { workId: outcome.taken }), 303)
}

async function remove(c: Handler) {
  const { deps, page } = c.var
  const outcome = await removeByClaim(deps.db, codeOf(c), { now: deps.now(), archive: page.archive })
  if (outcome === 'no-such-claim') throw over()
  return c.html(render(<RemovedPage page={unseen(c)} />))
}

/** The same for a link that was used, for one that never was, and for one whose work is gone. */
const over = (): Refused =>
  new Refused(404, t('This link leads to nothing: it has been used, or a letter of it was lost on the way.'))

function unseen(c: Handler) {
  c.header('cache-control', 'no-store')
  return { ...c.var.page, robots: false }
}
