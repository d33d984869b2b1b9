import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Handler } from '../web/app-env.ts'
import { render } from '../web/layout.tsx'
import type { Page } from '../web/page.ts'
import type { Browsing } from './browse.ts'
import { FacetPage } from './facet-page.tsx'
import { facetAsked, facetPageView, withoutFacet } from './facet-page-view.ts'
import type { Catalogue } from './memory/open.ts'
import { deskFor } from './saved/desk.ts'
import type { Within } from './saved/normal-query.ts'
import { hasLeftOver, keeperFor, tellCookies } from './saved/routes.tsx'
import { isOwn, type Scope } from './wanted.ts'
import { worksList } from './works-list.ts'
import type { WorksListView, WorksOf } from './works-view.ts'

interface ListAsked {
  readonly scope: Scope
  readonly of: WorksOf
  readonly path: string
  readonly page: (list: WorksListView) => JSX.Element | Promise<JSX.Element>
}

/** A list's own page; or the page of one of its facets, which is asked for at the same address. */
export type AnswerList = (c: Handler, asked: ListAsked) => Promise<Response>

export const searchOf = (c: Handler): URLSearchParams => new URL(c.req.url).searchParams

/** As it was written: c.req.path is decoded, and would not do in a link. */
export const pathOf = (c: Handler): string => new URL(c.req.url).pathname

export const browsingFrom =
  (catalogue: Catalogue) =>
  (c: Handler): Browsing => ({ db: c.var.deps.db, catalogue, actor: c.var.actor })

/** The same without what this reader hides or mutes: for the counts beside the lists. */
export const hidingFrom =
  (catalogue: Catalogue) =>
  async (c: Handler): Promise<Browsing> => ({
    ...browsingFrom(catalogue)(c),
    choices: { filter: null, hidden: await keeperFor(c).takenOut() },
  })

export const listsFrom =
  (catalogue: Catalogue): AnswerList =>
  async (c, { scope, of, path, page }) => {
    const search = searchOf(c)
    const own = isOwn(scope) ? {} : await ownChoices(c, of)
    const asked = { ...browsingFrom(catalogue)(c), ...own, scope, of, path, search, now: c.var.deps.now() }
    const facet = facetAsked(search)
    if (facet) return c.html(render(<FacetPage page={unseen(c)} facet={await facetPageView(asked, facet)} />))
    if (search.has('facet')) return c.redirect(withoutFacet(path, search), 303)
    return c.html(render(await page(await worksList(asked))))
  }

/** What the reader saved and hides; in their own library it does not hold. */
async function ownChoices(c: Handler, of: WorksOf) {
  const keeper = keeperFor(c)
  const { choices, saving } = await deskFor(keeper, {
    search: searchOf(c),
    now: c.var.deps.now(),
    within: withinOf(of),
  })
  tellCookies(c, keeper)
  const { csrf, path: back } = c.var.page
  return { choices, desk: { csrf, back, saving, leftOver: hasLeftOver(c) } }
}

/** What a filter saved in this list must say, so that it finds the same from the list of all works. */
function withinOf(of: WorksOf): Within | undefined {
  if (of.list === 'tag') return ['tag', `${of.tag.kind}:${of.tag.page}`]
  return of.list === 'language' ? ['language', of.language] : undefined
}

/** For pages that no search engine should keep. */
const unseen = (c: Handler): Page => ({ ...c.var.page, robots: false })
