import { Hono } from 'hono'
import { penNamesKnown, refuseSuspended } from '../accounts/index.ts'
import type { Member } from '../core/actor.ts'
import { href, routes } from '../routes.ts'
import { type Env, type Handler, typedOf } from '../web/app-env.ts'
import { Refused } from '../web/errors.tsx'
import { render } from '../web/layout.tsx'
import { t } from '../web/say.ts'
import {
  declineClaim,
  inviteByClaim,
  type Link,
  type OpenClaim,
  openClaims,
  orphanByClaim,
  refuseByClaim,
  removeByClaim,
  takeClaim,
} from '../works/index.ts'
import { ClaimPage, DecidedPage, type Decision, isDeed } from './claim-page.tsx'

type Form = Awaited<ReturnType<typeof typedOf>>

/** The link by which a creator elsewhere decides what becomes of their works here. */
export const claimRoutes = () =>
  new Hono<Env>()
    .get(routes.claim, (c) => showClaims(c))

    .post(routes.claim, async (c) => {
      const form = await typedOf(c)
      const { deed } = form
      if (!isDeed(deed)) return showClaims(c)
      const open = await openClaims(c.var.deps.db, codeOf(c))
      if (open.length === 0) throw over()
      const chosen = chosenOf(open, form)
      if (chosen.length === 0) return showClaims(c, { claim: t('Choose at least one of them.') })
      if (deed === 'invite') return invite(c, chosen)
      return deed === 'claim' ? take(c, chosen, form) : decide(c, chosen, deed)
    })

const codeOf = (c: Handler): string => c.req.param('code') ?? ''

/** A link to one work says no more than that; a letter's says which of its works are meant. */
function chosenOf(open: readonly OpenClaim[], form: Form): readonly OpenClaim[] {
  const asked = new Set([form.claim ?? []].flat())
  return open.length === 1 ? open : open.filter(({ id }) => asked.has(String(id)))
}

async function showClaims(c: Handler, faults: Readonly<Record<string, string>> = {}) {
  const { deps, actor } = c.var
  const claims = await openClaims(deps.db, codeOf(c))
  if (claims.length === 0) throw over()
  const penNames = actor.type === 'member' ? await penNamesKnown(deps.db, actor.id) : []
  const shown = { claims, penNames, faults, action: href(routes.claim, { code: codeOf(c) }) }
  const failed = Object.keys(faults).length > 0
  return c.html(render(<ClaimPage page={unseen(c)} {...shown} />), failed ? 422 : 200)
}

async function take(c: Handler, chosen: readonly OpenClaim[], form: Form) {
  const { deps, actor, page } = c.var
  await refuseSuspended(deps, actor)
  if (actor.type === 'guest') return c.redirect(href(routes.login, {}, { back: page.path }), 303)
  const pen = typeof form.pen === 'string' ? form.pen : ''
  const taken: string[] = []
  for (const one of chosen) {
    const outcome = await takeOne(c, actor, one, pen)
    if (outcome === 'no-such-pen-name') return showClaims(c, { pen: t('Choose one of your pen names.') })
    taken.push(typeof outcome === 'string' ? outcome : 'taken')
  }
  overIfAll(taken)
  const [first] = chosen
  if (chosen.length === 1 && first) return c.redirect(href(routes.work, { workId: first.workId }), 303)
  return c.redirect(href(routes.userWorks, { name: actor.name }), 303)
}

const takeOne = (c: Handler, actor: Member, one: OpenClaim, pen: string) =>
  takeClaim(c.var.deps.db, actor, linkOf(c, one), {
    ...{ pen, now: c.var.deps.now(), archive: c.var.page.archive },
  })

/** They join first, and come back by the same link. */
async function invite(c: Handler, [one]: readonly OpenClaim[]) {
  const { deps, page } = c.var
  if (!one || page.joining !== 'invited') return showClaims(c)
  const code = await inviteByClaim(deps.db, linkOf(c, one), { now: deps.now() })
  if (code === 'no-such-claim') throw over()
  return c.redirect(href(routes.signup, { code }), 303)
}

const linkOf = (c: Handler, { id }: OpenClaim): Link => ({ code: codeOf(c), id })

async function decide(c: Handler, chosen: readonly OpenClaim[], deed: Decision) {
  const done: string[] = []
  for (const one of chosen) done.push(await decideOne(c, linkOf(c, one), deed))
  overIfAll(done)
  return c.html(render(<DecidedPage page={unseen(c)} deed={deed} count={chosen.length} />))
}

function decideOne(c: Handler, link: Link, deed: Decision): Promise<string> {
  const { db, now: clock } = c.var.deps
  const now = clock()
  if (deed === 'remove') return removeByClaim(db, link, { now, archive: c.var.page.archive })
  if (deed === 'leave') return declineClaim(db, link, { now })
  if (deed === 'no-letters') return refuseByClaim(db, link, { refuses: 'letters', now })
  if (deed === 'no-works') return refuseByClaim(db, link, { refuses: 'imports', now })
  return orphanByClaim(db, link, { keepName: deed === 'give-up-named', now })
}

/** Somebody was quicker, with the same link. */
function overIfAll(outcomes: readonly string[]): void {
  if (outcomes.every((one) => one === 'no-such-claim')) throw over()
}

/** The same for a link that was used, for one that never was, and for one whose work is gone. */
const over = (): Refused =>
  new Refused(404, t('This link leads to nothing: it has been used, or a letter of it was lost on the way.'))

function unseen(c: Handler) {
  c.header('cache-control', 'no-store')
  return { ...c.var.page, robots: false }
}
