import { Hono } from 'hono'
import type { Member } from '../../core/actor.ts'
import { may } from '../../core/roles.ts'
import { href, nameFromPart, routes } from '../../routes.ts'
import { type Env, formOf, type Handler, pathBack } from '../../web/app-env.ts'
import { withDone } from '../../web/done.ts'
import { Refused } from '../../web/errors.tsx'
import { render } from '../../web/layout.tsx'
import { ownIn } from '../../web/own-in.ts'
import { t } from '../../web/say.ts'
import { findPerson } from '../people.ts'
import { ConfirmPage } from './confirm-page.tsx'
import { block, type Distance, type KeepAwayRefusal, mute, refusedFor, unblock, unmute } from './keep-away.ts'
import { keepAwayFault } from './keep-away-said.ts'
import { keptAway } from './kept-away.ts'
import { KeptAwayPage } from './kept-away-page.tsx'
import { preferencesOf } from './preferences.ts'

/** Whom one blocks and whom one mutes: two lists, each with the step before somebody is put on it. */
export const keepAwayRoutes = () =>
  new Hono<Env>()
    .get(routes.blocked, (c) => showList(c, 'block'))
    .post(routes.blocked, (c) => changeList(c, 'block'))
    .get(routes.blockPerson, (c) => confirm(c, 'block', c.req.query('blocked_id')))
    .get(routes.muted, (c) => showList(c, 'mute'))
    .post(routes.muted, (c) => changeList(c, 'mute'))
    .get(routes.mutePerson, (c) => confirm(c, 'mute', c.req.query('muted_id')))

interface Refusal {
  readonly typed: string
  readonly fault: KeepAwayRefusal | 'no-such-person'
}

async function showList(c: Handler, how: Distance, refusal?: Refusal) {
  const { actor, deps, page } = c.var
  if (actor.type === 'guest') return c.redirect(href(routes.login, {}, { back: page.path }), 303)
  const name = nameFromPart(c.req.param('name') ?? '')
  const list = await keptAway(deps.db, actor, { how, name, page: Number(c.req.query('page')) || 1 })
  if (!list) return c.notFound()
  const { timeZone } = await preferencesOf(deps.db, actor)
  const sent = {
    typed: { name: refusal?.typed ?? '' },
    faults: refusal ? { name: keepAwayFault(refusal.fault) } : {},
  }
  const shown = { page: withDone(page, c.req.query('done'), DONE), how, list, timeZone, sent }
  return c.html(render(<KeptAwayPage {...shown} />), refusal ? 422 : 200)
}

/** The form of a list: a name is put on it, after the step that says what follows; or taken off. */
async function changeList(c: Handler, how: Distance) {
  const own = ownIn(c)
  if (!own.is && may(c.var.actor, 'read-blocks')) throw new Refused(403, t('Only they can change this list.'))
  if (!own.is) return own.answer
  const form = await formOf(c)
  const typed = (form.add ?? form.remove ?? '').trim()
  const other = await findPerson(c.var.deps.db, typed)
  if (!other) return showList(c, how, { typed, fault: 'no-such-person' })
  if (form.remove !== undefined) return takeOff(c, how, { own: own.is, other, back: form.back })
  const outcome = await (how === 'block' ? block : mute)(c.var.deps.db, own.is, other, c.var.deps.now())
  if (outcome !== 'blocked' && outcome !== 'muted') return showList(c, how, { typed, fault: outcome })
  return c.redirect(href(listOf(how), { name: own.is.name }, { done: how }), 303)
}

interface TakingOff {
  readonly own: Member
  readonly other: Member
  readonly back: string | undefined
}

async function takeOff(c: Handler, how: Distance, { own, other, back }: TakingOff) {
  await (how === 'block' ? unblock : unmute)(c.var.deps.db, own, other.id)
  const list = href(listOf(how), { name: own.name }, { done: `un${how}` })
  return c.redirect(back ? pathBack(back) : list, 303)
}

/** What follows from it, before it is done. */
async function confirm(c: Handler, how: Distance, asked: string | undefined) {
  const own = ownIn(c)
  if (!own.is) return own.answer
  const typed = (asked ?? '').trim()
  const other = await findPerson(c.var.deps.db, typed)
  const fault = other ? refusedFor(own.is, other) : 'no-such-person'
  if (!other || fault) return showList(c, how, { typed, fault: fault ?? 'no-such-person' })
  return c.html(render(<ConfirmPage page={c.var.page} how={how} own={own.is.name} other={other.name} />))
}

const listOf = (how: Distance) => (how === 'block' ? routes.blocked : routes.muted)

const DONE = {
  block: () => t('Blocked. They are not told.'),
  unblock: () => t('No longer blocked.'),
  mute: () => t('Muted. They are not told.'),
  unmute: () => t('No longer muted.'),
}
