import { xmlAttribute, xmlText } from '../../epub/index.ts'
import { permissionsText } from '../../export/index.ts'
import { href, routes } from '../../routes.ts'
import { isoDay, t } from '../../web/say.ts'
import { type Catalog, type Facet, type Item, type Place, ROOT } from './catalog.ts'
import { entryContent } from './content.tsx'
import {
  authorsOf,
  COVER,
  coverOf,
  entryPath,
  filesOf,
  identifierOf,
  plainSummary,
  subjectsOf,
  workAt,
} from './facts-said.ts'
import type { PublicationFacts } from './publications.ts'

/**
 * OPDS 1.2: Atom with relations and elements of its own. What KOReader's parser needs is kept to: the prefixes `opds:`
 * and `thr:` as they are here, a type at every link, no comment, no CDATA, no `content` without an end tag.
 */
const CATALOG = 'application/atom+xml;profile=opds-catalog'
export const ATOM_TYPE = {
  navigation: `${CATALOG};kind=navigation`,
  acquisition: `${CATALOG};kind=acquisition`,
  entry: 'application/atom+xml;type=entry;profile=opds-catalog',
} as const
const DESCRIPTION = 'application/opensearchdescription+xml'

const NAMESPACES = {
  xmlns: 'http://www.w3.org/2005/Atom',
  'xmlns:dcterms': 'http://purl.org/dc/terms/',
  'xmlns:opds': 'http://opds-spec.org/2010/catalog',
  'xmlns:opensearch': 'http://a9.com/-/spec/opensearch/1.1/',
  'xmlns:schema': 'http://schema.org',
  'xmlns:thr': 'http://purl.org/syndication/thread/1.0',
} as const
const HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'

export function atomFeed(catalog: Catalog, place: Place): string {
  const { title, updated, notes } = catalog
  const own = catalog.path === ROOT['v1.2'] ? place.archive : `${title} | ${place.archive}`
  return `${HEAD}${open('feed', { ...NAMESPACES, 'xml:lang': place.language })}
${[
  element('id', place.base + catalog.at(1)),
  element('title', own),
  ...(notes.length ? [element('subtitle', notes.join(' '))] : []),
  element('updated', updated.toISOString()),
  `<author>${element('name', place.archive)}${element('uri', `${place.base}/`)}</author>`,
  ...linksOf(catalog, place),
  ...counted(catalog),
  ...(catalog.is === 'acquisition'
    ? catalog.works.map((work) => entry(work, place))
    : catalog.items.map((item) => way(item, updated, place))),
].join('\n')}
</feed>
`
}

function linksOf(catalog: Catalog, place: Place): string[] {
  const { is, here, pages, at } = catalog
  const link = (rel: string, path: string, type: string): string =>
    empty('link', { rel, href: place.to(path), type })
  const page = (rel: string, n: number): string => link(rel, at(n), ATOM_TYPE[is])
  return [
    page('self', here),
    link('start', ROOT['v1.2'], ATOM_TYPE.navigation),
    link('search', routes.opdsDescription, DESCRIPTION),
    ...(catalog.path === ROOT['v1.2'] ? [link('alternate', ROOT.v2, 'application/opds+json')] : []),
    ...(pages > 1 ? [page('first', 1), page('last', pages)] : []),
    ...(here > 1 ? [page('previous', here - 1)] : []),
    ...(here < pages ? [page('next', here + 1)] : []),
    ...(is === 'acquisition'
      ? catalog.facets.flatMap(({ title, facets }) => facets.map((facet) => narrower(title, facet, place)))
      : []),
  ]
}

const narrower = (group: string, { title, path, works, on }: Facet, place: Place): string =>
  empty('link', {
    rel: 'http://opds-spec.org/facet',
    href: place.to(path),
    type: ATOM_TYPE.acquisition,
    title,
    'opds:facetGroup': group,
    ...(on ? { 'opds:activeFacet': 'true' } : {}),
    ...(works === null ? {} : { 'thr:count': String(works) }),
  })

function counted({ is, total, here, perPage }: Catalog): string[] {
  if (is === 'navigation') return []
  return [
    element('opensearch:totalResults', String(total)),
    element('opensearch:startIndex', String(total ? (here - 1) * perPage + 1 : 0)),
    element('opensearch:itemsPerPage', String(perPage)),
  ]
}

const SORTED = { new: 'http://opds-spec.org/sort/new', popular: 'http://opds-spec.org/sort/popular' } as const

