import { Hono } from 'hono'
import { routes } from '../../routes.ts'
import { type Env, formOf, type Handler, visitOf } from '../../web/app-env.ts'
import { render } from '../../web/layout.tsx'
import { t } from '../../web/say.ts'
import { dropDeviceKeys } from '../devices/keep-device-keys.ts'
import { changingOf, freshSession, noticeOf, ownSession, toSecurity } from './asking-routes.ts'
import { trustedDevices } from './known-devices.ts'
import { passkeyRoutes } from './passkey-routes.tsx'
import { recoveryCodesLeft } from './recovery-codes.ts'
import { CodesOffer, CodesShown } from './recovery-codes-page.tsx'
import { SecurityPage } from './security-page.tsx'
import { securityView } from './security-view.ts'
import { endOneSession, endSessions, type Session, sessionsOf } from './sessions.ts'
import {
  forgetTrust,
  hasTwoStep,
  offeredKey,
  offerTwoStep,
  renewRecoveryCodes,
  turnTwoStepOff,
  turnTwoStepOn,
} from './two-step.ts'
import { TwoStepOffer, TwoStepOn } from './two-step-page.tsx'

/** What keeps an account safe, for its person alone. */
export function securityRoutes() {
  return new Hono<Env>()
    .get(routes.security, async (c) => {
      const session = await ownSession(c, routes.security)
      if (session instanceof Response) return session
      const view = await securityView(c.var.deps.db, session, c.var.deps.now())
      return c.html(render(<SecurityPage page={{ ...pageOf(c), ...noticeOf(c) }} view={view} />))
    })

    .post(routes.sessions, async (c) => {
      const session = await ownSession(c, routes.security)
      if (session instanceof Response) return session
      const { end = '', keys } = await formOf(c)
      const { db } = c.var.deps
      if (end === 'others') return endOthers(c, session, keys !== undefined)
      if (/^\d{1,9}$/.test(end)) await endOneSession(db, session.member.id, Number(end))
      return toSecurity(c, 'session-ended')
    })

    .get(routes.twoStep, async (c) => {
      const session = await freshSession(c, routes.twoStep)
      return session instanceof Response ? session : showTwoStep(c, session)
    })
    .post(routes.twoStep, async (c) => {
      const session = await freshSession(c, routes.twoStep)
      if (session instanceof Response) return session
      const form = await formOf(c)
      const { db } = c.var.deps
      if (form.deed === 'on') return turnOn(c, session, form)
      if (form.deed === 'off') await turnTwoStepOff(db, changingOf(c), session.member.id)
      else await forgetTrust(db, session.member.id)
      return form.deed === 'off' ? toSecurity(c, 'two-step-off') : c.redirect(routes.twoStep, 303)
    })

    .get(routes.recoveryCodes, async (c) => {
      const session = await freshSession(c, routes.recoveryCodes)
      if (session instanceof Response) return session
      if (!(await hasTwoStep(c.var.deps.db, session.member.id))) return c.redirect(routes.twoStep, 303)
      const left = await recoveryCodesLeft(c.var.deps.db, session.member.id)
      return c.html(render(<CodesOffer page={pageOf(c)} left={left} />))
    })
    .post(routes.recoveryCodes, async (c) => {
      const session = await freshSession(c, routes.recoveryCodes)
      if (session instanceof Response) return session
      const codes = await renewRecoveryCodes(c.var.deps.db, changingOf(c), session.member.id)
      return codes === 'no-two-step' ? c.redirect(routes.twoStep, 303) : showCodes(c, session, codes, false)
    })

    .route('/', passkeyRoutes())
}

const pageOf = (c: Handler) => ({ ...c.var.page, robots: false })

async function endOthers(c: Handler, session: Session, withKeys: boolean): Promise<Response> {
  const { db } = c.var.deps
  await endSessions(db, session.member.id, session)
  if (withKeys) await dropDeviceKeys(db, changingOf(c), session.member.id)
  return toSecurity(c, withKeys ? 'others-and-keys-ended' : 'others-ended')
}

async function showTwoStep(c: Handler, { member }: Session) {
  const { db, now } = c.var.deps
  if (await hasTwoStep(db, member.id)) {
    const trusted = await trustedDevices(db, member.id, now())
    return c.html(render(<TwoStepOn page={pageOf(c)} trusted={trusted} />))
  }
  const { key, offer } = offerTwoStep(changingOf(c), member.id)
  return c.html(render(<TwoStepOffer page={pageOf(c)} secret={key} offer={offer} />))
}

/** A wrong code keeps the secret that the app has by now. */
async function turnOn(
  c: Handler,
  session: Session,
  { offer = '', code = '' }: Readonly<Record<string, string>>,
) {
  const person = session.member.id
  const key = offeredKey(changingOf(c), person, offer)
  if (!key) return c.redirect(routes.twoStep, 303)
  const outcome = await turnTwoStepOn(c.var.deps.db, changingOf(c), { person, key, code })
  if ('codes' in outcome) return showCodes(c, session, outcome.codes, true)
  if (outcome.refused === 'already-on') return c.redirect(routes.twoStep, 303)
  const fault = t('This is not the code the app shows now. Is the clock of the phone right?')
  return c.html(render(<TwoStepOffer page={pageOf(c)} secret={key} offer={offer} fault={fault} />), 422)
}

/** In the answer itself, and nowhere else: they cannot be shown a second time. */
async function showCodes(c: Handler, { member }: Session, codes: readonly string[], justOn: boolean) {
  const all = await sessionsOf(c.var.deps.db, member.id, visitOf(c).now)
  return c.html(render(<CodesShown page={pageOf(c)} codes={codes} justOn={justOn} others={all.length - 1} />))
}
