import { request } from 'node:http'

/**
 * An e-reader that asks as KOReader does (plugins/opds.koplugin, v2026.07): a HEAD before every GET, what it has kept by
 * address and Last-Modified, no compression, Basic and nothing else, no redirect followed, menus by few relations.
 */
export interface Reader {
  readonly open: (url: string) => Promise<Shelf>
  /** Its own name for the file, and its bytes. */
  readonly take: (url: string, type: string) => Promise<{ readonly name: string; readonly bytes: Buffer }>
  readonly search: (shelf: Shelf, words: string) => Promise<Shelf>
  /** How often it had what it asked for already. */
  readonly kept: () => number
}

export interface Shelf {
  readonly items: readonly Item[]
  readonly next: string | undefined
  readonly search: string | undefined
  readonly facets: ReadonlyMap<
    string,
    readonly { readonly title: string; readonly url: string; readonly on: boolean }[]
  >
}

export interface Item {
  readonly text: string
  readonly content: string
  /** A menu's entry leads there. */
  readonly url: string | undefined
  readonly files: readonly { readonly type: string; readonly url: string }[]
}

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Buffer
}

export class NotOpened extends Error {}

const OPDS_2 = 'application/opds+json, application/atom+xml;profile=opds-catalog, */*'

export function koreader(port: number, key: Readonly<Record<string, string>>): Reader {
  const cache = new Map<string, string>()
  let hits = 0
  const ask = (method: 'HEAD' | 'GET', url: string): Promise<Answer> => {
    const { host, pathname, search } = new URL(url)
    const headers = { host, ...key, 'accept-encoding': 'identity', accept: OPDS_2 }
    return new Promise((done, failed) => {
      const asked = request(
        { port, host: '127.0.0.1', path: pathname + search, method, headers },
        (answer) => {
          const parts: Buffer[] = []
          answer.on('data', (part) => parts.push(part))
          answer.on('end', () =>
            done({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }),
          )
        },
      )
      asked.on('error', failed).end()
    })
  }
  const get = async (url: string): Promise<Buffer> => {
    const { status, headers, body } = await ask('GET', url)
    if (status !== 200) throw new NotOpened(`${status} ${url}`)
    if (headers['content-encoding']) throw new NotOpened(`compressed: ${url}`)
    return body
  }
  const fetched = async (url: string): Promise<string> => {
    const since = (await ask('HEAD', url)).headers['last-modified']
    const place = `${url}|${since}`
    const known = since ? cache.get(place) : undefined
    if (known !== undefined) hits++
    const text = known ?? (await get(url)).toString('utf8')
    if (since) cache.set(place, text)
    return text
  }
  const open = async (url: string): Promise<Shelf> => {
    const text = await fetched(url)
    return /^\s*[{]/.test(text) ? fromJson(JSON.parse(text), url) : fromXml(text, url, fetched)
  }
  return {
    open,
    search: ({ search = '' }, words) => open(search.replace('%s', encodeURIComponent(words))),
    take: async (url, type) => {
      const said = String((await ask('HEAD', url)).headers['content-disposition'] ?? '')
      const name = /filename="([^"]+)"/.exec(said)?.[1] ?? url.replace(/.*\//, '').replace(/[?].*/, '')
      const ending = name.split('.').at(-1)
      return { name: ending === 'epub' ? name : `${name}.${type}`, bytes: await get(url) }
    },
    kept: () => hits,
  }
}

/** Elements as its parser keeps them: of those with one name the first, except entries and links. */
interface Element {
  readonly attributes: Readonly<Record<string, string>>
  readonly text: string
  readonly children: ReadonlyMap<string, readonly Element[]>
}

const MANY = new Set(['entry', 'link', 'Url'])
const FOLLOWED = new Set([
  'subsection',
  'http://opds-spec.org/subsection',
  'http://opds-spec.org/crawlable',
  'http://opds-spec.org/sort/popular',
  'http://opds-spec.org/sort/new',
])

