import type { Member } from '../../core/actor.ts'
import type { Handler } from '../../web/app-env.ts'
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
export const isWrongKey = (c: Handler): boolean =>
  OF_READER.test(new URL(c.req.url).pathname) && /^basic(?: |$)/i.test(c.req.header('authorization') ?? '')

const OF_READER = /^\/(?:opds|downloads|images|icons)(?:\/|$)|^\/works\/[0-9]+\/cover[.]/

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
