import { Hono } from 'hono'
import type { PersonId } from '../../core/ids.ts'
import { href, routes } from '../../routes.ts'
import { type Env, formOf, type Handler, pathBack, visitOf } from '../../web/app-env.ts'
import { render } from '../../web/layout.tsx'
import { t } from '../../web/say.ts'
import { dropCookie } from '../../web/session-cookie.ts'
import { LoginPage } from '../login-page.tsx'
import { refuseBanned } from '../while-suspended.ts'
import { AgainPage } from './again-page.tsx'
import { changingOf, ownSession, setCookies } from './asking-routes.ts'
import { challengeCookie, challengeOf } from './challenges.ts'
import { comeIn, enter, halfWayOf } from './come-in.ts'
import type { Prove, Proven } from './prove.ts'
import { SecondStepPage } from './second-step-page.tsx'
import { proveAgain, type Session } from './sessions.ts'
import { askToShowPasskey, whoShowed } from './show-passkey.ts'
import { secondSteps } from './take-second-step.ts'

type Form = Readonly<Record<string, string>>

/** The ways in: the second step, passkeys, and the proof that a session is still its person's. */
export function doorRoutes(prove: Prove) {
  const takeSecondStep = secondSteps()

  return new Hono<Env>()
    .get(routes.secondStep, (c) => {
      const back = pathBack(c.req.query('back'))
      if (!halfWayOf(changingOf(c), visitOf(c))) return c.redirect(href(routes.login, {}, { back }), 303)
      return showSecondStep(c, { back })
    })
    .post(routes.secondStep, async (c) => {
      const form = await formOf(c)
      const [visit, changing] = [visitOf(c), changingOf(c)]
      const halfWay = halfWayOf(changing, visit)
      if (!halfWay) return c.redirect(href(routes.login, {}, { back: pathBack(form.back) }), 303)
      await refuseBanned(c.var.deps, halfWay.person)
      const tried = { halfWay, visit, code: form.code ?? '', trust: form.trust === 'on' }
      const step = await takeSecondStep(c.var.deps.db, changing, tried)
      if ('refused' in step) return refuseSecondStep(c, form, step.refused)
      setCookies(c, step.in.cookies)
      if (step.by === 'recovery-code')
        return c.redirect(href(routes.security, {}, { said: 'recovered' }), 303)
      return c.redirect(pathBack(form.back), 303)
    })

    .get(routes.passkeyLogin, async (c) => {
      const options = await askToShowPasskey(changingOf(c))
      setCookies(c, [challengeCookie(changingOf(c), 'show a passkey', options.challenge)])
      c.header('cache-control', 'private, no-store')
      return c.json(options)
    })
    .post(routes.passkeyLogin, async (c) => {
      const form = await formOf(c)
      const shown = await passkeyShown(c, form)
      if ('refused' in shown) return refusePasskey(c, form)
      const coming = { person: shown.member.id, visit: visitOf(c), remembered: form.remembered === 'on' }
      const { cookies } = await enter(c.var.deps.db, changingOf(c), coming, 'passkey')
      setCookies(c, [...cookies, dropCookie('challenge', c.var.deps.baseUrl)])
      return c.redirect(pathBack(form.back), 303)
    })

    .get(routes.loginAgain, async (c) => {
      const back = pathBack(c.req.query('back'))
      const session = await ownSession(c, back)
      return session instanceof Response ? session : showAgain(c, { back })
    })
    .post(routes.loginAgain, async (c) => {
      const form = await formOf(c)
      const session = await ownSession(c, pathBack(form.back))
      if (session instanceof Response) return session
      const { db, now } = c.var.deps
      const by = form.answer ? 'passkey' : 'passphrase'
      const proven = form.answer
        ? await provenByPasskey(c, session, form)
        : await prove(db, session, form.password ?? '', now())
      if (proven !== 'right') return refuseAgain(c, form, proven === 'wrong' ? by : proven)
      await proveAgain(db, session, by, now())
      return c.redirect(pathBack(form.back), 303)
    })
}

/** What a right passphrase opens, as an answer. */
export async function letIn(c: Handler, person: PersonId, form: Form): Promise<Response> {
  await refuseBanned(c.var.deps, person)
  const coming = { person, visit: visitOf(c), remembered: form.remembered === 'on' }
  const entrance = await comeIn(c.var.deps.db, changingOf(c), coming)
  setCookies(c, entrance.cookies)
  const back = pathBack(form.back)
  return c.redirect(entrance.now === 'in' ? back : href(routes.secondStep, {}, { back }), 303)
}

const passkeyShown = (c: Handler, { answer = '' }: Form) =>
  whoShowed(c.var.deps.db, changingOf(c), {
    answer,
    challenge: challengeOf(changingOf(c), 'show a passkey', visitOf(c)),
  })

async function provenByPasskey(c: Handler, { member }: Session, form: Form): Promise<Proven> {
  const shown = await passkeyShown(c, form)
  return 'member' in shown && shown.member.id === member.id ? 'right' : 'wrong'
}

interface Shown {
  readonly back: string
  readonly fault?: string
}

const showSecondStep = (c: Handler, shown: Shown, status: 200 | 422 = 200) =>
  c.html(render(<SecondStepPage page={{ ...c.var.page, robots: false }} {...shown} />), status)

const showAgain = (c: Handler, shown: Shown, status: 200 | 422 | 429 = 200) =>
  c.html(render(<AgainPage page={{ ...c.var.page, robots: false }} {...shown} />), status)

function refuseSecondStep(c: Handler, form: Form, refused: 'wrong-code' | 'too-many') {
  const back = pathBack(form.back)
  if (refused === 'wrong-code')
    return showSecondStep(
      c,
      {
        back,
        fault: t('This code is not right, or was used already. The app shows a new one every half minute.'),
      },
      422,
    )
  const said = t(
    'Too many wrong codes. Wait a quarter of an hour, or log in with a recovery code or a passkey.',
  )
  setCookies(c, [dropCookie('second-step', c.var.deps.baseUrl)])
  return c.html(
    render(<LoginPage page={c.var.page} sent={{ typed: {}, faults: { login: said } }} back={back} />),
    429,
  )
}

function refusePasskey(c: Handler, { login = '', back }: Form) {
  const faults = {
    login: t('This passkey opens nothing here, or it took too long. Try again, or use the passphrase.'),
  }
  const page = <LoginPage page={c.var.page} sent={{ typed: { login }, faults }} back={pathBack(back)} />
  return c.html(render(page), 422)
}

const AGAIN_FAULTS = {
  passphrase: () => t('This is not the passphrase of this account.'),
  passkey: () => t('This is not a passkey of this account, or it took too long. Try again.'),
  'too-many': () => t('Too many wrong passphrases. Try again in a quarter of an hour, or show a passkey.'),
}

const refuseAgain = (c: Handler, form: Form, why: keyof typeof AGAIN_FAULTS) =>
  showAgain(c, { back: pathBack(form.back), fault: AGAIN_FAULTS[why]() }, why === 'too-many' ? 429 : 422)
