import { randomUUID } from 'node:crypto'
import { Hono, type Next } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { askForKey, isWrongKey, joiningOf, memberByKey, sessionOf } from './accounts/index.ts'
import { accountRoutes } from './accounts/routes.tsx'
import type { Catalogue } from './catalogue/index.ts'
import { catalogueRoutes } from './catalogue/routes.tsx'
import { consentRoutes } from './consent/routes.tsx'
import { GUEST } from './core/actor.ts'
import { IMAGE_ROOM } from './core/config.ts'
import { type GuestBooks, languagesUnprinted } from './export/index.ts'
import { exportRoutes } from './export/routes.ts'
import type { FetchRules } from './import/index.ts'
import { importRoutes } from './import/routes.tsx'
import { leavingRoutes } from './leaving/routes.tsx'
import { type Remembering, rememberingReadings } from './library/index.ts'
import { mailRoutes } from './mail/routes.tsx'
import { moderationRoutes } from './moderation/routes.tsx'
import { countingVisits, type Visits } from './reading/index.ts'
import { readingRoutes } from './reading/routes.tsx'
import { routes } from './routes.ts'
import { readArchive } from './site/index.ts'
import { siteRoutes } from './site/routes.tsx'
import { publicSkins, skinWorn } from './skins/index.ts'
import { skinRoutes } from './skins/routes.tsx'
import type { FileStore } from './storage/file-store.ts'
import { openFiles } from './storage/open-files.ts'
import {
  type ArchiveFacts,
  csrfToken,
  type Deps,
  type Env,
  formOf,
  type Handler,
  maskedToken,
  sameSite,
  securityHeaders,
  validToken,
} from './web/app-env.ts'
import { answerError, answerNotFound, Refused } from './web/errors.tsx'
import type { KeptPages } from './web/kept-pages.ts'
import { keepingPages } from './web/kept-pages-routes.ts'
import { formLimit, hasSession, typedBack } from './web/kept-typing.ts'
import { chooseLocale, localeCookie } from './web/locale.ts'
import type { Page } from './web/page.ts'
import { noToken, problem, tooLong } from './web/problems.ts'
import { speaking, t } from './web/say.ts'
import { ownCookie } from './web/session-cookie.ts'
import { readSettings } from './web/settings.ts'
import { writingRoutes } from './writing/routes.tsx'

export interface AppSettings extends Omit<Deps, 'archive' | 'files' | 'imageRoom'> {
  readonly catalogue: Catalogue
  /** Absent: its own, written down some seconds later. */
  readonly visits?: Visits
  /** The same: what members read, for their own history. */
  readonly remembering?: Remembering
  readonly setupKey: string
  /** What a page's token is masked with; absent: something random each time. Tests compare pages. */
  readonly tokenPad?: () => Buffer
  /** Where guests' pages of works are kept; absent: each is made anew. */
  readonly pages?: KeptPages
  /** The same of books: whoever gives them tells them what changed. */
  readonly books?: GuestBooks
  readonly folder: string
  readonly version: string
  /** Absent: the folder `files` of the data folder. */
  readonly files?: FileStore
  readonly imageRoom?: number
  /** Absent: mails are written to a folder, and the owner reads them in the browser. */
  readonly smtp?: boolean
  /** What pages may be fetched from, where it is not the public web alone: tests have servers of their own. */
  readonly fetchRules?: FetchRules
}

/** Their handlers check the token as the form arrives: an upload is a stream. */
const STREAMED: ReadonlySet<string> = new Set([routes.importForm, routes.importPages, routes.documents])
const isStreamed = (path: string): boolean => STREAMED.has(path) || /^\/users\/[^/]+\/images$/.test(path)

const FACTS_KEPT_MS = 1_000

/** The whole site: what happens to every request, then each module's pages. */
export function createApp(settings: AppSettings) {
  const archive = archiveFacts(settings)
  const { files = openFiles(settings.dataDir), imageRoom = IMAGE_ROOM } = settings
  const app = new Hono<Env>()
  app.notFound(answerNotFound)
  app.onError(answerError(() => randomUUID().slice(0, 8)))
  app.use(speakingTheirs({ ...settings, files, imageRoom, archive: archive.facts }))
  if (settings.pages) app.use(keepingPages(settings.pages, settings.baseUrl))
  app.use(securityHeaders)
  app.use(knowingWhoAsks(settings))
  app.use(guardingChanges(settings, archive.changed))
  return withPages(app, settings)
}

function withPages(app: Hono<Env>, settings: AppSettings) {
  const { visits = countingVisits(settings), remembering = rememberingReadings(settings) } = settings
  app.route('/', siteRoutes(settings, settings.catalogue))
  app.route('/', accountRoutes())
  app.route('/', skinRoutes())
  app.route('/', mailRoutes(settings.smtp ?? false))
  app.route('/', moderationRoutes(languagesUnprinted))
  app.route('/', importRoutes(settings.fetchRules))
  app.route('/', catalogueRoutes(settings.catalogue, remembering))
  app.route('/', consentRoutes(settings.fetchRules))
  app.route('/', leavingRoutes())
  app.route('/', writingRoutes())
  app.route('/', readingRoutes(visits, remembering))
  app.route('/', exportRoutes(settings.books))
  return app
}

/** Everything is said in the language that the address, a cookie or the browser asks for. */
const speakingTheirs = (deps: Deps) => async (c: Handler, next: Next) => {
  c.set('deps', deps)
  const query = c.req.query('ui')
  const asked = { query, cookie: c.req.header('cookie'), acceptLanguage: c.req.header('accept-language') }
  const locale = chooseLocale(asked)
  if (query) c.header('set-cookie', localeCookie(locale), { append: true })
  await speaking(locale, next)
}

