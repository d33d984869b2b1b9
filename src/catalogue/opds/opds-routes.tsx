import { Hono } from 'hono'
import { AUTHENTICATION_TYPE, askForKey, authenticationDocument } from '../../accounts/index.ts'
import type { Member } from '../../core/actor.ts'
import { parseSeriesId, parseShelfId, parseWorkId } from '../../core/ids.ts'
import { readingPlaces, STATE_NAMES } from '../../library/index.ts'
import { href, routes } from '../../routes.ts'
import { answerData, readerOf, rememberSeen, type Seen } from '../../web/answer-data.ts'
import type { Env, Handler } from '../../web/app-env.ts'
import { locale } from '../../web/say.ts'
import { shelfIds } from '../../works/index.ts'
import type { Browsing } from '../browse.ts'
import { seriesFeed } from '../machines/feed-own-lists.ts'
import type { Catalogue } from '../memory/open.ts'
import { hiddenBy } from '../saved/hidden.ts'
import type { Scope } from '../wanted.ts'
import { worksOfText } from '../works-of.tsx'
import { ATOM_TYPE, atomEntry, atomFeed, openSearch } from './atom.ts'
import { type Catalog, isVersion, type Place, type Version } from './catalog.ts'
import { JSON_TYPE, jsonFeed, jsonPublication } from './json.ts'
import { fandomsOf, languagesOf, rootOf } from './navigations.ts'
import { filtersNavigation, STATES, shelvesNavigation } from './own-navigations.ts'
import { type PublicationFacts, publications } from './publications.ts'
import { worksCatalog } from './works-catalog.ts'

interface Answering {
  readonly catalogue: Catalogue
  readonly seen: Seen
}

/** Catalogues for e-readers: OPDS 1.2 and 2.0, each at addresses of its own, so that nobody's `Accept` matters. */
export function opdsRoutes(catalogue: Catalogue) {
  const answering: Answering = { catalogue, seen: rememberSeen() }
  return new Hono<Env>()
    .route('/', rootRoutes(answering))
    .route('/', listRoutes(answering))
    .route('/', ownRoutes(answering))
    .get(routes.opdsDescription, async (c) => {
      c.header('cache-control', 'public, max-age=86400')
      return c.body(openSearch(await placeOf(c, 'v1.2')), 200, {
        'content-type': 'application/opensearchdescription+xml',
      })
    })

    .get(routes.opdsAuthentication, async (c) => {
      const { baseUrl, archive } = c.var.deps
      const body = authenticationDocument(baseUrl, (await archive()).name)
      return c.body(body, 200, { 'content-type': AUTHENTICATION_TYPE })
    })
}

/** With a slash at the end or without: KOReader follows no redirect. */
function rootRoutes(answering: Answering) {
  const root = async (c: Handler, version: Version): Promise<Response> => {
    const asked = { ...(await browsingFor(c, answering)), version, search: searchOf(c) }
    return answer(c, answering, version, await rootOf(asked))
  }
  return new Hono<Env>()
    .get(routes.opds, (c) => root(c, 'v1.2'))
    .get(routes.opdsSlash, (c) => root(c, 'v1.2'))
    .get(routes.opds1, (c) => root(c, 'v1.2'))
    .get(routes.opds2, (c) => root(c, 'v2'))
    .get(routes.opdsRootSlash, (c) => root(c, versionOf(c)))
}

function listRoutes(answering: Answering) {
  const navigation = (make: typeof rootOf) => async (c: Handler) => {
    const version = versionOf(c)
    const asked = { ...(await browsingFor(c, answering)), version, search: searchOf(c) }
    return answer(c, answering, version, await make(asked))
  }
  const works = async (c: Handler, search: URLSearchParams) => {
    const path = href(routes.opdsWorks, { version: versionOf(c) })
    return showWorks(c, answering, { scope: { of: 'all' }, path, search })
  }
  return new Hono<Env>()
    .get(routes.opdsFandoms, navigation(fandomsOf))
    .get(routes.opdsLanguages, navigation(languagesOf))
    .get(routes.opdsWorks, (c) => works(c, searchOf(c)))
    .get(routes.opdsSearch, (c) => works(c, inOurWords(searchOf(c))))
    .get(routes.opdsSeries, async (c) => {
      const id = parseSeriesId(c.req.param('seriesId'))
      const series = id && (await seriesFeed(await browsingFor(c, answering), id))
      if (!series || !('scope' in series.from)) return c.notFound()
      const path = href(routes.opdsSeries, { version: versionOf(c), seriesId: id })
      return showWorks(c, answering, { scope: series.from.scope, path, title: series.title })
    })

    .get(routes.opdsWork, async (c) => {
      const id = parseWorkId(c.req.param('workId'))
      const [work] = id ? await publications(c.var.deps.db, readerOf(c), [id]) : []
      return work ? showWork(c, answering, work) : c.notFound()
    })
}

