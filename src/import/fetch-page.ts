import { lookup } from 'node:dns/promises'
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import type { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { isPublic } from './public-address.ts'

/** What may be fetched. Only tests name `trusted` addresses: their own servers. */
export interface FetchRules {
  /** IP addresses that may be connected to on any port although they are private. */
  readonly trusted?: ReadonlySet<string>
  readonly resolve?: (host: string) => Promise<readonly string[]>
  readonly refusedSites?: readonly RefusedSite[]
  readonly bytes?: number
  readonly milliseconds?: number
}

/** A site whose works are not taken, with the reason given to who asks. */
interface RefusedSite {
  /** It and all hosts below it. */
  readonly host: string
  readonly reason: string
}

/** None by default. An archive that has promised a site to leave its works alone lists it here. */
const REFUSED_SITES: readonly RefusedSite[] = []

export type NotFetched =
  | 'not-an-address'
  | 'refused-site'
  | 'private'
  | 'unreachable'
  | 'not-there'
  | 'empty'
  | 'too-large'
  | 'too-slow'
  | 'too-many-redirects'

type FetchedPage =
  | {
      readonly outcome: 'fetched'
      /** Where it was in the end, after redirects. */
      readonly address: string
      readonly bytes: Uint8Array
      /** As the server declared it. */
      readonly charset: string | undefined
    }
  | { readonly outcome: 'not-fetched'; readonly why: NotFetched; readonly detail?: string }

const REDIRECTS = 5
const BYTES = 20 * 1024 * 1024
const MILLISECONDS = 20_000

/** Fetches a page a person named, from the public web alone, without any credentials. Never throws. */
export async function fetchPage(address: string, rules: FetchRules = {}): Promise<FetchedPage> {
  const signal = AbortSignal.timeout(rules.milliseconds ?? MILLISECONDS)
  let at = webAddress(address)
  for (let hop = 0; hop <= REDIRECTS; hop++) {
    if (!at) return notFetched('not-an-address')
    const refusedSite = siteRefused(at, rules)
    if (refusedSite) return notFetched('refused-site', refusedSite.reason)
    const answer = await oneHop(at, rules, signal)
    if (!('movedTo' in answer)) return answer
    at = webAddress(answer.movedTo, at)
  }
  return notFetched('too-many-redirects')
}

const notFetched = (why: NotFetched, detail?: string) =>
  ({ outcome: 'not-fetched', why, ...(detail ? { detail } : {}) }) as const

/** `URL` reads `http://2130706433/` and `http://0x7f.1/` as browsers do: what is left is a plain IP address. */
function webAddress(written: string, base?: URL): URL | undefined {
  const url =
    written.length <= 2_000 && URL.canParse(written, base?.href) ? new URL(written, base?.href) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return undefined
  url.hash = ''
  return url
}

function siteRefused(url: URL, { refusedSites = REFUSED_SITES }: FetchRules): RefusedSite | undefined {
  const host = url.hostname.toLowerCase().replace(/\.$/, '')
  return refusedSites.find((site) => host === site.host || host.endsWith(`.${site.host}`))
}

class Forbidden extends Error {}
class TooLarge extends Error {}

type Hop = FetchedPage | { readonly movedTo: string }

async function oneHop(url: URL, rules: FetchRules, signal: AbortSignal): Promise<Hop> {
  try {
    const target = await beforeTimeout(safeTarget(url, rules), signal)
    const response = await ask(url, target, signal)
    const { statusCode = 0, headers } = response
    if ([301, 302, 303, 307, 308].includes(statusCode) && headers.location) {
      response.destroy()
      return { movedTo: headers.location }
    }
    if (statusCode !== 200) {
      response.destroy()
      return notFetched('not-there', String(statusCode))
    }
    const bytes = await bodyOf(response, rules.bytes ?? BYTES, signal)
    if (bytes.length === 0) return notFetched('empty')
    const charset = /charset\s*=\s*["']?([\w.:-]+)/i.exec(headers['content-type'] ?? '')?.[1]
    return { outcome: 'fetched', address: url.href, bytes, charset }
  } catch (fault) {
    return asRefusal(fault, signal)
  }
}

function asRefusal(fault: unknown, signal: AbortSignal): FetchedPage {
  if (fault instanceof Forbidden) return notFetched('private')
  if (fault instanceof TooLarge) return notFetched('too-large')
  if (signal.aborted) return notFetched('too-slow')
  const code = fault instanceof Error && 'code' in fault ? String(fault.code) : ''
  return notFetched('unreachable', code)
}

/** The one address that is connected to: looked up once, judged, and not looked up again. */
async function safeTarget(url: URL, rules: FetchRules): Promise<string> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80)
  const found = isIP(host) ? [host] : await (rules.resolve ?? resolveAll)(host)
  const may = (address: string): boolean =>
    rules.trusted?.has(address) || (isPublic(address) && (port === 80 || port === 443))
  // A name that also leads inside is a trick, whatever else it leads to.
  const [first] = found
  if (!first || !found.every(may)) throw new Forbidden()
  return first
}

/** The system's look-up cannot be called off; waiting for it can. */
const beforeTimeout = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  Promise.race([
    work,
    new Promise<never>((_done, fail) => signal.addEventListener('abort', () => fail(signal.reason))),
  ])

const resolveAll = async (host: string): Promise<string[]> =>
  (await lookup(host, { all: true, verbatim: false })).map(({ address }) => address)

function ask(url: URL, target: string, signal: AbortSignal): Promise<IncomingMessage> {
  const family = isIP(target)
  const pinned: LookupFunction = (_host, options, done) =>
    options.all ? done(null, [{ address: target, family }]) : done(null, target, family)
  const options: RequestOptions = {
    ...{ method: 'GET', agent: false, lookup: pinned, signal, maxHeaderSize: 32 * 1024 },
    headers: {
      accept: 'text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5',
      'accept-encoding': 'gzip, br',
      'user-agent': 'Palimpsest (a writer brings in their own page)',
    },
  }
  return new Promise((done, fail) => {
    const sent = url.protocol === 'https:' ? httpsRequest(url, options) : httpRequest(url, options)
    sent.on('response', done)
    sent.on('error', fail)
    sent.on('socket', (socket) =>
      socket.on('connect', () => {
        // An address in the URL itself is never looked up: it was judged above, and is held to that here.
        const to = socket.remoteAddress ?? ''
        if (to !== target && !isPublic(to)) sent.destroy(new Forbidden())
      }),
    )
    sent.end()
  })
}

async function bodyOf(response: IncomingMessage, most: number, signal: AbortSignal): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  const collect = async (source: AsyncIterable<Uint8Array>): Promise<void> => {
    for await (const chunk of source) {
      size += chunk.length
      if (size > most) throw new TooLarge()
      chunks.push(chunk)
    }
  }
  const unpack = PACKED.get((response.headers['content-encoding'] ?? '').trim().toLowerCase())
  if (unpack) await pipeline(response, unpack(), collect, { signal })
  else await pipeline(response, collect, { signal })
  return Buffer.concat(chunks)
}

const PACKED: ReadonlyMap<string, () => Transform> = new Map([
  ['gzip', () => createGunzip()],
  ['x-gzip', () => createGunzip()],
  ['deflate', () => createInflate()],
  ['br', () => createBrotliDecompress()],
])