const knowingWhoAsks = (settings: AppSettings) => async (c: Handler, next: Next) => {
  const { pathname } = new URL(c.req.url)
  c.set('actor', GUEST)
  c.set('page', guestsPage(c, settings))
  if (pathname.startsWith('/assets/') || pathname === routes.health) return next()
  const { name, ready, joining, skins } = await c.var.deps.archive()
  const asker = await whoAsks(c)
  if (ready && asker.wrongKey) return askForKey(c)
  const { actor, byKey, skin, leaving } = asker
  c.set('byKey', byKey)
  c.set('actor', actor)
  c.set('page', { ...c.var.page, archive: name, ready, joining, actor, skin, skins, ...leaving })
  if (!ready && pathname !== routes.setup) return c.redirect(routes.setup, 303)
  return next()
}

/** What a page has before it is known who asks. */
function guestsPage(c: Handler, { baseUrl, tokenPad }: AppSettings): Page {
  const cookie = c.req.header('cookie')
  const { pathname, search } = new URL(c.req.url)
  const token = csrfToken(c.var.deps, cookie)
  return {
    archive: '',
    actor: GUEST,
    settings: readSettings(cookie),
    path: pathname + search,
    csrf: ownCookie(cookie, 'session', baseUrl) ? maskedToken(token, tokenPad?.()) : token,
    ready: true,
    robots: true,
    base: baseUrl,
  }
}

async function whoAsks(c: Handler) {
  const { db, baseUrl, now } = c.var.deps
  const cookie = c.req.header('cookie')
  const session = await sessionOf(db, { baseUrl, cookie, now: now() })
  // Who comes with a session is that session's; a key is for programs, and opens their addresses alone.
  const byKey = session ? undefined : await memberByKey(c)
  const actor = session?.member ?? byKey ?? GUEST
  const wearing = { asked: c.req.query('site_skin'), cookie, own: session?.skin ?? null }
  return {
    actor,
    byKey: byKey !== undefined,
    wrongKey: actor.type === 'guest' && isWrongKey(c),
    skin: await skinWorn(db, actor, wearing),
    leaving: session?.leavesAt ? { leavesAt: session.leavesAt } : {},
  }
}

/** A change comes from a form of ours, from a script of our pages, or from a program with a key. */
const guardingChanges =
  ({ catalogue }: AppSettings, changed: () => void) =>
  async (c: Handler, next: Next) => {
    const { path } = c.req
    if (changesNothing(c)) return next()
    if (!sameSite(c)) throw new Refused(403)
    // A program has no form of ours; its key is asked for each time.
    if (path.startsWith(KOREADER)) return next()
    if (c.var.byKey) return ofProgram(c, next)
    if (path.startsWith(API)) return ofScript(c, next)
    const andFound = async (): Promise<void> => {
      await next()
      if ([routes.keeping, routes.skins].some((one) => path.startsWith(one))) changed()
      // Whoever wrote finds it in the list they go to next.
      await catalogue.keepUp()
    }
    return isStreamed(path) ? andFound() : ofForm(c, andFound)
  }

function changesNothing({ req }: Handler): boolean {
  const asksAhead = req.method === 'OPTIONS' && req.path.startsWith(API)
  return req.method === 'GET' || req.method === 'HEAD' || asksAhead
}

function ofForm(c: Handler, next: Next) {
  const onError = (): never => {
    throw new Refused(413)
  }
  return bodyLimit({ maxSize: formLimit(c), onError })(c, async () => {
    if (!validToken(c, (await formOf(c)).csrf)) throw new Refused(403, tooOld(c))
    if (c.var.actor.type === 'guest' && hasSession(c) && (await typedBack(c))) throw new Refused(403)
    await next()
  })
}

const KOREADER = '/koreader/'
const API = '/api/'

const MOST_OF_PROGRAM = 1024 * 1024

const ofProgram = (c: Handler, next: Next) =>
  bodyLimit({ maxSize: MOST_OF_PROGRAM, onError: () => problem(c, 413, tooLong()) })(c, next)

/** A script of our own pages: its token comes in a header, since what it sends is no form. */
async function ofScript(c: Handler, next: Next) {
  const token = c.req.header('x-csrf-token')
  return c.var.actor.type === 'guest' || validToken(c, token)
    ? ofProgram(c, next)
    : problem(c, 403, noToken())
}

/** Of the page a form stood on, where its token is of a session that ended or of an earlier one. */
const tooOld = (c: Handler): string | undefined =>
  c.var.actor.type === 'guest'
    ? undefined
    : t('The page this was sent from is older than your log-in. Send it again from here.')

/** The archive's name and whether it is open, asked of the database at most once a second, and when a keeper changed them. */
function archiveFacts({ db }: AppSettings) {
  let kept: { readonly facts: ArchiveFacts; readonly until: number } | undefined
  const facts = async (): Promise<ArchiveFacts> => {
    if (kept && Date.now() < kept.until) return kept.facts
    const { name, about, ready } = await readArchive(db)
    const { how } = await joiningOf(db)
    const skins = await publicSkins(db, 'site')
    const found: ArchiveFacts = { name, about, ready, joining: how, skins }
    if (ready) kept = { facts: found, until: Date.now() + FACTS_KEPT_MS }
    return found
  }
  const changed = (): void => {
    kept = undefined
  }
  return { facts, changed }
}