function parse(xml: string): Element {
  if (/<!--|<!\[CDATA\[|<content[^>]*\/>/.test(xml)) throw new NotOpened('what its parser stumbles over')
  const make = (attributes: string) => ({
    attributes: Object.fromEntries(
      [...attributes.matchAll(/([\w:]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [
        name,
        plain(value),
      ]),
    ),
    text: '',
    children: new Map<string, Element[]>(),
  })
  const root = make('')
  const open = [root]
  for (const [, text, closing, name = '', attributes = '', empty] of xml.matchAll(
    /([^<]+)|<(\/)?(?:\?|)([\w:]+)((?:\s+[\w:]+="[^"]*")*)\s*(\/|\?)?>/g,
  )) {
    const here = open.at(-1) ?? root
    if (text !== undefined) here.text += plain(text)
    else if (closing) open.pop()
    else if (name !== 'xml') {
      const made = make(attributes)
      const same = here.children.get(name) ?? []
      if (MANY.has(name) || !same.length) here.children.set(name, [...same, made])
      if (!empty) open.push(made)
    }
  }
  return root
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const plain = (text: string): string =>
  text.replace(/&(#?)(\w+);/g, (whole, number, name) =>
    number ? String.fromCodePoint(Number(name)) : (NAMED[name] ?? whole),
  )

const ATOM = 'application/atom+xml'
const ACQUISITION = 'http://opds-spec.org/acquisition'

async function fromXml(text: string, at: string, fetched: (url: string) => Promise<string>): Promise<Shelf> {
  const feed = parse(text).children.get('feed')?.[0]
  if (!feed) throw new NotOpened(`no feed: ${at}`)
  const links = (of: Element) => (of.children.get('link') ?? []).map(({ attributes }) => attributes)
  const whole = (href = ''): string => new URL(href, at).href
  const facets = new Map<string, { title: string; url: string; on: boolean }[]>()
  let [next, search]: [string | undefined, string | undefined] = [undefined, undefined]
  for (const { rel, type, href, title = '', ...more } of links(feed)) {
    // What has no type is not there for it.
    if (!type) continue
    if (type.includes(ATOM) && rel === 'next') next = whole(href)
    if (type.includes('application/opensearchdescription+xml'))
      search = templateIn(await fetched(whole(href)))
    if (rel === 'http://opds-spec.org/facet') {
      const group = more['opds:facetGroup'] ?? 'Filters'
      const on = more['opds:activeFacet'] === 'true'
      facets.set(group, [...(facets.get(group) ?? []), { title, url: whole(href), on }])
    }
  }
  const items = (feed.children.get('entry') ?? []).map((entry): Item => {
    const one = (name: string): string => entry.children.get(name)?.[0]?.text ?? ''
    const ways = links(entry).filter(({ type, rel }) => type?.includes(ATOM) && (!rel || FOLLOWED.has(rel)))
    const author = entry.children.get('author')?.[0]?.children.get('name')?.[0]?.text
    return {
      text: author ? `${one('title')} - ${author}` : one('title'),
      content: one('content'),
      url: ways.length ? whole(ways.at(-1)?.href) : undefined,
      files: links(entry)
        .filter(({ rel }) => rel?.startsWith(ACQUISITION))
        .map(({ type = '', href }) => ({ type, url: whole(href) })),
    }
  })
  return { items, next, search, facets }
}

/** The first address of an Atom feed; of its variables only this one is known. */
function templateIn(description: string): string | undefined {
  const urls = parse(description).children.get('OpenSearchDescription')?.[0]?.children.get('Url') ?? []
  const found = urls.find(({ attributes }) => attributes.type?.includes(ATOM))
  return found?.attributes.template?.replace('{searchTerms}', '%s')
}

interface JsonLink {
  readonly rel?: string
  readonly href: string
  readonly type: string
  readonly title?: string
}

interface JsonFeed {
  readonly links: readonly JsonLink[]
  readonly navigation?: readonly JsonLink[]
  readonly facets?: readonly {
    readonly metadata: { readonly title: string }
    readonly links: readonly JsonLink[]
  }[]
  readonly publications?: readonly {
    readonly metadata: { title: string; description?: string; author: readonly { readonly name: string }[] }
    readonly links: readonly JsonLink[]
  }[]
}

function fromJson({ links, navigation = [], facets = [], publications = [] }: JsonFeed, at: string): Shelf {
  const whole = (href: string): string => new URL(href, at).href
  const search = links.find(({ rel }) => rel === 'search')?.href
  return {
    next: links.find(({ rel }) => rel === 'next')?.href,
    search: search?.replace(/[{].*[}]/, '?query=%s'),
    facets: new Map(
      facets.map((group) => [
        group.metadata.title,
        group.links.map(({ title = '', href, rel }) => ({ title, url: whole(href), on: rel === 'self' })),
      ]),
    ),
    items: [
      ...navigation.map(({ title = '', href }) => ({
        text: title,
        content: '',
        url: whole(href),
        files: [],
      })),
      ...publications.map(({ metadata, links: own }) => ({
        text: `${metadata.title} - ${metadata.author.map(({ name }) => name).join(', ')}`,
        content: metadata.description ?? '',
        url: undefined,
        files: own
          .filter(({ rel }) => rel?.startsWith(ACQUISITION))
          .map(({ type, href }) => ({ type, url: whole(href) })),
      })),
    ],
  }
}
