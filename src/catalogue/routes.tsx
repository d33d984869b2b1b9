import { Hono } from 'hono'
import { parseSeriesId } from '../core/ids.ts'
import { languageOf } from '../core/languages.ts'
import { href, nameFromPart, routes } from '../routes.ts'
import type { Env, Handler } from '../web/app-env.ts'
import { render } from '../web/layout.tsx'
import { autocomplete, COMPLETED_KINDS } from './autocomplete.ts'
import type { Browsing } from './browse.ts'
import { CreatorPage } from './creator-page.tsx'
import { accountView, type FoundCreator, nameElsewhereView, penNameView } from './creator-view.ts'
import { knownTag, nameAsAsked } from './known-tag.ts'
import { LanguagesPage } from './language-page.tsx'
import { languagesView } from './language-view.ts'
import { languagesListed } from './languages-listed.ts'
import { machineRoutes } from './machines/routes.tsx'
import { MediaPage } from './media-page.tsx'
import { mediaView, mediumView } from './media-view.ts'
import type { Catalogue } from './memory/open.ts'
import { peopleSearch } from './people-search.ts'
import { PeopleSearchPage } from './people-search-page.tsx'
import { questionIn } from './question.ts'
import { SearchPage } from './search-page.tsx'
import { SeriesPage } from './series-page.tsx'
import { seriesView } from './series-view.ts'
import { TagMissingPage } from './tag-missing-page.tsx'
import { nearTags } from './tag-near.ts'
import { TagPage } from './tag-page.tsx'
import { tagSearch } from './tag-search.ts'
import { TagSearchPage } from './tag-search-page.tsx'
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
  (c, scope, of, path) => {
    const { db, now } = c.var.deps
    return worksList({ db, catalogue, actor: c.var.actor, scope, of, path, search: searchOf(c), now: now() })
  }

export function catalogueRoutes(catalogue: Catalogue) {
  const listFor = listsFrom(catalogue)
  const browsing = (c: Handler): Browsing => ({ db: c.var.deps.db, catalogue, actor: c.var.actor })
  return new Hono<Env>()
    .route('/', machineRoutes(catalogue))
    .route('/', tagRoutes(catalogue, listFor))
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

    .get(routes.series, async (c) => {
      const id = parseSeriesId(c.req.param('seriesId'))
      const path = pathOf(c)
      const series = id && (await seriesView(c.var.deps.db, c.var.actor, { id, path, search: searchOf(c) }))
      return series ? c.html(render(<SeriesPage page={c.var.page} series={series} />)) : c.notFound()
    })

    .get(routes.user, (c) => showAccount(c, listFor, browsing(c), c.req.param('name')))
    .get(routes.userWorks, (c) => showAccount(c, listFor, browsing(c), c.req.param('name')))
    .get(routes.pseud, (c) => showPenName(c, listFor, browsing(c)))
    .get(routes.pseudWorks, (c) => showPenName(c, listFor, browsing(c)))

    .get(routes.creator, async (c) => {
      const name = nameFromPart(c.req.param('name'))
      const found = await nameElsewhereView(browsing(c), name)
      return found ? showCreator(c, listFor, found) : showAccount(c, listFor, browsing(c), name)
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

async function showAccount(c: Handler, listFor: ListFor, browsing: Browsing, part: string) {
  const found = await accountView(browsing, nameFromPart(part))
  return found ? showCreator(c, listFor, found) : c.notFound()
}

async function showPenName(c: Handler, listFor: ListFor, browsing: Browsing) {
  const [account, pen] = [c.req.param('name') ?? '', c.req.param('pseud') ?? '']
  const found = await penNameView(browsing, nameFromPart(account), nameFromPart(pen))
  return found ? showCreator(c, listFor, found) : c.notFound()
}

async function showCreator(c: Handler, listFor: ListFor, { creator, scope }: FoundCreator) {
  const list = await listFor(c, scope, { list: 'creator', name: creator.name, about: '' }, pathOf(c))
  return c.html(render(<CreatorPage page={c.var.page} creator={creator} list={list} />))
}

/** Tags, fandoms, languages and people: finding them, and what stands under each. */
function tagRoutes(catalogue: Catalogue, listFor: ListFor) {
  const browsing = (c: Handler): Browsing => ({ db: c.var.deps.db, catalogue, actor: c.var.actor })
  return new Hono<Env>()
    .get(routes.autocomplete, async (c) => {
      const kind = COMPLETED_KINDS.find((one) => one === c.req.param('kind'))
      if (!kind) return c.notFound()
      const search = searchOf(c)
      const within = search.getAll('within').flatMap((names) => names.split(/[,，、]/))
      const offered = await autocomplete(browsing(c), { kind, term: search.get('term') ?? '', within })
      return c.json(offered, 200, { 'cache-control': 'private, max-age=20', vary: 'cookie' })
    })

    .get(routes.media, async (c) => {
      const media = await mediaView(browsing(c), c.req.query('q') ?? '')
      return c.html(render(<MediaPage page={c.var.page} media={media} />))
    })

    .get(routes.mediaFandoms, async (c) => {
      const name = nameFromPart(c.req.param('name'))
      const media = await mediumView(browsing(c), name, searchOf(c))
      return media ? c.html(render(<MediaPage page={c.var.page} media={media} />)) : c.notFound()
    })

    .get(routes.languages, async (c) => {
      const view = await languagesView(browsing(c))
      return c.html(render(<LanguagesPage page={c.var.page} view={view} />))
    })

    .get(routes.languageWorks, async (c) => {
      const language = languageOf(c.req.param('code'))?.code
      if (!language) return c.notFound()
      const path = href(routes.languageWorks, { code: language })
      const list = await listFor(c, { of: 'language', language }, { list: 'language', language }, path)
      return c.html(render(<WorksPage page={c.var.page} list={list} />))
    })

    .get(routes.tagSearch, async (c) => {
      const view = await tagSearch(browsing(c), routes.tagSearch, searchOf(c))
      return c.html(render(<TagSearchPage page={c.var.page} view={view} />))
    })

    .get(routes.peopleSearch, async (c) => {
      const view = await peopleSearch(browsing(c), routes.peopleSearch, searchOf(c))
      return c.html(render(<PeopleSearchPage page={c.var.page} view={view} />))
    })

    .get(routes.tag, async (c) => {
      const name = nameFromPart(c.req.param('name'))
      const found = await knownTag(c.var.deps.db, c.var.actor, name)
      if (!found) return tagMissing(c, browsing(c), name)
      const tag = await tagView(browsing(c), found, nameAsAsked(name, found))
      return c.html(render(<TagPage page={c.var.page} tag={tag} />))
    })

    .get(routes.tagWorks, async (c) => {
      const written = nameFromPart(c.req.param('name'))
      const tag = await knownTag(c.var.deps.db, c.var.actor, written)
      if (!tag || tag.kind === 'media') return tagMissing(c, browsing(c), written)
      const name = nameAsAsked(written, tag)
      const shown = { kind: tag.kind, name: tag.name, page: tag.synonymOf?.name ?? tag.name }
      const of: WorksOf = { list: 'tag', tag: shown, about: href(routes.tag, { name }) }
      const list = await listFor(c, { of: 'tag', tag }, of, href(routes.tagWorks, { name }))
      return c.html(render(<WorksPage page={c.var.page} list={list} />))
    })
}

function tagMissing(c: Handler, browsing: Browsing, name: string) {
  const near = nearTags(browsing, name)
  return c.html(render(<TagMissingPage page={c.var.page} name={name} near={near} />), 404)
}
