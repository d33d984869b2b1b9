import { permissionsText } from '../../export/index.ts'
import { href, routes } from '../../routes.ts'
import { t } from '../../web/say.ts'
import { type Acquisition, type Catalog, type Facet, type Item, type Place, ROOT } from './catalog.ts'
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

/** OPDS 2.0: JSON after Readium's manifest. What is not known is not there: no null, no empty text, no empty list. */
export const JSON_TYPE = {
  feed: 'application/opds+json',
  publication: 'application/opds-publication+json',
} as const

export function jsonFeed(catalog: Catalog, place: Place): string {
  const { title, notes, updated, total, here, perPage } = catalog
  const isRoot = catalog.path === ROOT.v2
  return JSON.stringify({
    metadata: filled({
      title: isRoot ? place.archive : title,
      subtitle: notes.join(' '),
      modified: updated.getTime() ? updated.toISOString() : '',
      ...(catalog.is === 'acquisition'
        ? { numberOfItems: total, itemsPerPage: perPage, currentPage: here }
        : {}),
    }),
    links: linksOf(catalog, place),
    ...(catalog.is === 'acquisition' ? found(catalog, place) : ways(catalog.items, place)),
  })
}

function linksOf({ here, pages, at, path }: Catalog, place: Place): object[] {
  const link = (rel: string, to: string, type: string = JSON_TYPE.feed) => ({ rel, href: place.to(to), type })
  return [
    link('self', at(here)),
    link('start', ROOT.v2),
    {
      ...{ rel: 'search', type: JSON_TYPE.feed, templated: true },
      href: `${place.base}${ROOT.v2}/search{?query,title,author}`,
    },
    ...(path === ROOT.v2
      ? [link('alternate', ROOT['v1.2'], 'application/atom+xml;profile=opds-catalog;kind=navigation')]
      : []),
    ...(pages > 1 ? [link('first', at(1)), link('last', at(pages))] : []),
    ...(here > 1 ? [link('previous', at(here - 1))] : []),
    ...(here < pages ? [link('next', at(here + 1))] : []),
  ]
}

/** A list without works must hold something: it leads back. */
function found({ works, facets }: Acquisition, place: Place): object {
  const facet = ({ title, path, works, on }: Facet) => ({
    ...(on ? { rel: 'self' } : {}),
    ...{ href: place.to(path), type: JSON_TYPE.feed, title },
    ...(works === null ? {} : { properties: { numberOfItems: works } }),
  })
  return filled({
    publications: works.map((work) => publication(work, place)),
    ...(works.length ? {} : ways([backToStart()], place)),
    facets: facets.map((group) => ({
      metadata: { title: group.title },
      links: group.facets.map(facet),
    })),
  })
}

const backToStart = (): Item => ({
  ...{ title: t('No works here. To the beginning of the catalogue'), about: '' },
  ...{ path: ROOT.v2, leads: 'navigation' },
})

const RELATION = {
  new: 'http://opds-spec.org/sort/new',
  popular: 'http://opds-spec.org/sort/popular',
  other: 'subsection',
} as const

function ways(items: readonly Item[], place: Place): object {
  const shown = items.length ? items : [backToStart()]
  return {
    navigation: shown.map(({ title, path, works, sorted }) => ({
      ...{ rel: RELATION[sorted ?? 'other'], href: place.to(path), type: JSON_TYPE.feed, title },
      ...(works === undefined ? {} : { properties: { numberOfItems: works } }),
    })),
  }
}

export const jsonPublication = (work: PublicationFacts, place: Place): string =>
  JSON.stringify(publication(work, place))

function publication(work: PublicationFacts, place: Place): object {
  const { base } = place
  return {
    metadata: metadataOf(work, place),
    links: [
      { rel: 'self', href: place.to(entryPath(place.version, work)), type: JSON_TYPE.publication },
      ...filesOf(base, work),
      { rel: 'alternate', href: workAt(base, work), type: 'text/html' },
    ],
    images: [{ href: coverOf(base, work), ...COVER }],
  }
}

function metadataOf(work: PublicationFacts, place: Place): object {
  const { base, archive } = place
  const page = (path: string) => [{ href: base + path, type: 'text/html' }]
  return filled({
    '@type': 'http://schema.org/Book',
    identifier: identifierOf(base, work),
    title: work.title,
    author: authorsOf(work).map(({ name, page: at }) => ({ name, ...(at ? { links: page(at) } : {}) })),
    language: work.language,
    modified: work.changed.toISOString(),
    published: work.published.toISOString(),
    publisher: { name: archive, links: page('/') },
    description: plainSummary(work),
    subject: subjectsOf(base, work),
    belongsTo: work.series.length ? { series: seriesOf(work, place) } : undefined,
    rights: permissionsText(work.permissions),
    accessibility: accessibilityOf(work),
  })
}

const seriesOf = ({ series }: PublicationFacts, place: Place): object[] =>
  series.map(({ id, title, position }) => {
    const at = place.to(href(routes.opdsSeries, { version: place.version, seriesId: id }))
    return { name: title, position, links: [{ href: at, type: JSON_TYPE.feed }] }
  })

/** What the book itself says. */
const accessibilityOf = ({ pictured }: PublicationFacts): object => ({
  accessMode: pictured ? ['textual', 'visual'] : ['textual'],
  accessModeSufficient: [['textual']],
  feature: ['tableOfContents', 'structuralNavigation', 'readingOrder', 'displayTransformability', 'unlocked'],
  hazard: [pictured ? 'unknown' : 'none'],
  summary: pictured
    ? t(
        'Text that adapts to any size, font and screen reader; pictures have the descriptions their creator gave them.',
      )
    : t('Text that adapts to any size, font and screen reader.'),
})

/** Without its blank members: by name, for the rest is never blank. */
const filled = (object: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => !isBlank(value)))

const isBlank = (value: unknown): boolean =>
  value === '' || value === undefined || (Array.isArray(value) && value.length === 0)
