import { Hono } from 'hono'
import { parseInvitationId } from '../../core/ids.ts'
import { href, nameFromPart, routes } from '../../routes.ts'
import { type Env, formOf, type Handler } from '../../web/app-env.ts'
import { clientAddress } from '../../web/client-address.ts'
import type { Sent } from '../../web/form.tsx'
import { render } from '../../web/layout.tsx'
import { locale, t } from '../../web/say.ts'
import { counterOf } from '../../web/too-often.ts'
import { InvitationsPage } from './invitations-page.tsx'
import { askForMore, makeOwn, ownInvitations, REQUEST, sendOwn } from './own-invitations.ts'
import { askInQueue, queueDoor } from './queue.ts'
import { QueuePage } from './queue-page.tsx'
import { numberIn, withNotice, writingFor } from './typed-routes.tsx'

const NOTHING_SENT = { typed: {}, faults: {} }
const AN_HOUR_MS = 60 * 60 * 1_000

/** A member's own invitations, and the queue of strangers who wait for one. */
export function invitationsRoutes() {
  const asking = counterOf({ most: 20, withinMs: AN_HOUR_MS })
  return new Hono<Env>()
    .get(routes.invitations, (c) => ownOnly(c) ?? showOwn(c, NOTHING_SENT))

    .post(routes.invitations, async (c) => {
      const refused = ownOnly(c)
      if (refused) return refused
      const form = await formOf(c)
      const outcome = await doOwnDeed(c, form)
      if (outcome === 'not-there') return c.notFound()
      if (typeof outcome !== 'string') return showOwn(c, { typed: form, faults: outcome })
      return c.redirect(href(routes.invitations, { name: nameOf(c) }, { done: outcome }), 303)
    })

    .get(routes.inviteRequests, (c) => showQueue(c, NOTHING_SENT))

    .post(routes.inviteRequests, async (c) => {
      const { deps } = c.var
      const { email = '' } = await formOf(c)
      const again = (fault: string) => showQueue(c, { typed: { email }, faults: { email: fault } })
      if ((await queueDoor(deps.db)) === 'none') return c.notFound()
      if (asking.take(clientAddress(c) ?? 'somewhere', deps.now()) > 0) return again(tooOften())
      const asked = await askInQueue(deps.db, { email, locale: locale(), writing: await writingFor(c) })
      if (asked === 'bad-address') return again(badAddress())
      return c.redirect(href(routes.inviteRequests, {}, { done: 'asked' }), 303)
    })
}

const nameOf = (c: Handler): string => nameFromPart(c.req.param('name') ?? '')

function ownOnly(c: Handler): Response | Promise<Response> | undefined {
  const { actor, page } = c.var
  if (actor.type === 'guest') return c.redirect(href(routes.login, {}, { back: page.path }), 303)
  return actor.name.toLowerCase() === nameOf(c).toLowerCase() ? undefined : c.notFound()
}

async function showOwn(c: Handler, sent: Sent<string>) {
  const { deps, actor } = c.var
  if (actor.type === 'guest') return c.notFound()
  const own = await ownInvitations(deps.db, actor, deps.now())
  const page = withNotice(c, {
    sent: () => t('The invitation is on its way.'),
    asked: () => t('The keepers have your request. A mail will answer.'),
    made: () => t('Here is a new invitation.'),
  })
  const all = { page, name: actor.name, own, baseUrl: deps.baseUrl, sent }
  return c.html(render(<InvitationsPage {...all} />), statusOf(sent))
}

const statusOf = ({ faults }: Sent<string>) => (Object.keys(faults).length > 0 ? 422 : 200)

type Form = Readonly<Record<string, string>>
type OwnOutcome = 'sent' | 'asked' | 'made' | 'not-there' | Readonly<Record<string, string>>

async function doOwnDeed(c: Handler, form: Form): Promise<OwnOutcome> {
  const { deps, actor } = c.var
  if (actor.type === 'guest') return 'not-there'
  if (form.deed === 'send') return sendByForm(c, form)
  if (form.deed === 'ask') return askByForm(c, form)
  const made = form.deed === 'make' && (await makeOwn(deps.db, actor, deps.now()))
  return made === 'made' ? 'made' : 'not-there'
}

async function sendByForm(c: Handler, form: Form): Promise<OwnOutcome> {
  const { deps, actor } = c.var
  if (actor.type === 'guest') return 'not-there'
  const field = `email-${form.id ?? ''}`
  const asked = { id: parseInvitationId(form.id ?? ''), email: form[field] ?? '', locale: locale() }
  switch (await sendOwn(deps.db, actor, asked, await writingFor(c))) {
    case 'sent':
      return 'sent'
    case 'bad-address':
      return { [field]: badAddress() }
    case 'too-soon':
      return { [field]: t('It was mailed less than a day ago. It can be mailed again tomorrow.') }
    case 'used':
      return { [field]: t('Somebody has joined with it by now.') }
    case 'no-such-invitation':
      return 'not-there'
  }
}

async function askByForm(c: Handler, { wanted = '', reason = '' }: Form): Promise<OwnOutcome> {
  const { deps, actor } = c.var
  if (actor.type === 'guest') return 'not-there'
  const request = { wanted: numberIn(wanted), reason, locale: locale() }
  switch (await askForMore(deps.db, actor, request, deps.now())) {
    case 'asked':
    case 'asked-before':
      return 'asked'
    case 'bad-number':
      return { wanted: t('Ask for 1 to {most, number}.', { most: REQUEST.most }) }
    case 'no-reason':
      return { reason: t('Say what they are for.') }
    case 'long-reason':
      return { reason: t('At most {n, number} characters, please.', { n: REQUEST.reason }) }
  }
}

async function showQueue(c: Handler, sent: Sent<'email'>) {
  const door = await queueDoor(c.var.deps.db)
  if (door === 'none') return c.notFound()
  const page = withNotice(c, {
    asked: () => t('Thank you. What there is to say about this address is on its way to it by mail.'),
  })
  return c.html(render(<QueuePage page={page} door={door} sent={sent} />), statusOf(sent))
}

const badAddress = (): string => t('That does not look like an e-mail address.')
const tooOften = (): string => t('That was often, from where you are. Try again in an hour.')
