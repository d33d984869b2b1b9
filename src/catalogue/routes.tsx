import { Hono } from 'hono'
import { parseSeriesId } from '../core/ids.ts'
import { href, nameFromPart, routes } from '../routes.ts'
import type { Env, Handler } from '../web/app-env.ts'
import { render } from '../web/layout.tsx'
import { CreatorPage } from './creator-page.tsx'
import { accountView, type FoundCreator, nameElsewhereView, penNameView } from './creator-view.ts'
import { knownTag } from './known-tag.ts'
import { languagesListed } from './languages-listed.ts'
import { MediaPage } from './media-page.tsx'
import { mediaView } from './media-view.ts'
import type { Catalogue } from './memory/open.ts'
import { questionIn } from './question.ts'
import { deskFor } from './saved/desk.ts'
import { hasLeftOver, hideSwitchFor, keeperFor, savedRoutes, tellCookies } from './saved/routes.tsx'
import { SearchPage } from './search-page.tsx'
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

type ListFor = (c: Handler, scope: Scope, of: WorksOf, path: string) => Promise<WorksListView>

const listsFrom =
  (catalogue: Catalogue): ListFor =>
  async (c, scope, of, path) => {
    const { actor, deps, page } = c.var
    const [now, search] = [deps.now(), searchOf(c)]
    const asked = { db: deps.db, catalogue, actor, scope, of, path, search, now }
    if (of.list === 'library') return worksList(asked)
    const keeper = keeperFor(c)
    const within = of.list === 'tag' ? `${of.tag.kind}:${of.tag.name}` : undefined
    const { choices, saving } = await deskFor(keeper, { search, now, within })
    tellCookies(c, keeper)
    const desk = { csrf: page.csrf, back: page.path, saving, leftOver: hasLeftOver(c) }
    return worksList({ ...asked, choices, desk })
  }

export function catalogueRoutes(catalogue: Catalogue) {
  const listFor = listsFrom(catalogue)
  return new Hono<Env>()
    .route('/', savedRoutes(catalogue))
    .get(routes.works, async (c) => {
      const list = await listFor(c, { of: 'all' }, { list: 'all' }, routes.works)
      return c.html(render(<WorksPage page={c.var.page} list={list} />))
    })

    .get(routes.search, async (c) => {
      const { q, tag, not, language, complete, numbers } = questionIn(searchOf(c), c.var.deps.now())
      const languages = await languagesListed(c.var.deps.db, c.var.actor)
      const text = (n: number | null | undefined): string => n?.toString() ?? ''
      const words = { wordsFrom: text(numbers.words?.from), wordsTo: text(numbers.words?.to) }
      const search = { q, tag: tag.join(', '), not: not.join(', '), language, languages, complete, ...words }
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
      const hide = await hideSwitchFor(c, tag.kind === 'media' ? [] : [{ at: pathOf(c), name: null }])
      return c.html(render(<TagPage page={c.var.page} tag={tag} hide={hide} />))
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
      const list = await listFor(c, { of: 'tag', tag }, of, href(routes.tagWorks, { name }))
      return c.html(render(<WorksPage page={c.var.page} list={list} />))
    })

    .get(routes.series, async (c) => {
      const id = parseSeriesId(c.req.param('seriesId'))
      const path = pathOf(c)
      const series = id && (await seriesView(c.var.deps.db, c.var.actor, { id, path, search: searchOf(c) }))
      return series ? c.html(render(<SeriesPage page={c.var.page} series={series} />)) : c.notFound()
    })

    .get(routes.user, (c) => showAccount(c, listFor, c.req.param('name')))
    .get(routes.userWorks, (c) => showAccount(c, listFor, c.req.param('name')))
    .get(routes.pseud, (c) => showPenName(c, listFor, c.req.param('name'), c.req.param('pseud')))
    .get(routes.pseudWorks, (c) => showPenName(c, listFor, c.req.param('name'), c.req.param('pseud')))

    .get(routes.creator, async (c) => {
      const name = nameFromPart(c.req.param('name'))
      const found = await nameElsewhereView(c.var.deps.db, c.var.actor, name)
      return found ? showCreator(c, listFor, found) : showAccount(c, listFor, name)
    })

    .get(routes.library, async (c) => {
      const { actor, page } = c.var
      if (actor.type === 'guest') return c.redirect(href(routes.login, {}, { back: pathOf(c) }), 303)
      if (actor.name.toLowerCase() !== c.req.param('name').toLowerCase()) return c.notFound()
      const list = await listFor(
        c,
        { of: 'library' },
        { list: 'library' },
        href(routes.library, { name: actor.name }),
      )
      return c.html(render(<WorksPage page={{ ...page, robots: false }} list={list} />))
    })
}

async function showAccount(c: Handler, listFor: ListFor, part: string) {
  const found = await accountView(c.var.deps.db, c.var.actor, nameFromPart(part))
  return found ? showCreator(c, listFor, found) : c.notFound()
}

async function showPenName(c: Handler, listFor: ListFor, account: string, pen: string) {
  const found = await penNameView(c.var.deps.db, c.var.actor, nameFromPart(account), nameFromPart(pen))
  return found ? showCreator(c, listFor, found) : c.notFound()
}

async function showCreator(c: Handler, listFor: ListFor, { creator, scope }: FoundCreator) {
  const list = await listFor(c, scope, { list: 'creator', name: creator.name, about: '' }, pathOf(c))
  const hide = creator.own ? undefined : await hideSwitchFor(c, addressesOf(creator, pathOf(c)))
  return c.html(render(<CreatorPage page={c.var.page} creator={creator} list={list} hide={hide} />))
}

/** A pen name can be hidden by itself, or with its whole account. */
function addressesOf({ kind, name, account }: FoundCreator['creator'], path: string) {
  if (kind === 'elsewhere') return [{ at: href(routes.creator, { name }), name: null }]
  if (kind === 'account') return [{ at: href(routes.user, { name }), name: null }]
  return [
    { at: path.replace(/\/works$/, ''), name },
    ...(account?.href ? [{ at: account.href, name: account.name }] : []),
  ]
}
