import { type SqlBool, sql } from 'kysely'
import type { PersonId } from '../../core/ids.ts'
import type { Db } from '../../storage/transaction.ts'

/** AO3's rule for account names: 3 to 40 letters, digits and underscores. */
export const ACCOUNT_NAME = /^[A-Za-z0-9_]{3,40}$/

/** Names that speak for the archive, and words that stand after /users/ in an address. */
const RESERVED = `
admin administrator archive archivist keeper keepers owner moderator moderators mod mods staff team official
support help helpdesk abuse security system root webmaster postmaster hostmaster noreply no_reply info contact legal
palimpsest wrangler wranglers tag_wrangler orphan_account anonymous nobody guest unknown deleted everyone someone
null undefined true false me you self new edit login log_in logout log_out signup sign_up join register confirmation
confirm password passwords passphrase session sessions settings preferences profile search users user people pseuds
works series tags invitations invite invite_requests activate delete unlock auth two_factor passkeys
`
  .trim()
  .split(/\s+/)

/**
 * What a reader sees at a glance: names of the same look are taken for one another. 0 looks like o; 1 and i like
 * l (a capital I does, so a small one counts as it); underscores at an end, or several in a row, are overlooked; capitals
 * make no difference. `_ana_` looks like `Ana`, `BiII` like `bill`; but `ana_maria` and `anamaria` are two.
 */
export const lookOf = (name: string): string =>
  name.toLowerCase().replaceAll('0', 'o').replace(/[1i]/g, 'l').replace(/_+/g, '_').replace(/^_|_$/g, '')

const RESERVED_LOOKS: ReadonlySet<string> = new Set(RESERVED.map(lookOf))

export type NameFault = 'bad-name' | 'reserved-name' | 'name-taken' | 'looks-like-another'

/** May this be an account's name? `except`: whose own names do not stand in the way, when they change it. */
export async function nameFault(
  db: Db,
  { name, now, except }: { readonly name: string; readonly now: Date; readonly except?: PersonId },
): Promise<NameFault | undefined> {
  if (!ACCOUNT_NAME.test(name)) return 'bad-name'
  if (RESERVED_LOOKS.has(lookOf(name))) return 'reserved-name'
  const others = await namesLike(db, name, now, except)
  if (others.some((other) => other.toLowerCase() === name.toLowerCase())) return 'name-taken'
  return others.length > 0 ? 'looks-like-another' : undefined
}

const REMEMBERED_MS = 90 * 24 * 60 * 60 * 1_000

/** Of accounts, and names they gave up a short while ago: nobody may slip into what others still remember. */
async function namesLike(db: Db, name: string, now: Date, except?: PersonId): Promise<string[]> {
  const here = await db
    .selectFrom('people')
    .select('name')
    .where(sql<SqlBool>`(name_look = ${lookOf(name)} or name_key = lower(${name}))`)
    .where(sql<SqlBool>`id is distinct from ${except ?? null}::integer`)
    .execute()
  const before = await db
    .selectFrom('past_names')
    .select('name')
    .where('until', '>', new Date(now.getTime() - REMEMBERED_MS))
    .where(sql<SqlBool>`lower(name) = lower(${name})`)
    .where(sql<SqlBool>`person_id is distinct from ${except ?? null}::integer`)
    .execute()
  return [...[...here, ...before].map((row) => row.name), ...((await isLeft(db, name, now)) ? [''] : [])]
}

/** Of an account that is gone: what is kept tells nobody what it was called. */
async function isLeft(db: Db, name: string, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom('left_names')
    .select('until')
    .where('until', '>', now)
    .where(sql<SqlBool>`look_hash = sha256(salt || convert_to(${lookOf(name)}, 'UTF8'))`)
    .executeTakeFirst()
  return row !== undefined
}
