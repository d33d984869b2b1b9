import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import type { Logger } from 'pino'
import type { Actor } from '../core/actor.ts'
import type { WorkId } from '../core/ids.ts'
import type { FileStore } from '../storage/file-store.ts'
import type { Db } from '../storage/transaction.ts'
import type { Joining, Page } from './page.ts'
import { ownCookie } from './session-cookie.ts'

/** What the program hands to every module. */
export interface Deps {
  readonly db: Db
  readonly now: () => Date
  /** Without a trailing slash. */
  readonly baseUrl: string
  readonly dataDir: string
  /** What is too large for the database. */
  readonly files: FileStore
  /** Bytes of pictures that one person may keep. */
  readonly imageRoom: number
  readonly log: Logger
  /** Of this archive; never leaves the server. */
  readonly secret: string
  readonly archive: () => Promise<ArchiveFacts>
}

export interface ArchiveFacts {
  readonly name: string
  readonly about: string
  /** It has an owner. */
  readonly ready: boolean
  /** Who may join it. */
  readonly joining: Joining
  /** Site skins that everybody may wear. */
  readonly skins: NonNullable<Page['skins']>
}

export interface Env {
  Variables: {
    readonly deps: Deps
    actor: Actor
    page: Page
    /** Who asks is a program with its person's key for it (accounts/devices). */
    byKey?: boolean
    /** The work whose page this is, where each guest may have the same from memory (kept-pages.ts). */
    keeps?: WorkId
  }
}

export type Handler = Context<Env>

/** The browser at the door: what a session is begun for, and known by. */
export const visitOf = (c: Handler) => ({
  baseUrl: c.var.deps.baseUrl,
  cookie: c.req.header('cookie'),
  userAgent: c.req.header('user-agent'),
  now: c.var.deps.now(),
})

/** The token a form carries: bound to the session, or to nobody for a guest (then Origin alone protects). */
export function csrfToken(
  { secret, baseUrl }: Pick<Deps, 'secret' | 'baseUrl'>,
  cookie: string | undefined,
): string {
  const session = ownCookie(cookie, 'session', baseUrl) ?? 'guest'
  return createHmac('sha256', secret).update(`csrf ${session}`).digest('base64url')
}

const TOKEN_BYTES = 32

/**
 * The same token in another shape for each page. Pages are compressed, and their length tells whether what a stranger
 * had them repeat (a search) is like something else in them, letter by letter (BREACH); what is never twice the same
 * cannot be guessed so.
 */
export function maskedToken(token: string, pad: Buffer = randomBytes(TOKEN_BYTES)): string {
  const bare = Buffer.from(token, 'base64url')
  return Buffer.concat([pad, over(bare, pad)]).toString('base64url')
}

/** What a page's token stands for; one that was never masked stands for itself. */
export function bareToken(given: string): string {
  const bytes = Buffer.from(given, 'base64url')
  if (bytes.length !== 2 * TOKEN_BYTES) return given
  return over(bytes.subarray(TOKEN_BYTES), bytes.subarray(0, TOKEN_BYTES)).toString('base64url')
}

const over = (bytes: Buffer, pad: Buffer): Buffer =>
  Buffer.from(bytes.map((byte, at) => byte ^ (pad[at] ?? 0)))

/**
 * Refuses a change that did not come from a form of ours: by the browser's own word (Sec-Fetch-Site, Origin), and by
 * the token. `tokenOf` reads it from the body; a streamed body carries it in the address.
 */
export function sameSite(c: Context<Env>): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site && site !== 'same-origin' && site !== 'none') return false
  const origin = c.req.header('origin')
  if (!origin || origin === 'null') return origin !== 'null'
  const host = hostOf(origin)
  return host !== undefined && (host === c.req.header('host') || host === hostOf(c.var.deps.baseUrl))
}

function hostOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).host : undefined
}

export function validToken(c: Context<Env>, token: unknown): boolean {
  const expected = Buffer.from(bareToken(c.var.page.csrf))
  const given = Buffer.from(bareToken(typeof token === 'string' ? token : ''))
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** The fields of a form as strings; a repeated field gives its last, a file gives nothing. */
export async function formOf(c: Context<Env>): Promise<Record<string, string>> {
  const form = await c.req.parseBody()
  const fields = Object.entries(form).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return Object.fromEntries(
    fields.map(([name, value]) => [name, value.toWellFormed().replaceAll('\u0000', '')]),
  )
}

/** The same with every value of a repeated field, as it was typed. Names that are asked for once are strings. */
export async function typedOf(c: Context<Env>): Promise<Record<string, string | readonly string[]>> {
  const form = await c.req.parseBody({ all: true })
  const tidy = (value: string): string => value.toWellFormed().replaceAll('\u0000', '')
  return Object.fromEntries(
    Object.entries(form).flatMap(([name, value]) => {
      const all = [value].flat().filter((one) => typeof one === 'string')
      const [first] = all
      if (first === undefined) return []
      return [[name, all.length === 1 ? tidy(first) : all.map(tidy)]]
    }),
  )
}

/** A file that a form sent, or none: an empty field sends a file without a name and content. */
export async function fileOf(c: Context<Env>, field: string): Promise<Buffer | null> {
  const sent = (await c.req.parseBody())[field]
  return sent instanceof File && sent.size > 0 ? Buffer.from(await sent.arrayBuffer()) : null
}

/** A path on this archive to go back to, or the front page: never another site. */
export function pathBack(path: string | undefined): string {
  // Browsers drop tabs and line ends from an address before they read it: `/<tab>/evil.example` is another site.
  return path && /^\/(?!\/)[^\\\u0000-\u001f]*$/.test(path) ? path : '/'
}

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' https:",
  'media-src https:',
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** On every answer, whatever made it. Not by `c.header`, which makes an answer that is there anew: 0.1 ms a header. */
export const securityHeaders: MiddlewareHandler<Env> = async (c, next) => {
  await next()
  const { headers } = c.res
  if (!headers.has('content-security-policy')) headers.set('content-security-policy', POLICY)
  // TDMRep (W3C community report): what nobody has given to machines is reserved. A handler says 0 where a creator has.
  if (!headers.has('tdm-reservation')) headers.set('tdm-reservation', '1')
  if (headers.get('tdm-reservation') === '1') headers.append('x-robots-tag', 'noai, noimageai')
  headers.set('x-content-type-options', 'nosniff')
  headers.set('x-frame-options', 'DENY')
  headers.set('referrer-policy', 'strict-origin-when-cross-origin')
  headers.set('cross-origin-opener-policy', 'same-origin')
  headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=(), browsing-topics=()')
  if (!headers.has('cache-control')) {
    headers.set(
      'cache-control',
      c.get('actor')?.type === 'member' ? 'private, no-store' : 'private, no-cache',
    )
    headers.append('vary', 'cookie, accept-language')
  }
}
