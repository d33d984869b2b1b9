import { Hono } from 'hono'
import { linkedAgain, publicProfile } from '../accounts/index.ts'
import { parseSeriesId } from '../core/ids.ts'
import type { Remembering } from '../library/index.ts'
import { href, nameFromPart, routes } from '../routes.ts'
import type { Env, Handler } from '../web/app-env.ts'
import { render } from '../web/layout.tsx'
import { seriesForEngines } from '../works/index.ts'
import type { Browsing } from './browse.ts'
import { readingsRoutes } from './library/readings-routes.tsx'
import { libraryRoutes } from './library/routes.tsx'
import { type AnswerList, browsingFrom, hidingFrom, listsFrom, pathOf, searchOf } from './list-routes.tsx'
import { machineRoutes } from './machines/routes.tsx'
import type { Catalogue } from './memory/open.ts'
import { CreatorPage } from './names/creator-page.tsx'
import {
  accountView,
  type FoundCreator,
  nameElsewhereView,
  ownUnlinkedAt,
  penNameView,
  unlinkedView,
} from './names/creator-view.ts'
import { personRoutes } from './names/person-routes.tsx'
import { SeriesPage } from './names/series-page.tsx'
import { seriesView } from './names/series-view.ts'
import { tagRoutes } from './names/tag-routes.tsx'
import { opdsRoutes } from './opds/opds-routes.tsx'
import { pensRoutes } from './pens/pens-routes.tsx'
import { favouritesRoutes } from './saved/favourites-routes.tsx'
import { hideSwitchFor, savedRoutes } from './saved/routes.tsx'
import { SearchPage } from './search-page.tsx'
import { searchPageView } from './search-page-view.ts'
import { WorksPage } from './works-page.tsx'
import type { WorksListView, WorksOf } from './works-view.ts'

export function catalogueRoutes(catalogue: Catalogue, remembering: Remembering) {
  const answerList = listsFrom(catalogue)
  const browsing = browsingFrom(catalogue)
  const hiding = hidingFrom(catalogue)
  return new Hono<Env>()
    .route('/', savedRoutes(catalogue))
    .route('/', favouritesRoutes(catalogue))
    .route('/', pensRoutes(catalogue))
    .route('/', machineRoutes(catalogue))
    .route('/', libraryRoutes(answerList))
    .route('/', readingsRoutes(answerList, remembering))
    .route('/', opdsRoutes(catalogue))
    .route('/', tagRoutes(catalogue, answerList))
    .route('/', personRoutes(browsing))
    .get(routes.works, (c) => {
      const page = (list: WorksListView) => <WorksPage page={c.var.page} list={list} />
      return answerList(c, { scope: { of: 'all' }, of: { list: 'all' }, path: routes.works, page })
    })

    .get(routes.search, async (c) => {
      const search = await searchPageView(await hiding(c), searchOf(c), c.var.deps.now())
      return c.html(render(<SearchPage page={c.var.page} search={search} />))
    })

    .get(routes.series, async (c) => {
      const id = parseSeriesId(c.req.param('seriesId'))
      const path = pathOf(c)
      const series = id && (await seriesView(await hiding(c), { id, path, search: searchOf(c) }))
      if (!id || !series) return c.notFound()
      const robots = await seriesForEngines(c.var.deps.db, id)
      return c.html(render(<SeriesPage page={{ ...c.var.page, robots }} series={series} />))
    })

    .get(routes.userWorks, async (c) => showAccount(c, answerList, await hiding(c), c.req.param('name')))
    .get(routes.pseud, async (c) => showPenName(c, answerList, await hiding(c)))
    .get(routes.pseudWorks, async (c) => showPenName(c, answerList, await hiding(c)))

    .get(routes.pen, async (c) => showUnlinked(c, answerList, await hiding(c)))
    .get(routes.penWorks, async (c) => showUnlinked(c, answerList, await hiding(c)))

    .get(routes.creator, async (c) => {
      const name = nameFromPart(c.req.param('name'))
      const finding = await hiding(c)
      const found = await nameElsewhereView(finding, name)
      return found ? showCreator(c, answerList, found) : showAccount(c, answerList, finding, name)
    })
}

async function showAccount(c: Handler, answerList: AnswerList, browsing: Browsing, part: string) {
  await askedAway(c, nameFromPart(part))
  const found = await accountView(browsing, nameFromPart(part))
  return found ? showCreator(c, answerList, found) : c.notFound()
}

async function showPenName(c: Handler, answerList: AnswerList, browsing: Browsing) {
  const [account, pen] = [c.req.param('name') ?? '', c.req.param('pseud') ?? '']
  await askedAway(c, nameFromPart(account))
  const found = await penNameView(browsing, nameFromPart(account), nameFromPart(pen))
  if (found) return showCreator(c, answerList, found)
  // One's own that is unlinked stands elsewhere; for everybody else there is no such name here.
  const at = await ownUnlinkedAt(browsing, nameFromPart(account), nameFromPart(pen))
  return at ? c.redirect(at, 303) : c.notFound()
}

/** A pen name that was linked again leads on to the account: its person has said that it may. */
async function showUnlinked(c: Handler, answerList: AnswerList, browsing: Browsing) {
  const code = c.req.param('code') ?? ''
  const found = await unlinkedView(browsing, code)
  if (found) return showCreator(c, answerList, found)
  const { account, pen } = (await linkedAgain(browsing.db, code)) ?? {}
  return account && pen ? c.redirect(href(routes.pseud, { name: account, pseud: pen }), 303) : c.notFound()
}

/** Whoever asked search engines away is not listed by any page of theirs. */
async function askedAway(c: Handler, name: string): Promise<void> {
  const profile = await publicProfile(c.var.deps.db, name)
  if (profile && !profile.indexed) c.set('page', { ...c.var.page, robots: false })
}

async function showCreator(c: Handler, answerList: AnswerList, { creator, scope }: FoundCreator) {
  const hide = creator.own ? undefined : await hideSwitchFor(c, addressesOf(creator, pathOf(c)))
  const page = (list: WorksListView) => (
    <CreatorPage page={c.var.page} creator={creator} list={list} hide={hide} />
  )
  const of: WorksOf = { list: 'creator', name: creator.name, about: pathOf(c) }
  return answerList(c, { scope, of, path: pathOf(c), page })
}

/** A pen name can be hidden by itself, or with its whole account. */
function addressesOf({ kind, name, account }: FoundCreator['creator'], path: string) {
  if (kind === 'unlinked') return [{ at: path.replace(/\/works$/, ''), name: null }]
  if (kind === 'elsewhere') return [{ at: href(routes.creator, { name }), name: null }]
  if (kind === 'account') return [{ at: href(routes.user, { name }), name: null }]
  return [
    { at: path.replace(/\/works$/, ''), name },
    ...(account?.href ? [{ at: account.href, name: account.name }] : []),
  ]
}
