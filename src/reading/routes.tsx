import { Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { keepReading, type Preferences, preferencesOf, refuseSuspended } from '../accounts/index.ts'
import { type ChapterId, parseChapterId, parseWorkId, type WorkId } from '../core/ids.ts'
import { ADULT_RATINGS } from '../core/values.ts'
import { type Marking, placeOf, type Remembering, readingOn } from '../library/index.ts'
import { whyHidden } from '../moderation/index.ts'
import { href, routes } from '../routes.ts'
import { type Env, formOf, type Handler, pathBack } from '../web/app-env.ts'
import { withDone } from '../web/done.ts'
import { Refused } from '../web/errors.tsx'
import { render } from '../web/layout.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import { settingsOf, writeSettings } from '../web/settings.ts'
import { visitorOf } from '../web/visitor.ts'
import {
  contentsOf,
  isMystery,
  postDraft,
  standingOf,
  type WorkHead,
  type WorkPageView,
  workHead,
  workPageView,
} from '../works/index.ts'
import { AdultPage } from './adult-page.tsx'
import { koreaderRoutes } from './koreader/koreader-routes.tsx'
import { MysteryPage } from './mystery-page.tsx'
import { NavigatePage } from './navigate-page.tsx'
import { offlineRoutes } from './offline/offline-routes.tsx'
import { pageTitle } from './page-title.ts'
import { placesRoutes } from './places-routes.tsx'
import { SettingsPage } from './settings-page.tsx'
import { shareRoutes } from './share-routes.tsx'
import type { Visits } from './visits.ts'
import { WorkPage, type WorkPageProps } from './work-page.tsx'
import { workPreview } from './work-preview.ts'
import { rememberStyle, styleOf, type WorkStyle } from './work-style.tsx'

const ADULT_COOKIE = 'view_adult'

export const readingRoutes = (visits: Visits, remembering: Remembering) =>
  new Hono<Env>()
    .route('/', placesRoutes())
    .route('/', koreaderRoutes())
    .route('/', offlineRoutes())
    .route('/', shareRoutes())
    .get(`${routes.work}{[0-9]+}`, (c) => {
      const entire = c.req.query('view_full_work') === 'true'
      return showWork(
        c,
        { visits, remembering },
        parseWorkId(c.req.param('workId')),
        entire ? 'entire' : 'first',
      )
    })

    .get(routes.chapter, (c) => {
      const chapter = parseChapterId(c.req.param('chapterId'))
      return chapter
        ? showWork(c, { visits, remembering }, parseWorkId(c.req.param('workId')), chapter)
        : c.notFound()
    })

    .get(routes.navigate, async (c) => {
      const id = parseWorkId(c.req.param('workId'))
      const work = id && (await workHead(c.var.deps.db, c.var.actor, id))
      if (!work) return c.notFound()
      const chapterId = parseChapterId(c.req.query('selected_id') ?? '')
      if (chapterId) return c.redirect(href(routes.chapter, { workId: work.id, chapterId }), 303)
      const prefers = await preferencesOf(c.var.deps.db, c.var.actor)
      const title = pageTitle(prefers.titleFormat, work, null)
      if (asksFirst(c, work, prefers))
        return c.html(render(<AdultPage page={unlisted(c.var.page, work)} work={work} title={title} />))
      const { actor, deps } = c.var
      const contents = await contentsOf(deps.db, work)
      const place = actor.type === 'member' ? await placeOf(deps.db, actor, work.id) : undefined
      return c.html(render(<NavigatePage page={listed(c.var.page, work)} view={{ work, contents, place }} />))
    })

    .post(routes.postDraft, async (c) => {
      await refuseSuspended(c.var.deps, c.var.actor)
      const id = parseWorkId(c.req.param('workId'))
      const outcome = id ? await postDraft(c.var.deps.db, c.var.actor, id, c.var.deps.now()) : 'no-such-work'
      if (!id || outcome === 'no-such-work') return c.notFound()
      if (outcome === 'not-yours') throw new Refused(403, t('Only its creators can post a draft.'))
      return c.redirect(href(routes.work, { workId: id }, { done: 'posted' }), 303)
    })

    .get(routes.settings, (c) =>
      c.html(render(<SettingsPage page={c.var.page} back={pathBack(c.req.query('back'))} />)),
    )

    .post(routes.settings, async (c) => {
      const form = await formOf(c)
      const given = form.reset ? {} : form
      await keepReading(c.var.deps.db, c.var.actor, settingsOf(given))
      c.header('set-cookie', writeSettings(given), { append: true })
      return c.redirect(pathBack(form.back), 303)
    })

interface Noting {
  readonly visits: Visits
  readonly remembering: Remembering
}

async function showWork(
  c: Handler,
  noting: Noting,
  id: WorkId | undefined,
  asked: ChapterId | 'first' | 'entire',
) {
  const { deps, actor, page } = c.var
  const prefers = await preferencesOf(deps.db, actor)
  const shown = asked === 'first' && prefers.wholeWork ? 'entire' : asked
  const view = id && (await workPageView(deps.db, actor, id, shown))
  if (!view) {
    const mystery = id !== undefined && (await isMystery(deps.db, id))
    return mystery ? c.html(render(<MysteryPage page={page} collection={null} />)) : c.notFound()
  }
  const { chaptered, here } = standingOf(view)
  const title = pageTitle(prefers.titleFormat, view.work, chaptered && here ? here.position : null)
  if (asksFirst(c, view.work, prefers))
    return c.html(render(<AdultPage page={unlisted(page, view.work)} work={view.work} title={title} />))
  const told = { ...pageOf(c, view.work, here?.draft ?? false), foundAt: foundAt(view) }
  const own = await ownPart(c, noting, prefers, view.work)
  const style = view.work.skin ? styleFor(c, view.work, prefers) : undefined
  const shownAs = style === 'disable' ? { ...view, work: { ...view.work, skin: null } } : view
  return c.html(render(<WorkPage {...own} page={told} view={shownAs} title={title} style={style} />))
}

/** What everybody is told beside the work: its card where it is shared, whether machines may have it, what was just done. */
function pageOf(c: Handler, work: WorkHead, draft: boolean): Page {
  const page = listed(c.var.page, work)
  const openToMachines = allowMachines(c, work)
  const shared = { ...page, ...sharing(work), robots: page.robots && !draft, openToMachines }
  return withDone(shared, c.req.query('done'), WRITTEN)
}

/** Search engines are told of a page of a work only where they may find the work. */
const listed = (page: Page, work: WorkHead): Page => ({
  ...page,
  robots: page.robots && work.audience === 'public' && work.indexed,
})

/** What is this reader's own on the page of a work, after their visit has been noted. */
async function ownPart(
  c: Handler,
  { visits, remembering }: Noting,
  prefers: Preferences,
  work: WorkHead,
): Promise<Pick<WorkPageProps, 'whyHidden' | 'place' | 'keeps' | 'marking'>> {
  const { deps, actor } = c.var
  const visitor = work.own ? undefined : visitorOf(c)
  if (visitor) visits.note(work.id, visitor)
  const why = work.hidden ? await whyHidden(deps.db, work.id) : null
  const marking = await remember(c, remembering, prefers, work)
  if (actor.type === 'guest') {
    c.set('keeps', work.id)
    return { whyHidden: why, marking, place: undefined, keeps: 'browser' }
  }
  const place = await placeOf(deps.db, actor, work.id)
  return { whyHidden: why, marking, place, keeps: prefers.history ? 'account' : 'browser' }
}

/**
 * That this member reads it, for their own history, unless they want none; and what they did with it before. Null where
 * there is nothing to be marked: of guests, and of works of one's own.
 */
async function remember(
  c: Handler,
  remembering: Remembering,
  { history }: Preferences,
  work: WorkHead,
): Promise<Marking | null> {
  const { deps, actor } = c.var
  if (actor.type === 'guest' || !history || work.own || work.hidden) return null
  if (!isAhead(c)) remembering.note(actor, work)
  return (await readingOn(deps.db, actor, work.id)) ?? { state: null, note: '' }
}

/** Nobody reads it now: a browser fetches it in case, or keeps it for a journey (offline-kept.js). */
const isAhead = (c: Handler): boolean =>
  c.req.header('keeping') === 'yes' || c.req.header('sec-purpose')?.includes('prefetch') === true

/** With its creator's style or without; what the address asks for is remembered. */
function styleFor(c: Handler, { id }: WorkHead, { hideWorkSkins: hides }: Preferences): WorkStyle {
  const asking = { asked: c.req.query('style'), cookie: c.req.header('cookie'), hides }
  const cookie = rememberStyle(id, asking)
  if (cookie) c.header('set-cookie', cookie, { append: true })
  return styleOf(id, asking)
}

/** No search engine keeps the page that asks first; a link to it shows what a link to the work does. */
const unlisted = (page: Page, work: WorkHead): Page => ({ ...page, ...sharing(work), robots: false })

function sharing(work: WorkHead): Pick<Page, 'shared'> {
  const shared = workPreview(work)
  return shared ? { shared } : {}
}

/** A text that is under several addresses is found at one: the work's own, but for chapters after its first. */
const foundAt = ({ work, shown, contents, entire }: WorkPageView): string => {
  const [here] = entire ? [] : shown
  return here && here.id !== contents[0]?.id
    ? href(routes.chapter, { workId: work.id, chapterId: here.id })
    : href(routes.work, { workId: work.id })
}

/** What its writer just did. */
const WRITTEN: Readonly<Record<string, () => string>> = {
  posted: () => t('Posted: your readers can see it now.'),
  kept: () => t('Kept as a draft.'),
  saved: () => t('Saved.'),
  'posted-since': () => t('Saved. It was posted while the form was open, and stays posted.'),
  scheduled: () => t('It waits for its day, and will post itself.'),
  marked: () => t('Noted, for you alone.'),
}

/** Nothing is given to machines but what its creator gave them, and that is said in the answer itself. */
function allowMachines(c: Handler, { permissions }: WorkHead): boolean {
  const open = permissions.machines === 'yes'
  if (open) c.header('tdm-reservation', '0')
  return open
}

/** The adult-content step: until the reader has said yes, here or for good, and never before their own work. */
function asksFirst(c: Handler, work: WorkHead, { adult }: Preferences): boolean {
  if (!ADULT_RATINGS.has(work.rating) || work.own || adult) return false
  if (c.req.query('view_adult') === 'true') {
    setCookie(c, ADULT_COOKIE, 'true', { path: '/', httpOnly: true, sameSite: 'Lax' })
    return false
  }
  return getCookie(c, ADULT_COOKIE) !== 'true'
}