/** KOReader follows a menu's entry only by these relations. */
function way({ title, about, path, leads, works, sorted }: Item, updated: Date, place: Place): string {
  return `<entry>
${[
  element('title', title),
  element('id', place.base + path),
  element('updated', updated.toISOString()),
  element('content', about || title, { type: 'text' }),
  empty('link', {
    rel: sorted ? SORTED[sorted] : 'subsection',
    href: place.to(path),
    type: ATOM_TYPE[leads],
    ...(works === undefined ? {} : { 'thr:count': String(works) }),
  }),
].join('\n')}
</entry>`
}

/** The same by itself. */
export const atomEntry = (work: PublicationFacts, place: Place): string =>
  `${HEAD}${entry(work, place, { ...NAMESPACES, 'xml:lang': place.language })}\n`

function entry(work: PublicationFacts, place: Place, root: Attributes = {}): string {
  const { base } = place
  const identifier = identifierOf(base, work)
  const summary = plainSummary(work)
  return `${open('entry', root)}
${[
  element('title', work.title),
  element('id', identifier),
  element('updated', work.changed.toISOString()),
  element('published', work.published.toISOString()),
  ...authorsOf(work).map(
    ({ name, page }) => `<author>${element('name', name)}${page ? element('uri', base + page) : ''}</author>`,
  ),
  element('dcterms:identifier', identifier),
  element('dcterms:language', work.language),
  element('dcterms:issued', isoDay(work.published)),
  element('dcterms:publisher', place.archive),
  ...subjectsOf(base, work).map(({ name, code, scheme }) =>
    empty('category', { term: code, scheme, label: name }),
  ),
  element('rights', permissionsText(work.permissions)),
  ...(summary ? [element('summary', summary, { type: 'text' })] : []),
  element('content', entryContent(work), { type: 'html' }),
  ...seriesOf(work, place),
  ...entryLinks(work, place),
].join('\n')}
</entry>`
}

/** Thorium reads the element, others follow the link. */
function seriesOf({ series }: PublicationFacts, place: Place): string[] {
  return series.flatMap(({ id, title, position }) => {
    const at = place.to(href(routes.opdsSeries, { version: place.version, seriesId: id }))
    const part = { 'schema:name': title, 'schema:url': at, 'schema:position': String(position) }
    const named = t('Part {position} of {series}', { position, series: title })
    return [
      empty('schema:Series', part),
      empty('link', { rel: 'related', href: at, type: ATOM_TYPE.acquisition, title: named }),
    ]
  })
}

function entryLinks(work: PublicationFacts, place: Place): string[] {
  const cover = coverOf(place.base, work)
  const image = (rel: string): string => empty('link', { rel, href: cover, type: COVER.type })
  return [
    empty('link', { rel: 'self', href: place.to(entryPath(place.version, work)), type: ATOM_TYPE.entry }),
    empty('link', { rel: 'alternate', href: workAt(place.base, work), type: 'text/html' }),
    ...filesOf(place.base, work).map((file) => empty('link', { ...file })),
    image('http://opds-spec.org/image'),
    image('http://opds-spec.org/image/thumbnail'),
  ]
}

type Attributes = Readonly<Record<string, string>>

const open = (name: string, attributes: Attributes): string => `<${name}${written(attributes)}>`
const empty = (name: string, attributes: Attributes): string => `<${name}${written(attributes)}/>`

const element = (name: string, text: string, attributes: Attributes = {}): string =>
  `${open(name, attributes)}${xmlText(text)}</${name}>`

/** A page has fifteen hundred of them: one after the other, without a list. */
function written(attributes: Attributes): string {
  let text = ''
  for (const key of Object.keys(attributes)) text += ` ${key}="${xmlAttribute(attributes[key] ?? '')}"`
  return text
}

/** The description of the search: static, for KOReader fetches it with every feed. The plain address stands first. */
export function openSearch(place: Place): string {
  const to = (path: string): string => xmlAttribute(place.base + path)
  const short = [...place.archive].slice(0, LONGEST_SHORT).join('')
  return `${HEAD}<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
${element('ShortName', short)}
${element('Description', t('Works in {archive}', { archive: place.archive }))}
<Url type="${ATOM_TYPE.acquisition}" template="${to(ROOT['v1.2'])}/search?query={searchTerms}"/>
<Url type="application/opds+json" template="${to(ROOT.v2)}/search?query={searchTerms}"/>
<Url type="text/html" template="${to(routes.works)}?q={searchTerms}"/>
${element('InputEncoding', 'UTF-8')}
${element('OutputEncoding', 'UTF-8')}
</OpenSearchDescription>
`
}

const LONGEST_SHORT = 16
