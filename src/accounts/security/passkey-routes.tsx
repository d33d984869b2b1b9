import { Hono } from 'hono'
import { href, routes } from '../../routes.ts'
import { type Env, formOf, type Handler, visitOf } from '../../web/app-env.ts'
import { render } from '../../web/layout.tsx'
import { t } from '../../web/say.ts'
import { dropCookie } from '../../web/session-cookie.ts'
import { changingOf, freshSession, noticeOf, setCookies } from './asking-routes.ts'
import { challengeCookie, challengeOf } from './challenges.ts'
import {
  addPasskey,
  askForPasskey,
  type PasskeyAdded,
  passkeysOf,
  removePasskey,
  renamePasskey,
} from './passkeys.ts'
import { PasskeysPage } from './passkeys-page.tsx'
import type { Session } from './sessions.ts'

type Form = Readonly<Record<string, string>>

export function passkeyRoutes() {
  return new Hono<Env>()
    .get(routes.passkeys, async (c) => {
      const session = await freshSession(c, routes.passkeys)
      return session instanceof Response ? session : showPasskeys(c, session, { typed: '' })
    })
    .post(routes.passkeys, async (c) => {
      const form = await formOf(c)
      const session = await freshSession(c, routes.passkeys)
      if (session instanceof Response) return session
      const said = await changePasskeys(c, session, form)
      if (said in FAULTS) return refuse(c, session, form, said)
      setCookies(c, [dropCookie('challenge', c.var.deps.baseUrl)])
      return c.redirect(href(routes.passkeys, {}, { said: `passkey-${said}` }), 303)
    })
}

async function changePasskeys(
  c: Handler,
  { member }: Session,
  form: Form,
): Promise<PasskeyAdded | 'renamed' | 'removed'> {
  const { db } = c.var.deps
  const changing = changingOf(c)
  const id = /^\d{1,9}$/.test(form.id ?? '') ? Number(form.id) : 0
  if (form.deed === 'rename') return renamePasskey(db, member.id, id, form[`name-${id}`] ?? '')
  if (form.deed === 'remove') {
    await removePasskey(db, changing, member.id, id)
    return 'removed'
  }
  const challenge = challengeOf(changing, 'add a passkey', visitOf(c))
  const { name = '', answer = '' } = form
  return addPasskey(db, changing, { person: member.id, name, answer, challenge })
}

const FAULTS: Readonly<Record<string, () => string>> = {
  'not-understood': () => t('The browser’s answer was not a passkey. Try again.'),
  'too-late': () => t('That took too long, or was sent twice. Try again.'),
  'known-already': () => t('This passkey is known already.'),
  'too-many': () => t('There are as many passkeys as an account may have. Remove one first.'),
  'no-name': () => t('Give the passkey a name, so that you know it again.'),
}

const refuse = (c: Handler, session: Session, { name = '' }: Form, why: string) => {
  const fault = FAULTS[why]?.() ?? ''
  return showPasskeys(c, session, { typed: name, fault })
}

async function showPasskeys(
  c: Handler,
  { member }: Session,
  shown: { readonly typed: string; readonly fault?: string },
) {
  const { db } = c.var.deps
  const changing = changingOf(c)
  const options = await askForPasskey(db, changing, { member, archive: c.var.page.archive })
  setCookies(c, [challengeCookie(changing, 'add a passkey', options.challenge)])
  const passkeys = await passkeysOf(db, member.id)
  const page = { ...c.var.page, robots: false, ...noticeOf(c) }
  const all = { page, passkeys, options: JSON.stringify(options), ...shown }
  return c.html(render(<PasskeysPage {...all} />), shown.fault ? 422 : 200)
}
