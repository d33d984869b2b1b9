import { routes } from '../../src/routes.ts'
import type { World } from '../world.ts'

export interface CrawledPage {
  readonly path: string
  readonly kind: string
  readonly status: number
  readonly html: string
}

export interface Crawl {
  /** Pages read whole. */
  readonly pages: readonly CrawledPage[]
  /** Every address that some page leads to, with what it answered and a page that leads there. */
  readonly links: ReadonlyMap<string, { readonly status: number; readonly from: string }>
}

/** Pages of one kind read whole; of the rest only the answer is looked at. */
const READ_OF_EACH_KIND = 25
const NUMBERS: ReadonlySet<string> = new Set(['workId', 'chapterId', 'seriesId'])
const KINDS: readonly (readonly [string, RegExp])[] = Object.entries(routes).map(([name, path]) => [
  name,
  new RegExp(
    `^${path.replace(/:([A-Za-z]+)(?:\{([^}]*)\})?/g, (_, name: string, pattern?: string) =>
      pattern ? `(?:${pattern})` : NUMBERS.has(name) ? '\\d+' : '[^/]+',
    )}$`,
  ),
])

export const kindOf = (path: string): string =>
  KINDS.find(([, pattern]) => pattern.test(path.split('?')[0] ?? ''))?.[0] ?? 'unknown'

/** Follows every link from the front page, as this person. */
export async function crawl(
  world: World,
  who: string | null,
  readOfEach = READ_OF_EACH_KIND,
): Promise<Crawl> {
  const waiting: { path: string; from: string }[] = [{ path: '/', from: '' }]
  const links = new Map<string, { status: number; from: string }>()
  const read = new Map<string, number>()
  const made = new Map<string, number>()
  const pages: CrawledPage[] = []
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { path, from } = next
    if (links.has(path) || isAsMany(path, made)) continue
    const answer = await world.get(path, who)
    const { status } = answer
    links.set(path, { status, from })
    const kind = kindOf(path)
    if (!answer.headers.get('content-type')?.startsWith('text/html') || kind === 'download') continue
    const already = read.get(kind) ?? 0
    if (already >= readOfEach) continue
    read.set(kind, already + 1)
    const html = await answer.text()
    pages.push({ path, kind, status, html })
    for (const to of linksIn(html, path)) if (!links.has(to)) waiting.push({ path: to, from: path })
  }
  return { pages, links }
}

/** Files that take seconds to make: two of each kind are asked for. */
function isAsMany(path: string, made: Map<string, number>): boolean {
  const [, format] = /^\/downloads\/\d+\/[^?]*[.](pdf|azw3|mobi)(?:[?]|$)/.exec(path) ?? []
  if (!format) return false
  const already = made.get(format) ?? 0
  made.set(format, already + 1)
  return already >= 2
}

/** Addresses of this site that a page leads to, without the marks of where one came from. */
function linksIn(html: string, from: string): string[] {
  const found = new Set<string>()
  for (const [, written = ''] of html.matchAll(/<(?:a|link)\b[^>]*? href="([^"]*)"/g)) {
    const url = new URL(unescaped(written), `http://archive.test${from}`)
    if (url.origin !== 'http://archive.test') continue
    url.searchParams.delete('back')
    url.searchParams.delete('ui')
    found.add(url.pathname + url.search)
  }
  return [...found]
}

const unescaped = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

/** Places within a page that a link on it names, and that are not there. */
export function lostFragments({ html, path }: CrawledPage): string[] {
  const ids = new Set([...html.matchAll(/ id="([^"]*)"/g)].map((found) => found[1]))
  return [...html.matchAll(/ href="#([^":]+)"/g)]
    .map((found) => found[1] ?? '')
    .filter((id) => !ids.has(id))
    .map((id) => `${path}#${id}`)
}

/** What a reader reads on it. */
export const textOf = (html: string): string =>
  html
    .replace(/<(script|style|template)\b.*?<\/\1>/gs, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

export const titleOf = (html: string): string => /<title>(.*?)<\/title>/s.exec(html)?.[1] ?? ''
