import { href, routes } from '../../routes.ts'
import { type Handler, visitOf } from '../../web/app-env.ts'
import type { Notice } from '../../web/page.ts'
import { t } from '../../web/say.ts'
import type { Changing } from './notices.ts'
import { isFresh, type Session, sessionOf } from './sessions.ts'

/** What the pages of this folder ask of a request, and how they answer. */
export const changingOf = (c: Handler): Changing => {
  const { baseUrl, secret, now } = c.var.deps
  return { baseUrl, secret, now: now() }
}

export function setCookies(c: Handler, cookies: readonly string[]): void {
  for (const cookie of cookies) c.header('set-cookie', cookie, { append: true })
}

/** Whose session it is, or the way to the log-in and back. `name`: the account in the address, where there is one. */
export async function ownSession(c: Handler, back = c.var.page.path): Promise<Session | Response> {
  const session = await sessionOf(c.var.deps.db, visitOf(c))
  if (!session) return c.redirect(href(routes.login, {}, { back }), 303)
  const name = c.req.param('name')
  const isOwn = name === undefined || name.toLowerCase() === session.member.name.toLowerCase()
  return isOwn ? session : c.notFound()
}

/** The same, of somebody who proved in the last minutes who they are; else the way to do so, and back. */
export async function freshSession(c: Handler, back = c.var.page.path): Promise<Session | Response> {
  const session = await ownSession(c, back)
  if (session instanceof Response || isFresh(session, c.var.deps.now())) return session
  return c.redirect(href(routes.loginAgain, {}, { back }), 303)
}

const NOTICES: ReadonlyMap<string, () => string> = new Map([
  ['passkey-added', () => t('The passkey is added. Log in with it from now on.')],
  ['passkey-renamed', () => t('The passkey has a new name.')],
  ['passkey-removed', () => t('The passkey is removed.')],
  ['key-ended', () => t('The key is ended. The device gets nothing more with it.')],
  ['keys-ended', () => t('All keys are ended. No device gets anything more with them.')],
  ['two-step-off', () => t('Two-step log-in is off.')],
  ['session-ended', () => t('The session is ended.')],
  ['others-ended', () => t('Every other session is ended.')],
  ['passphrase', () => t('The passphrase is changed. Every other session was ended.')],
  ['others-and-keys-ended', () => t('Every other session is ended, and so are the keys of all devices.')],
  [
    'passphrase-and-keys',
    () => t('The passphrase is changed. Every other session and the keys of all devices were ended.'),
  ],
  ['email-asked', () => t('A mail is on its way to the new address. Open the link in it within a week.')],
  ['email', () => t('The e-mail address is changed.')],
  ['name', () => t('The account has a new name.')],
  [
    'recovered',
    () =>
      t(
        'You are in with a recovery code, which is used up. If the device is lost, turn two-step log-in off and on again with a new one, and make new recovery codes.',
      ),
  ],
])

/** What was just done, as the address says: only words of ours are shown. */
export function noticeOf(c: Handler): { readonly notice?: Notice } {
  const said = NOTICES.get(c.req.query('said') ?? '')
  return said ? { notice: { kind: 'ok', text: said() } } : {}
}

/** To the page of an account's safety, with what was done. */
export const toSecurity = (c: Handler, said: string): Response =>
  c.redirect(href(routes.security, {}, { said }), 303)
