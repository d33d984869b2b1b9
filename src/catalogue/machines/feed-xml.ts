import type { TagKind } from '../../core/values.ts'
import { xmlAttribute, xmlText } from '../../epub/index.ts'
import { permissionsText } from '../../export/index.ts'
import { href, routes } from '../../routes.ts'
import { VERSION } from '../../version.ts'
import { t } from '../../web/say.ts'
import { categoryName, ownLanguage, ratingName, warningName } from '../../works/index.ts'
import { feedSummary } from './feed-summary.tsx'
import type { WorkForMachines } from './machine-works.ts'

/** A page of a feed: RFC 4287, its pages after RFC 5005. Addresses are whole: readers keep entries far from here. */
export interface Feed {
  /** Without a trailing slash. */
  readonly base: string
  readonly title: string
  readonly archive: string
  readonly language: string
  /** In words: what of the question was not understood. */
  readonly notes: readonly string[]
  /** Of the page of HTML, of the feed whatever its page, and of its pages. */
  readonly page: string
  readonly id: string
  readonly at: (page: number) => string
  readonly here: number
  readonly pages: number
  readonly total: number
  readonly perPage: number
  readonly works: readonly WorkForMachines[]
}

export function feedXml(feed: Feed): string {
  const { base, works, total, here, perPage, notes } = feed
  return `<?xml version="1.0" encoding="utf-8"?>
${open('feed', {
  xmlns: 'http://www.w3.org/2005/Atom',
  'xmlns:opensearch': 'http://a9.com/-/spec/opensearch/1.1/',
  'xml:lang': feed.language,
  'xml:base': `${base}/`,
})}
${[
  element('id', base + feed.id),
  element('title', `${feed.title} | ${feed.archive}`),
  ...(notes.length ? [element('subtitle', notes.join(' '))] : []),
  element('updated', newest(works)),
  ...linksOf(feed),
  element('generator', 'Palimpsest', { version: VERSION }),
  element('opensearch:totalResults', String(total)),
  element('opensearch:startIndex', String(total ? (here - 1) * perPage + 1 : 0)),
  element('opensearch:itemsPerPage', String(perPage)),
  ...works.map((work) => entry(work, base)),
].join('\n')}
</feed>
`
}

/** Not the moment of asking: a feed in which nothing is new is the same as before. */
const newest = (works: readonly WorkForMachines[]): string =>
  new Date(Math.max(0, ...works.map(({ updated }) => updated.getTime()))).toISOString()

function linksOf({ base, page, at, here, pages }: Feed): string[] {
  const link = (rel: string, href: string, type: string): string =>
    empty('link', { rel, type, href: base + href })
  const to = (rel: string, n: number): string => link(rel, at(n), 'application/atom+xml')
  return [
    link('alternate', page, 'text/html'),
    to('self', here),
    to('first', 1),
    ...(here > 1 ? [to('previous', here - 1)] : []),
    ...(here < pages ? [to('next', here + 1)] : []),
    to('last', pages),
  ]
}

function entry(work: WorkForMachines, base: string): string {
  const address = base + href(routes.work, { workId: work.id })
  const { lang } = ownLanguage(work.language)
  return `<entry>
${[
  element('id', address),
  element('title', work.title, { 'xml:lang': lang ?? '' }),
  empty('link', { rel: 'alternate', type: 'text/html', href: address }),
  element('published', work.published.toISOString()),
  element('updated', work.updated.toISOString()),
  ...authors(work, base),
  ...categories(work, base),
  element('summary', feedSummary(work, base), { type: 'html' }),
  element('rights', permissionsText(work.permissions)),
].join('\n')}
</entry>`
}

/** Each by itself. A name of elsewhere is nobody here, and leads to nobody. */
function authors({ creators }: WorkForMachines, base: string): string[] {
  if (!creators.length) return [`<author>${element('name', t('Anonymous'))}</author>`]
  return creators.map(({ name, href }) => {
    const page = href?.startsWith('/users/') ? element('uri', base + href) : ''
    return `<author>${element('name', name)}${page}</author>`
  })
}

/** The term is the name the archive files under, the label what the creator wrote; the scheme tells kinds apart. */
function categories(work: WorkForMachines, base: string): string[] {
  const one = (kind: TagKind, term: string, label: string): string =>
    empty('category', { term, scheme: base + href(routes.apiTags, {}, { kind }), label })
  const { fandoms, relationships, characters, freeforms } = work
  return [
    one('rating', work.rating, ratingName(work.rating)),
    ...work.warnings.map((name) => one('warning', name, warningName(name))),
    ...work.categories.map((name) => one('category', name, categoryName(name))),
    ...[...fandoms, ...relationships, ...characters, ...freeforms].map(({ kind, name, page }) =>
      one(kind, page, name),
    ),
  ]
}

type Attributes = Readonly<Record<string, string>>

const open = (name: string, attributes: Attributes): string =>
  `<${name}${Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${xmlAttribute(value)}"`)
    .join('')}>`

const empty = (name: string, attributes: Attributes): string => open(name, attributes).replace(/>$/, '/>')

const element = (name: string, text: string, attributes: Attributes = {}): string =>
  `${open(name, attributes)}${xmlText(text)}</${name}>`
