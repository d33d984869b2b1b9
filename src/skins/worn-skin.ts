import type { Actor } from '../core/actor.ts'
import { parseSkinId, type SkinId } from '../core/ids.ts'
import type { Db } from '../storage/transaction.ts'
import type { PageSkin } from '../web/page.ts'
import { cookieValue } from '../web/settings.ts'
import { chainOf } from './parents.ts'
import { seenBy, wearableBy } from './scopes.ts'
import { sheetHref, stampOf } from './sheets.ts'

const COOKIE = 'site_skin'
export const NONE = 'none'

interface Wearing {
  /** `?site_skin=`: for this page alone. */
  readonly asked: string | undefined
  readonly cookie: string | undefined
  /** Of the account. */
  readonly own: SkinId | null
}

/**
 * The skin a page is to wear: asked for in the address, chosen for as long as the browser is open, or the account's. One
 * that is gone, or no longer everybody's, leaves the archive's own look. Who wears none costs no question.
 */
export async function skinWorn(db: Db, actor: Actor, wearing: Wearing): Promise<PageSkin | undefined> {
  const { asked, own } = wearing
  const chosen = cookieValue(wearing.cookie, COOKIE)
  if (asked === NONE) return undefined
  const tried = parseSkinId(asked ?? '')
  const looked = tried && (await pageSkin(db, tried, seenBy(actor)))
  if (looked) return looked
  const id = parseSkinId(chosen ?? '')
  const worn = id && (await pageSkin(db, id, wearableBy(actor)))
  if (worn || chosen === NONE || own === null) return worn
  return pageSkin(db, own, wearableBy(actor))
}

async function pageSkin(
  db: Db,
  id: SkinId,
  scope: ReturnType<typeof wearableBy>,
): Promise<PageSkin | undefined> {
  const there = await db
    .selectFrom('skins')
    .select('id')
    .where('id', '=', id)
    .where('kind', '=', 'site')
    .where(scope)
    .executeTakeFirst()
  if (!there) return undefined
  const chain = await chainOf(db, id)
  return {
    id,
    href: sheetHref(id, stampOf(chain)),
    replaces: chain.some(({ role }) => role === 'replace'),
  }
}

/** A `Set-Cookie` value, for as long as the browser is open; null forgets what was chosen. */
export const wornCookie = (skin: SkinId | typeof NONE | null): string =>
  `${COOKIE}=${skin ?? ''}; Path=/; SameSite=Lax; HttpOnly${skin === null ? '; Max-Age=0' : ''}`
