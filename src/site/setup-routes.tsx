import { Hono } from 'hono'
import { type JoinRefusal, openSession } from '../accounts/index.ts'
import { routes } from '../routes.ts'
import { type Env, formOf, type Handler, visitOf } from '../web/app-env.ts'
import type { Sent } from '../web/form.tsx'
import { render } from '../web/layout.tsx'
import { t } from '../web/say.ts'
import { fillSample } from './fill-sample.ts'
import { type SetUpOutcome, setUp } from './set-up.ts'
import { type SetupField, SetupPage } from './setup-page.tsx'

export interface SetupSettings {
  /** Printed in the terminal; opens the set-up page. */
  readonly setupKey: string
  /** As the owner wrote it. */
  readonly folder: string
}

/** An archive without an owner gets a name and an owner; one that has them has no such page. */
export const setupRoutes = (settings: SetupSettings) =>
  new Hono<Env>()
    .get(routes.setup, async (c) => {
      if ((await c.var.deps.archive()).ready) return c.redirect(routes.home, 303)
      return setupPage(c, settings, { typed: {}, faults: {} }, c.req.query('token') ?? null)
    })

    .post(routes.setup, async (c) => {
      const form = await formOf(c)
      const { deps } = c.var
      const { token = '', name = '', about = '', login = '', email = '', password = '', seed } = form
      const asked = { token, name, about, login: login.trim(), email: email.trim(), password }
      const outcome = await setUp({ db: deps.db, key: settings.setupKey, now: deps.now() }, asked)
      if ('refused' in outcome) return refuseSetUp(c, settings, outcome, form)
      if (seed === 'sample') await fillSample({ db: deps.db, baseUrl: deps.baseUrl })
      c.header('set-cookie', await openSession(deps.db, outcome.done.id, visitOf(c)), { append: true })
      return c.redirect(routes.home, 303)
    })

type Refused = Extract<SetUpOutcome, { refused: string }>

function refuseSetUp(
  c: Handler,
  settings: SetupSettings,
  { refused }: Refused,
  typed: Record<string, string>,
) {
  if (refused === 'already-set-up') return c.redirect(routes.home, 303)
  const [field, message] = faults[refused]
  const { password: _secret, ...rest } = typed
  const sent = { typed: rest, faults: { [field]: message() } }
  return setupPage(c, settings, sent, refused === 'wrong-token' ? null : (typed.token ?? null), 422)
}

const faults: Readonly<Record<JoinRefusal | 'wrong-token' | 'no-name', readonly [SetupField, () => string]>> =
  {
    'wrong-token': ['token', () => t('That is not the key the program printed when it started.')],
    'no-name': ['name', () => t('The archive needs a name.')],
    'bad-name': ['login', () => t('A name has 3 to 40 letters from A to Z, digits or underscores.')],
    'name-taken': ['login', () => t('Somebody here has that name already.')],
    'bad-email': ['email', () => t('That does not look like an e-mail address.')],
    'email-taken': ['email', () => t('Somebody here has that address already.')],
    'short-password': ['password', () => t('Ten characters or more, please.')],
    'long-password': ['password', () => t('At most 256 characters, please.')],
    'common-password': [
      'password',
      () => t('Many people use that one, and guessers try it first. Another, please.'),
    ],
    'own-words': [
      'password',
      () => t('That is made of the name or the address, which others know. Another, please.'),
    ],
  }

const setupPage = (
  c: Handler,
  { folder }: SetupSettings,
  sent: Sent<SetupField>,
  token: string | null,
  status: 200 | 422 = 200,
) => c.html(render(<SetupPage page={c.var.page} sent={sent} token={token} folder={folder} />), status)