function ownRoutes(answering: Answering) {
  const own =
    (show: (c: Handler, member: Member, version: Version) => Promise<Response>) => async (c: Handler) => {
      const reader = readerOf(c)
      return reader.type === 'member' ? show(c, reader, versionOf(c)) : askForKey(c)
    }
  return new Hono<Env>()
    .get(
      routes.opdsFilters,
      own(async (c, member, version) =>
        answer(c, answering, version, await filtersNavigation(c.var.deps.db, member, version)),
      ),
    )
    .get(
      routes.opdsShelves,
      own(async (c, member, version) =>
        answer(c, answering, version, await shelvesNavigation(c.var.deps.db, member, version)),
      ),
    )
    .get(
      routes.opdsLibrary,
      own((c, _member, version) => showOwn(c, answering, href(routes.opdsLibrary, { version }))),
    )
    .get(
      routes.opdsShelf,
      own(async (c, member, version) => {
        const id = parseShelfId(c.req.param('shelfId') ?? '')
        const shelf = id && (await shelfIds(c.var.deps.db, member, id))
        if (!shelf) return c.notFound()
        return showOwn(c, answering, href(routes.opdsShelf, { version, shelfId: id }), shelf)
      }),
    )
    .get(
      routes.opdsReadings,
      own(async (c, member, version) => {
        const state = STATES.find((one) => one === c.req.param('state')) ?? 'later'
        const places = await readingPlaces(c.var.deps.db, member, state)
        const only = places.flatMap(({ work }) => work ?? [])
        const path = href(routes.opdsReadings, { version, state })
        return showWorks(c, answering, {
          scope: { of: 'readings', only },
          path,
          title: STATE_NAMES[state](),
        })
      }),
    )
}

/** The address's own words come first: the route has let no other version through. */
function versionOf(c: Handler): Version {
  const word = c.req.param('version') ?? ''
  return isVersion(word) ? word : 'v1.2'
}

function searchOf(c: Handler): URLSearchParams {
  const { searchParams } = new URL(c.req.url)
  searchParams.delete('ui')
  return searchParams
}

/** A template of OPDS 2.0 calls its fields by the specification's names. */
function inOurWords(search: URLSearchParams): URLSearchParams {
  for (const [theirs, ours] of [
    ['query', 'q'],
    ['author', 'creator'],
  ] as const) {
    const value = search.get(theirs)
    if (value && !search.has(ours)) search.set(ours, value)
    search.delete(theirs)
  }
  return search
}

/** What may not be downloaded is in no list; nor is what this member hides or mutes. */
async function browsingFor(c: Handler, { catalogue }: Answering): Promise<Browsing> {
  const { db } = c.var.deps
  const actor = readerOf(c)
  const browsing: Browsing = { db, catalogue, actor, within: { choice: 'files', is: 'yes' } }
  if (actor.type === 'guest') return browsing
  return { ...browsing, choices: { filter: null, hidden: await hiddenBy(db, actor) } }
}

interface List {
  readonly scope: Scope
  readonly path: string
  readonly title?: string
  readonly search?: URLSearchParams
}

async function showWorks(c: Handler, answering: Answering, list: List): Promise<Response> {
  const asked = { ...(await browsingFor(c, answering)), search: searchOf(c), now: c.var.deps.now(), ...list }
  return answer(c, answering, versionOf(c), await worksCatalog(asked))
}

/** One's own copies: whatever their creators say of downloads, who keeps one has it already. */
async function showOwn(
  c: Handler,
  answering: Answering,
  path: string,
  shelf?: Awaited<ReturnType<typeof shelfIds>>,
) {
  const { db, now } = c.var.deps
  const scope: Scope = { of: 'library', ...(shelf ? { only: shelf.ids } : {}) }
  const browsing = { db, catalogue: answering.catalogue, actor: readerOf(c), within: KEPT }
  const title = worksOfText({ list: 'library', ...(shelf ? { shelf: shelf.name } : {}) })
  const asked = { ...browsing, scope, path, title, search: searchOf(c), now: now() }
  return answer(c, answering, versionOf(c), await worksCatalog(asked))
}

/** Drafts stand in the library, too; nobody wants one as a book. */
const KEPT = { choice: 'audience', is: 'kept' } as const

async function placeOf(c: Handler, version: Version): Promise<Place> {
  const { baseUrl: base, archive } = c.var.deps
  const ui = c.req.query('ui')
  const to = (path: string): string =>
    base + (ui ? `${path}${path.includes('?') ? '&' : '?'}ui=${encodeURIComponent(ui)}` : path)
  return { version, base, archive: (await archive()).name, language: locale(), to }
}

async function answer(
  c: Handler,
  { seen }: Answering,
  version: Version,
  catalog: Catalog,
): Promise<Response> {
  const place = await placeOf(c, version)
  const reserved = catalog.is === 'acquisition' && catalog.works.some(isReserved)
  return version === 'v2'
    ? answerData(c, seen, { type: JSON_TYPE.feed, body: jsonFeed(catalog, place), reserved })
    : answerData(c, seen, { type: ATOM_TYPE[catalog.is], body: atomFeed(catalog, place), reserved })
}

async function showWork(c: Handler, { seen }: Answering, work: PublicationFacts): Promise<Response> {
  const place = await placeOf(c, versionOf(c))
  const reserved = isReserved(work)
  return place.version === 'v2'
    ? answerData(c, seen, { type: JSON_TYPE.publication, body: jsonPublication(work, place), reserved })
    : answerData(c, seen, { type: ATOM_TYPE.entry, body: atomEntry(work, place), reserved })
}

/** What has not been given to machines is reserved; one such work reserves the page it is on. */
const isReserved = ({ permissions }: PublicationFacts): boolean => permissions.machines !== 'yes'
