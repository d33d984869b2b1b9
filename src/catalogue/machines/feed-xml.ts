import { xmlAttribute, xmlText } from '../../epub/index.ts'
import { VERSION } from '../../version.ts'
import { t } from '../../web/say.ts'
import type { Byline } from '../../works/index.ts'

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
  readonly entries: readonly Entry[]
}

/** Its XML is whole elements. */
export interface Entry {
  readonly updated: Date
  readonly xml: string
}

export function feedXml(feed: Feed): string {
  const { base, entries, total, here, perPage, notes } = feed
  return `<?xml version="1.0" encoding="utf-8"?>
${open('feed', {
  xmlns: 'http://www.w3.org/2005/Atom',
  'xmlns:opensearch': 'http://a9.com/-/spec/opensearch/1.1/',
  'xml:lang': feed.language,
  'xml:base': `${base}/`,
})}
${[
  element('id', base + feed.id),
  element('title', oneLine(`${feed.title} | ${feed.archive}`)),
  ...(notes.length ? [element('subtitle', notes.join(' '))] : []),
  element('updated', newest(entries)),
  ...linksOf(feed),
  element('generator', 'Palimpsest', { version: VERSION }),
  element('opensearch:totalResults', String(total)),
  element('opensearch:startIndex', String(total ? (here - 1) * perPage + 1 : 0)),
  element('opensearch:itemsPerPage', String(perPage)),
  ...entries.map(({ xml }) => `<entry>\n${xml}\n</entry>`),
].join('\n')}
</feed>
`
}

/** Not the moment of asking: a feed in which nothing is new is the same as before. */
const newest = (entries: readonly Entry[]): string =>
  new Date(Math.max(0, ...entries.map(({ updated }) => updated.getTime()))).toISOString()

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

/** Each by itself. A name of elsewhere is nobody here, and leads to nobody. */
export function authors(creators: readonly Byline[], base: string): string[] {
  if (!creators.length) return [`<author>${element('name', t('Anonymous'))}</author>`]
  return creators.map(({ name, href }) => {
    const page = href?.startsWith('/users/') ? element('uri', base + href) : ''
    return `<author>${element('name', name)}${page}</author>`
  })
}

/** A title of many lines is one line in every list. */
export const oneLine = (title: string): string => title.replace(/\s+/g, ' ').trim()

type Attributes = Readonly<Record<string, string>>

/** A page has hundreds of these: no list is made of them first. */
function begun(name: string, attributes: Attributes): string {
  let written = `<${name}`
  for (const key in attributes) written += ` ${key}="${xmlAttribute(attributes[key] ?? '')}"`
  return written
}

const open = (name: string, attributes: Attributes): string => `${begun(name, attributes)}>`

export const empty = (name: string, attributes: Attributes): string => `${begun(name, attributes)}/>`

export const element = (name: string, text: string, attributes: Attributes = {}): string =>
  `${open(name, attributes)}${xmlText(text)}</${name}>`
