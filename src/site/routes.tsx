import { Hono } from 'hono'
import { type JoinRefusal, openSession } from '../accounts/index.ts'
import { type Catalogue, favouritesShown, hiddenFor, wishedBy } from '../catalogue/index.ts'
import { begunLately } from '../library/index.ts'
import { routes } from '../routes.ts'
import { type Env, formOf, type Handler, visitOf } from '../web/app-env.ts'
import { assetResponse, editorResponse } from '../web/asset-response.ts'
import { EDITOR } from '../web/assets.ts'
import type { Sent } from '../web/form.tsx'
import { render } from '../web/layout.tsx'
import { t } from '../web/say.ts'
import { AboutPage } from './about-page.tsx'
import { databaseAnswers, readArchive } from './archive.ts'
import { fillSample } from './fill-sample.ts'
import { firstHelpRoutes, wantsHelp } from './first-help-routes.tsx'
import { HomePage } from './home-page.tsx'
import { homeView } from './home-read.ts'
import { laterFor } from './later-read.ts'
import { type SetUpOutcome, setUp } from './set-up.ts'
import { type SetupField, SetupPage } from './setup-page.tsx'
import { sitemapRoutes } from './sitemap-routes.tsx'
import { textsRoutes } from './texts-routes.tsx'

interface SiteSettings {
  /** Printed in the terminal; opens the set-up page. */
  readonly setupKey: string
  /** As the owner wrote it. */
  readonly folder: string
  readonly version: string
}

export const siteRoutes = (settings: SiteSettings, catalogue: Catalogue) =>
  new Hono<Env>()
    .route('/', sitemapRoutes())
    .route('/', textsRoutes())
    .route('/', firstHelpRoutes())

    .get(routes.home, async (c) => {
      const { deps, actor, page } = c.var
      const reader = { actor, cookie: c.req.header('cookie'), now: deps.now() }
      const wished = await wishedBy(deps.db, reader)
      const choices = { filter: null, hidden: await hiddenFor(deps.db, reader) }
      const view = await homeView(
        { db: deps.db, catalogue, actor, choices },
        (await deps.archive()).about,
        wished,
      )
      const begun = actor.type === 'member' ? await begunLately(deps.db, actor) : []
      const later = await laterFor(deps.db, actor)
      const favourites =
        actor.type === 'member'
          ? await favouritesShown({ db: deps.db, catalogue, actor }, actor, deps.now())
          : []
      const props = { page, view: { ...view, begun, favourites }, help: await wantsHelp(c), later }
      return c.html(render(<HomePage {...props} />))
    })

    .get(routes.about, async (c) => {
      const { deps, actor, page } = c.var
      const { about, openedAt } = await readArchive(deps.db)
      const { counts } = await homeView({ db: deps.db, catalogue, actor }, about)
      const view = { about, counts, opened: openedAt ?? deps.now(), version: settings.version, source: null }
      return c.html(render(<AboutPage page={page} view={view} />))
    })

    .get(routes.health, async (c) => {
      await databaseAnswers(c.var.deps.db)
      return c.text('well\n')
    })

    .get('/assets/:version/:path{.+}', async (c) => {
      const { version, path } = c.req.param()
      const takes = c.req.header('accept-encoding')
      if (path === EDITOR) return editorResponse(version, c.var.deps.dataDir, takes)
      return assetResponse(version, path, takes) ?? c.notFound()
    })

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
  settings: SiteSettings,
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
  { folder }: SiteSettings,
  sent: Sent<SetupField>,
  token: string | null,
  status: 200 | 422 = 200,
) => c.html(render(<SetupPage page={c.var.page} sent={sent} token={token} folder={folder} />), status)
