import { Hono } from 'hono'
import type { JSX } from 'hono/jsx/jsx-runtime'
import { parseSeriesId } from '../core/ids.ts'
import { href, nameFromPart, routes } from '../routes.ts'
import type { Env, Handler } from '../web/app-env.ts'
import { render } from '../web/layout.tsx'
import type { Page } from '../web/page.ts'
import { CreatorPage } from './creator-page.tsx'
import { accountView, type FoundCreator, nameElsewhereView, penNameView } from './creator-view.ts'
import { FacetPage } from './facet-page.tsx'
import { facetAsked, facetPageView, withoutFacet } from './facet-page-view.ts'
import { knownTag } from './known-tag.ts'
import { MediaPage } from './media-page.tsx'
import { mediaView } from './media-view.ts'
import type { Catalogue } from './memory/open.ts'
import { SearchPage } from './search-page.tsx'
import { searchPageView } from './search-page-view.ts'
import { SeriesPage } from './series-page.tsx'
import { seriesView } from './series-view.ts'
import { TagPage } from './tag-page.tsx'
import { tagView } from './tag-view.ts'
import type { Scope } from './wanted.ts'
import { worksList } from './works-list.ts'
import { WorksPage } from './works-page.tsx'
import type { WorksListView, WorksOf } from './works-view.ts'

const searchOf = (c: Handler): URLSearchParams => new URL(c.req.url).searchParams

/** As it was written: c.req.path is decoded, and would not do in a link. */
const pathOf = (c: Handler): string => new URL(c.req.url).pathname

interface ListAsked {
  readonly scope: Scope
  readonly of: WorksOf
  readonly path: string
  readonly page: (list: WorksListView) => JSX.Element
}

/** A list's own page; or the page of one of its facets, which is asked for at the same address. */
type AnswerList = (c: Handler, asked: ListAsked) => Promise<Response>

const listsFrom =
  (catalogue: Catalogue): AnswerList =>
  async (c, { scope, of, path, page }) => {
    const { db, now } = c.var.deps
    const search = searchOf(c)
    const asked = { db, catalogue, actor: c.var.actor, scope, of, path, search, now: now() }
    const facet = facetAsked(search)
    if (facet) return c.html(render(<FacetPage page={unseen(c)} facet={await facetPageView(asked, facet)} />))
    if (search.has('facet')) return c.redirect(withoutFacet(path, search), 303)
    return c.html(render(page(await worksList(asked))))
  }

/** For pages that no search engine should keep. */
const unseen = (c: Handler): Page => ({ ...c.var.page, robots: false })

export function catalogueRoutes(catalogue: Catalogue) {
  const answerList = listsFrom(catalogue)
  return new Hono<Env>()
    .get(routes.works, (c) => {
      const page = (list: WorksListView) => <WorksPage page={c.var.page} list={list} />
      return answerList(c, { scope: { of: 'all' }, of: { list: 'all' }, path: routes.works, page })
    })

    .get(routes.search, async (c) => {
      const { db, now } = c.var.deps
      const search = await searchPageView(db, c.var.actor, searchOf(c), now())
      return c.html(render(<SearchPage page={c.var.page} search={search} />))
    })

    .get(routes.media, async (c) => {
      const query = { q: c.req.query('q') ?? '', medium: c.req.query('media') ?? null }
      const media = await mediaView(c.var.deps.db, c.var.actor, query)
      return media ? c.html(render(<MediaPage page={c.var.page} media={media} />)) : c.notFound()
    })

    .get(routes.tag, async (c) => {
      const found = await knownTag(c.var.deps.db, c.var.actor, nameFromPart(c.req.param('name')))
      if (!found) return c.notFound()
      const tag = await tagView(c.var.deps.db, c.var.actor, found)
      return c.html(render(<TagPage page={c.var.page} tag={tag} />))
    })

    .get(routes.tagWorks, async (c) => {
      const tag = await knownTag(c.var.deps.db, c.var.actor, nameFromPart(c.req.param('name')))
      if (!tag || tag.kind === 'media') return c.notFound()
      const name = tag.synonymOf?.name ?? tag.name
      const of: WorksOf = {
        list: 'tag',
        tag: { kind: tag.kind, name, page: name },
        about: href(routes.tag, { name }),
      }
      const page = (list: WorksListView) => <WorksPage page={c.var.page} list={list} />
      return answerList(c, { scope: { of: 'tag', tag }, of, path: href(routes.tagWorks, { name }), page })
    })

    .get(routes.series, async (c) => {
      const id = parseSeriesId(c.req.param('seriesId'))
      const path = pathOf(c)
      const series = id && (await seriesView(c.var.deps.db, c.var.actor, { id, path, search: searchOf(c) }))
      return series ? c.html(render(<SeriesPage page={c.var.page} series={series} />)) : c.notFound()
    })

    .get(routes.user, (c) => showAccount(c, answerList, c.req.param('name')))
    .get(routes.userWorks, (c) => showAccount(c, answerList, c.req.param('name')))
    .get(routes.pseud, (c) => showPenName(c, answerList, c.req.param('name'), c.req.param('pseud')))
    .get(routes.pseudWorks, (c) => showPenName(c, answerList, c.req.param('name'), c.req.param('pseud')))

    .get(routes.creator, async (c) => {
      const name = nameFromPart(c.req.param('name'))
      const found = await nameElsewhereView(c.var.deps.db, c.var.actor, name)
      return found ? showCreator(c, answerList, found) : showAccount(c, answerList, name)
    })

    .get(routes.library, async (c) => {
      const { actor, page } = c.var
      if (actor.type === 'guest') return c.redirect(href(routes.login, {}, { back: pathOf(c) }), 303)
      if (actor.name.toLowerCase() !== c.req.param('name').toLowerCase()) return c.notFound()
      const path = href(routes.library, { name: actor.name })
      const shown = (list: WorksListView) => <WorksPage page={{ ...page, robots: false }} list={list} />
      return answerList(c, { scope: { of: 'library' }, of: { list: 'library' }, path, page: shown })
    })
}

async function showAccount(c: Handler, answerList: AnswerList, part: string) {
  const found = await accountView(c.var.deps.db, c.var.actor, nameFromPart(part))
  return found ? showCreator(c, answerList, found) : c.notFound()
}

async function showPenName(c: Handler, answerList: AnswerList, account: string, pen: string) {
  const found = await penNameView(c.var.deps.db, c.var.actor, nameFromPart(account), nameFromPart(pen))
  return found ? showCreator(c, answerList, found) : c.notFound()
}

function showCreator(c: Handler, answerList: AnswerList, { creator, scope }: FoundCreator) {
  const page = (list: WorksListView) => <CreatorPage page={c.var.page} creator={creator} list={list} />
  const of: WorksOf = { list: 'creator', name: creator.name, about: pathOf(c) }
  return answerList(c, { scope, of, path: pathOf(c), page })
}
