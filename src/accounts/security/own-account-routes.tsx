import { Hono } from 'hono'
import { href, routes } from '../../routes.ts'
import { type Env, formOf, type Handler } from '../../web/app-env.ts'
import { render } from '../../web/layout.tsx'
import { day, t } from '../../web/say.ts'
import { deviceKeys } from '../devices/device-keys.ts'
import { lookAtCode } from '../joining/mailed-codes.ts'
import { refuseSuspended } from '../while-suspended.ts'
import { changingOf, freshSession, ownSession, toSecurity } from './asking-routes.ts'
import { askForEmail, confirmEmail, type EmailAsked } from './change-email.ts'
import { ConfirmEmailPage, EmailPage } from './change-email-page.tsx'
import { changeName, nameRests } from './change-name.ts'
import { type NameFaults, NamePage } from './change-name-page.tsx'
import { changePassphrase, type Keeping, needsNoPassphrase } from './change-passphrase.ts'
import { type PassphraseFaults, PassphrasePage } from './change-passphrase-page.tsx'
import { emailFault, nameFaults, passphraseFaults } from './own-account-faults.ts'
import type { Session } from './sessions.ts'

type Form = Readonly<Record<string, string>>

/** What of an account its person may change: the passphrase, the e-mail address, the name. */
export function ownAccountRoutes(keeping: Keeping) {
  return new Hono<Env>()
    .get(routes.changePassphrase, async (c) => {
      const session = await ownSession(c)
      return session instanceof Response ? session : showPassphrase(c, session, { endKeys: true, faults: {} })
    })
    .post(routes.changePassphrase, async (c) => {
      const session = await ownSession(c)
      if (session instanceof Response) return session
      const { password: old = '', new_password: wished = '', again = '', keys } = await formOf(c)
      const endKeys = keys !== undefined
      const asked = { session, old, wished, again, endKeys, archive: c.var.page.archive }
      const change = await changePassphrase(c.var.deps.db, keeping, changingOf(c), asked)
      if (change === 'changed') return toSecurity(c, 'passphrase')
      if (change === 'changed-and-keys-ended') return toSecurity(c, 'passphrase-and-keys')
      return showPassphrase(c, session, { endKeys, faults: passphraseFaults(change) })
    })

    .get(routes.changeEmail, async (c) => {
      const session = await freshSession(c)
      return session instanceof Response ? session : showEmail(c, c.req.query('email') ?? '')
    })
    .post(routes.changeEmail, async (c) => {
      const { email = '' } = await formOf(c)
      const { name = '' } = c.req.param()
      const session = await freshSession(c, href(routes.changeEmail, { name }, { email: email || null }))
      if (session instanceof Response) return session
      const asked = await askForEmail(c.var.deps.db, changingOf(c), { person: session.member.id, email })
      return asked === 'mailed' ? toSecurity(c, 'email-asked') : showEmail(c, email, asked)
    })

    .get(routes.confirmEmail, async (c) => {
      const { db, now } = c.var.deps
      const { code } = c.req.param()
      const proof = await lookAtCode(db, { code, purpose: 'change-address', now: now() })
      const state = typeof proof === 'string' ? proof : 'ask'
      return c.html(render(<ConfirmEmailPage page={pageOf(c)} code={code} state={state} />))
    })
    .post(routes.confirmEmail, async (c) => {
      const { code } = c.req.param()
      const state = await confirmEmail(c.var.deps.db, changingOf(c), code)
      if (state === 'changed' && c.var.actor.type === 'member') return toSecurity(c, 'email')
      const page = <ConfirmEmailPage page={pageOf(c)} code={code} state={state} />
      return c.html(render(page), state === 'changed' ? 200 : 422)
    })

    .get(routes.changeName, async (c) => {
      const session = await ownSession(c)
      return session instanceof Response ? session : showName(c, session, {})
    })
    .post(routes.changeName, async (c) => {
      const session = await ownSession(c)
      if (session instanceof Response) return session
      await refuseSuspended(c.var.deps, session.member)
      const form = await formOf(c)
      const asked = { session, name: form.new_name ?? '', password: form.password ?? '' }
      const change = await changeName(c.var.deps.db, keeping.prove, changingOf(c), asked)
      return 'changed' in change ? toSecurity(c, 'name') : showName(c, session, form, nameFaults(change))
    })
}

const pageOf = (c: Handler) => ({ ...c.var.page, robots: false })

async function showPassphrase(
  c: Handler,
  session: Session,
  { endKeys, faults }: { readonly endKeys: boolean; readonly faults: PassphraseFaults },
) {
  const { db, now } = c.var.deps
  const { id, name } = session.member
  const keys = await deviceKeys(db, id)
  const shown = { name, faults, withOld: !needsNoPassphrase(session, now()) }
  const page = <PassphrasePage page={pageOf(c)} {...shown} endKeys={keys.length > 0 ? endKeys : undefined} />
  return c.html(render(page), Object.keys(faults).length > 0 ? 422 : 200)
}

function showEmail(c: Handler, typed: string, refused?: Exclude<EmailAsked, 'mailed'>) {
  const { name = '' } = c.req.param()
  const fault = refused && emailFault(refused)
  return c.html(
    render(<EmailPage page={pageOf(c)} name={name} typed={typed} fault={fault} />),
    fault ? 422 : 200,
  )
}

async function showName(c: Handler, session: Session, form: Form, faults: NameFaults = {}) {
  const { db, now } = c.var.deps
  const until = await nameRests(db, session, now())
  const rests =
    until &&
    t('The name was changed a short while ago. It can be changed again from {date} on.', { date: day(until) })
  const shown = {
    name: session.member.name,
    typed: form.new_name ?? '',
    withOld: !needsNoPassphrase(session, now()),
  }
  const page = <NamePage page={pageOf(c)} {...shown} rests={rests} faults={faults} />
  return c.html(render(page), Object.keys(faults).length > 0 ? 422 : 200)
}
