import type { Member } from '../../core/actor.ts'
import type { Handler } from '../../web/app-env.ts'
import { AUTHENTICATION_TYPE, authenticationAt, authenticationDocument } from './authentication-document.ts'
import { type DeviceUse, personOfKey } from './device-keys.ts'

interface Carried {
  readonly use: DeviceUse
  readonly key: string
  readonly name?: string
}

/**
 * Whoever comes with a device's key instead of a session: an e-reader by HTTP Basic to the catalogue, its files and the
 * API; a feed reader by `?key=` to a feed; KOReader by its own headers to the places. A key opens no other address.
 */
export async function memberByKey(c: Handler): Promise<Member | undefined> {
  const carried = keyOf(c)
  return carried && personOfKey(c.var.deps.db, { ...carried, now: c.var.deps.now() })
}

/**
 * A program that sends a key which opens nothing is told so: with the guest's view an e-reader would show a catalogue
 * in which everything of its member's own is missing, and nobody would know why.
 */
export function isWrongKey(c: Handler): boolean {
  const { pathname } = new URL(c.req.url)
  const said = c.req.header('authorization')?.toLowerCase() ?? ''
  return OF_CATALOGUE.test(pathname) && !pathname.startsWith('/api/') && said.startsWith('basic')
}

/** Nothing here says whether there is such an account, or such a page: whoever has no key is asked for one. */
export async function askForKey(c: Handler): Promise<Response> {
  const { baseUrl, archive } = c.var.deps
  const at = authenticationAt(baseUrl)
  return c.body(authenticationDocument(baseUrl, (await archive()).name), 401, {
    'content-type': AUTHENTICATION_TYPE,
    'www-authenticate': 'Basic realm="Palimpsest", charset="UTF-8"',
    link: `<${at}>; rel="http://opds-spec.org/auth/document"; type="${AUTHENTICATION_TYPE}"`,
    'cache-control': 'no-store',
  })
}

function keyOf(c: Handler): Carried | undefined {
  const { pathname } = new URL(c.req.url)
  if (pathname.startsWith('/koreader/')) {
    const [name, key] = [c.req.header('x-auth-user'), c.req.header('x-auth-key')]
    return name && key ? { use: 'progress', name, key } : undefined
  }
  if (pathname.endsWith('.atom')) {
    const key = c.req.query('key')
    return key ? { use: 'feeds', key } : undefined
  }
  return OF_CATALOGUE.test(pathname) ? basic(c.req.header('authorization')) : undefined
}

/** What an e-reader asks for: lists, files, covers, pictures; and programs. */
const OF_CATALOGUE = /^\/(?:opds|downloads|images|icons|api)(?:\/|$)|^\/works\/[0-9]+\/cover[.]/

function basic(header: string | undefined): Carried | undefined {
  const given = header && /^basic ([a-z0-9+/=_-]+)$/i.exec(header)?.[1]
  if (!given) return undefined
  const said = Buffer.from(given, 'base64').toString('utf8')
  const at = said.indexOf(':')
  return at < 0 ? undefined : { use: 'catalogue', name: said.slice(0, at), key: said.slice(at + 1) }
}
