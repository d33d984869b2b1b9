import { Hono } from 'hono'
import { parseInvitationId, parseInvitationRequestId } from '../../core/ids.ts'
import { href, routes } from '../../routes.ts'
import { type Env, formOf, type Handler } from '../../web/app-env.ts'
import type { Sent } from '../../web/form.tsx'
import { render } from '../../web/layout.tsx'
import { locale, t } from '../../web/say.ts'
import { joiningView } from './joining-view.ts'
import {
  answerRequest,
  giveToMembers,
  inviteAddress,
  type JoiningField,
  makeCodes,
  removeInvitation,
  sendNow,
  setJoining,
} from './keep-joining.ts'
import { KeepJoiningPage } from './keep-joining-page.tsx'
import { numberIn, withNotice, writingFor } from './typed-routes.tsx'

/** For everybody but the keepers there is nothing at this address. */
export const keepJoiningRoutes = () =>
  new Hono<Env>()
    .get(routes.keepJoining, (c) => show(c, { typed: {}, faults: {} }))

    .post(routes.keepJoining, async (c) => {
      const form = await formOf(c)
      const deed = Object.hasOwn(DEEDS, form.deed ?? '') ? DEEDS[form.deed ?? ''] : undefined
      const outcome = deed ? await deed(c, form) : 'not-allowed'
      if (outcome === 'not-allowed') return c.notFound()
      if (typeof outcome !== 'string') return show(c, { typed: form, faults: outcome })
      return c.redirect(href(routes.keepJoining, {}, { done: outcome }), 303)
    })

async function show(c: Handler, sent: Sent<string>) {
  const { deps, actor } = c.var
  const sought = (c.req.query('q') ?? '').toWellFormed().replaceAll('\u0000', '').trim().slice(0, 200)
  const view = await joiningView(deps.db, actor, { sought, now: deps.now() })
  if (!view) return c.notFound()
  const all = { page: withNotice(c, NOTICES), view, baseUrl: deps.baseUrl, sent }
  return c.html(render(<KeepJoiningPage {...all} />), Object.keys(sent.faults).length > 0 ? 422 : 200)
}

const NOTICES: Readonly<Record<string, () => string>> = {
  saved: () => t('Saved.'),
  sent: () => t('The invitations are on their way.'),
  made: () => t('The codes stand below.'),
  invited: () => t('The invitation is on its way.'),
  given: () => t('The invitations are given.'),
  answered: () => t('The answer is on its way.'),
  removed: () => t('The invitation is good for nothing any more.'),
  late: () => t('That was done already.'),
}

type Form = Readonly<Record<string, string>>
/** A word of NOTICES, or what is wrong with which field. */
type Outcome = string | Readonly<Record<string, string>>

const DEEDS: Readonly<Record<string, (c: Handler, form: Form) => Promise<Outcome>>> = {
  settings: async (c, form) => {
    const { how, queueSends, queueEveryHours, invitationsEach } = form
    const numbers = {
      queueSends: numberIn(queueSends),
      queueEveryHours: numberIn(queueEveryHours),
      invitationsEach: numberIn(invitationsEach),
    }
    const { deps, actor } = c.var
    const wish = { how: HOW.find((one) => one === how) ?? null, ...numbers }
    const set = await setJoining(deps.db, actor, wish, deps.now())
    return typeof set === 'string'
      ? set
      : Object.fromEntries(set.faults.map((name) => [name, FAULTS[name]()]))
  },
  send: async (c, { sends }) => {
    const done = await sendNow(c.var.deps.db, c.var.actor, numberIn(sends), await writingFor(c))
    return counted(done, 'sent', 'sends', 1_000)
  },
  codes: async (c, { codes }) => {
    const done = await makeCodes(c.var.deps.db, c.var.actor, numberIn(codes), c.var.deps.now())
    return counted(done, 'made', 'codes', 1_000)
  },
  give: async (c, { each, whom }) => {
    const giving = { count: numberIn(each), whom: whom === 'all' ? 'all' : 'without' } as const
    return counted(
      await giveToMembers(c.var.deps.db, c.var.actor, giving, c.var.deps.now()),
      'given',
      'each',
      10,
    )
  },
  invite: async (c, { email = '' }) => {
    const done = await inviteAddress(
      c.var.deps.db,
      c.var.actor,
      { email, locale: locale() },
      await writingFor(c),
    )
    if (done === 'bad-address') return { email: t('That does not look like an e-mail address.') }
    return done === 'sent' ? 'invited' : done
  },
  grant: (c, form) => answer(c, form, numberIn(form[`granted-${form.id}`]) || null),
  refuse: (c, form) => answer(c, form, 0),
  remove: async (c, { id = '' }) => {
    const done = await removeInvitation(c.var.deps.db, c.var.actor, parseInvitationId(id))
    return done === 'not-there' ? 'late' : done
  },
}

const HOW = ['open', 'invited', 'closed'] as const

const FAULTS: Readonly<Record<JoiningField, () => string>> = {
  how: () => t('Choose how people join.'),
  queueSends: () =>
    t('A whole number from {least, number} to {most, number}, please.', { least: 0, most: 10_000 }),
  queueEveryHours: () =>
    t('A whole number from {least, number} to {most, number}, please.', { least: 1, most: 8_760 }),
  invitationsEach: () =>
    t('A whole number from {least, number} to {most, number}, please.', { least: 0, most: 100 }),
}

const counted = (
  done: { readonly done: number } | 'bad-number' | 'not-allowed',
  word: string,
  field: string,
  most: number,
): Outcome => {
  if (done === 'bad-number')
    return {
      [field]: t('A whole number from {least, number} to {most, number}, please.', { least: 1, most }),
    }
  return done === 'not-allowed' ? done : word
}

async function answer(c: Handler, { id = '' }: Form, granted: number | null): Promise<Outcome> {
  const given = { id: parseInvitationRequestId(id), granted }
  const done = await answerRequest(c.var.deps.db, c.var.actor, given, await writingFor(c))
  if (done === 'bad-number')
    return {
      [`granted-${id}`]: t('A whole number from {least, number} to {most, number}, please.', {
        least: 1,
        most: 100,
      }),
    }
  return done === 'answered-before' ? 'late' : done
}
