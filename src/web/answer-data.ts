import { hash } from 'node:crypto'
import { type Actor, GUEST } from '../core/actor.ts'
import { type Handler, sameSite } from './app-env.ts'
import { locale } from './say.ts'

/**
 * Who asks, as far as programs go. A page of another site that asks with a member's cookie is answered as a guest: what
 * members alone may read cannot be had through them.
 */
export const readerOf = (c: Handler): Actor => (c.var.byKey || sameSite(c) ? c.var.actor : GUEST)

/** Kept by whoever likes, but asked about each time: what was hidden a moment ago is not shown from a cache. */
const GUESTS_MAY_KEEP = 'public, no-cache'
const MEMBERS_MAY_KEEP = 'private, no-cache'
const TOLD_APART_BY = 'cookie, authorization, accept-language, origin, sec-fetch-site'

interface DataAnswer {
  readonly type: string
  readonly body: string
  /** Is there something in it that its creator has not given to machines? */
  readonly reserved: boolean
}

/** Sends it, or 304 to whoever has it already. `seen` says since when it has been so. */
export function answerData(c: Handler, seen: Seen, { type, body, reserved }: DataAnswer): Response {
  const actor = readerOf(c)
  const whose = actor.type === 'member' ? String(actor.id) : ''
  // Of one reader: what one has kept is never said to be what another would get.
  const etag = `"${hash('sha256', `${whose}\n${body}`, 'base64url').slice(0, 27)}"`
  const since = seen(`${whose} ${locale()} ${c.req.url}`, etag, c.var.deps.now())
  forGuests(c)
  c.header('etag', etag)
  c.header('last-modified', since.toUTCString())
  c.header('cache-control', actor.type === 'guest' ? GUESTS_MAY_KEEP : MEMBERS_MAY_KEEP)
  c.header('vary', TOLD_APART_BY)
  c.header('content-language', locale())
  c.header('tdm-reservation', reserved ? '1' : '0')
  if (isKnown(c, etag, since)) return c.body(null, 304)
  return c.body(body, 200, { 'content-type': type })
}

/** What every guest may read, scripts of other sites may. */
export function forGuests(c: Handler): void {
  if (readerOf(c).type !== 'guest') return
  c.header('access-control-allow-origin', '*')
  c.header('access-control-expose-headers', 'etag, last-modified, tdm-reservation')
}

function isKnown(c: Handler, etag: string, since: Date): boolean {
  const tags = c.req.header('if-none-match')
  if (tags !== undefined)
    return tags.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')))
  // This very date: one that a reader's own clock made would hold for ever, or past another program's answer.
  return Date.parse(c.req.header('if-modified-since') ?? '') === since.getTime()
}

/** Since when an address has been answered with this tag. */
export type Seen = (address: string, etag: string, now: Date) => Date

const MOST_SEEN = 1_000

/**
 * No row of the database tells when a list last changed (a work taken out of it leaves nothing behind), so the answers
 * do: the moment one of these tags was first given. What is forgotten is merely sent again.
 */
export function rememberSeen(): Seen {
  const seen = new Map<string, { readonly etag: string; readonly since: Date }>()
  return (address, etag, now) => {
    const known = seen.get(address)
    seen.delete(address)
    const kept = known?.etag === etag ? known : { etag, since: after(known?.since, now) }
    seen.set(address, kept)
    for (const oldest of seen.size > MOST_SEEN ? seen.keys().take(1) : []) seen.delete(oldest)
    return kept.since
  }
}

const SECOND_MS = 1_000

/** In whole seconds, as the header has them, and never twice the same. */
function after(last: Date | undefined, now: Date): Date {
  const second = Math.floor(now.getTime() / SECOND_MS) * SECOND_MS
  return new Date(last ? Math.max(second, last.getTime() + SECOND_MS) : second)
}
