import type { IncomingMessage, ServerResponse } from 'node:http'
import type { MiddlewareHandler } from 'hono'
import type { WorkId } from '../core/ids.ts'
import type { Env } from './app-env.ts'
import { addressAt } from './client-address.ts'
import { type AskedPage, encodingFor, type KeptPages, LONGEST_COOKIE, type NewPage } from './kept-pages.ts'
import { chooseLocale } from './locale.ts'
import { type Locale, locale } from './say.ts'
import { ownCookie } from './session-cookie.ts'
import { reads } from './visitor.ts'

/** What readers tell the archive of themselves, all day long, changes no page of a guest's. */
const OF_ONE_READER =
  /^\/(?:koreader\/|manuscripts\/|places$|settings\/reading$|api\/v1\/(?:places|shelves)|works\/[0-9]+\/(?:place|reading)$)/

/** Keeps what a handler said may be kept; forgets all when anything was changed. */
export const keepingPages =
  (pages: KeptPages, baseUrl: string): MiddlewareHandler<Env> =>
  async (c, next) => {
    const begun = pages.begin()
    await next()
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
      // What was refused changed nothing: nobody empties the memory by sending what is turned away.
      const { status } = c.res
      const refused = status >= 400 && status < 500
      if (!refused && !OF_ONE_READER.test(c.req.path)) pages.forget()
      return
    }
    const work = c.var.keeps
    const { headers } = c.res
    if (work === undefined || c.req.method !== 'GET' || c.res.status !== 200 || headers.has('set-cookie'))
      return
    const { pathname, search } = new URL(c.req.url)
    const asked = askedPage(
      { ...{ url: pathname + search, baseUrl, locale: locale() }, cookie: c.req.header('cookie') ?? '' },
      c.req.header('accept-encoding'),
    )
    if (!asked) return
    const html = await c.res.clone().text()
    const page: NewPage = { asked, work, html, headers: kept(headers) }
    void pages.keep(page, begun, Date.now()).catch(() => undefined)
  }

interface Asking {
  readonly url: string
  readonly baseUrl: string
  readonly cookie: string
  readonly locale: Locale
}

/** Undefined for whoever has a session, or cookies that nobody here has set. */
function askedPage(
  { url, baseUrl, cookie, locale }: Asking,
  encoding: string | undefined,
): AskedPage | undefined {
  if (cookie.length > LONGEST_COOKIE || ownCookie(cookie, 'session', baseUrl)) return undefined
  return { url, cookie, locale, encoding: encodingFor(encoding) }
}

const kept = (headers: Headers): Record<string, string> =>
  Object.fromEntries(
    [...headers].filter(([name]) => name !== 'content-length' && name !== 'content-encoding'),
  )

export interface Giving {
  readonly pages: KeptPages
  readonly baseUrl: string
  /** Counts who reads. */
  readonly note: (work: WorkId, visitor: string) => void
}

const OF_A_WORK = /^\/works\/[0-9]/

/** Sends a page that is kept, and says whether it did. Before everything else, on Node's own request. */
export function giveKept(
  { pages, baseUrl, note }: Giving,
  asked: IncomingMessage,
  answer: ServerResponse,
): boolean {
  const { url = '', method, headers } = asked
  if (method !== 'GET' || !OF_A_WORK.test(url) || headers.authorization !== undefined) return false
  const { cookie = '', 'accept-language': acceptLanguage } = headers
  if (url.includes('ui=')) return false
  const page = askedPage(
    { url, baseUrl, cookie, locale: localeOf(cookie, acceptLanguage) },
    headers['accept-encoding'] as string | undefined,
  )
  const found = page && pages.find(page, Date.now())
  if (!page || !found) return false
  const agent = headers['user-agent']
  const visitor = reads(agent, String(headers['sec-purpose'] ?? '')) && addressOf(asked)
  if (visitor) note(found.work, visitor)
  const known = headers['if-none-match']
    ?.split(',')
    .some((tag) => tag.trim().replace(/^W\//, '') === found.etag)
  if (known) answer.writeHead(304, [...found.headers])
  else answer.writeHead(200, [...found.headers, 'content-length', String(found.body.length)])
  answer.end(known ? undefined : found.body)
  return true
}

/** Browsers wish for languages in few ways: what was made of a wish is kept. */
const wishes = new Map<string, Locale>()
const MOST_WISHES = 1_000

function localeOf(cookie: string, acceptLanguage: string | undefined): Locale {
  const wish = `${cookie}\n${acceptLanguage ?? ''}`
  const known = wishes.get(wish)
  if (known) return known
  const chosen = chooseLocale({ cookie, acceptLanguage })
  if (wishes.size >= MOST_WISHES) wishes.clear()
  wishes.set(wish, chosen)
  return chosen
}

function addressOf(asked: IncomingMessage): string | undefined {
  const forwarded = asked.headers['x-forwarded-for']
  return addressAt(asked.socket.remoteAddress, Array.isArray(forwarded) ? forwarded.join(',') : forwarded)
}
