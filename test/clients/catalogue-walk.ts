import { expect } from 'vitest'
import { makeDeviceKey } from '../../src/accounts/index.ts'
import { inTransaction } from '../../src/storage/transaction.ts'
import { BASE_URL, NOW, type World } from '../world.ts'

/** A page of a catalogue, as a program got it. */
export interface Fetched {
  readonly url: string
  readonly type: string
  readonly body: string
}

export interface Link {
  readonly rel: string
  readonly href: string
  readonly type: string
}

/** The header with which a member's e-reader asks; a guest's sends none. */
export async function keyFor(world: World, name: string): Promise<Record<string, string>> {
  const { id } = await world.known(name)
  const made = await inTransaction(world.db, (trx) =>
    makeDeviceKey(trx, id, { use: 'catalogue', label: 'An e-reader', now: NOW }),
  )
  if (typeof made === 'string') throw new Error(`no key for ${name}: ${made}`)
  return { authorization: `Basic ${Buffer.from(`${name}:${made.key}`).toString('base64')}` }
}

/**
 * Every page that can be reached from this one by links of its own kind, each once. Facets are followed from lists that
 * nobody has narrowed: the others are the same, many times over.
 */
export async function walk(
  world: World,
  start: string,
  headers: Record<string, string>,
): Promise<{ readonly pages: readonly Fetched[]; readonly locked: readonly string[] }> {
  const [pages, locked]: [Fetched[], string[]] = [[], []]
  const known = new Set([BASE_URL + start])
  for (const url of known) {
    expect(url.startsWith(`${BASE_URL}/opds`), url).toBe(true)
    const answer = await world.get(url.slice(BASE_URL.length), null, headers)
    const body = await answer.text()
    if (answer.status === 401) {
      locked.push(url)
      continue
    }
    expect(answer.status, url).toBe(200)
    const page = { url, type: answer.headers.get('content-type') ?? '', body }
    pages.push(page)
    for (const { href, rel } of linksIn(page).filter(isCatalogue))
      if (rel !== FACET || !new URL(url).search) known.add(href)
  }
  return { pages, locked }
}

const FACET = 'http://opds-spec.org/facet'

/** Its counterpart in the other version is walked by itself. */
const isCatalogue = ({ rel, type, href }: Link): boolean =>
  rel !== 'alternate' && /^application\/(?:atom[+]xml;|opds)/.test(type) && !href.includes('{')

export const linksIn = ({ type, body }: Fetched): Link[] =>
  type.startsWith('application/atom') ? atomLinks(body) : jsonLinks(JSON.parse(body))

const atomLinks = (xml: string): Link[] =>
  [...xml.matchAll(/<link ([^>]*)\/>/g)].map(([, attributes = '']) => {
    const at = (name: string): string =>
      plain(new RegExp(`(?:^| )${name}="([^"]*)"`).exec(attributes)?.[1] ?? '')
    return { rel: at('rel'), href: at('href'), type: at('type') }
  })

const plain = (text: string): string => text.replaceAll('&quot;', '"').replaceAll('&amp;', '&')

/** Links of facets are told by where they stand: the specification gives them no relation. */
function jsonLinks(value: unknown, inFacets = false): Link[] {
  if (Array.isArray(value)) return value.flatMap((one) => jsonLinks(one, inFacets))
  if (typeof value !== 'object' || value === null) return []
  const { href, rel, type } = value as Partial<Link>
  const own = href ? [{ href, rel: inFacets ? FACET : String(rel ?? ''), type: type ?? '' }] : []
  const within = Object.entries(value).flatMap(([name, one]) => jsonLinks(one, inFacets || name === 'facets'))
  return [...own, ...within]
}
