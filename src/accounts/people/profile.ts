import { type SqlBool, sql } from 'kysely'
import type { Actor, Member } from '../../core/actor.ts'
import type { PersonId } from '../../core/ids.ts'
import { cleanHtml, settledText } from '../../prose/index.ts'
import type { Db } from '../../storage/transaction.ts'

export interface PublicProfile {
  readonly id: PersonId
  readonly name: string
  readonly joined: Date
  readonly title: string
  /** Clean HTML. */
  readonly text: string
  /** Linked to the account, the default one first. */
  readonly penNames: readonly string[]
  /** Which pen name stands for the person where only one can. */
  readonly penName: string
  /** They wish not to be found by search engines. */
  readonly indexed: boolean
}

/**
 * What everyone may know of a person: never their address, never a pen name that is not linked. Who has not confirmed
 * their address yet is not here.
 */
export async function publicProfile(db: Db, name: string): Promise<PublicProfile | undefined> {
  const row = await db
    .selectFrom('people')
    .select(['id', 'name', 'created_at', 'profile_title', 'profile_text'])
    .select(sql<boolean>`coalesce((preferences ->> 'hideFromSearch')::boolean, false)`.as('unlisted'))
    .select(PEN_NAMES.as('pens'))
    .where(sql<SqlBool>`name_key = lower(${name})`)
    .where('email_verified', '=', true)
    .executeTakeFirst()
  if (!row) return undefined
  const [first] = row.pens
  return {
    id: row.id,
    name: row.name,
    joined: row.created_at,
    title: row.profile_title,
    text: row.profile_text,
    penNames: row.pens.map((pen) => pen.name),
    penName: first?.name ?? row.name,
    indexed: !row.unlisted,
  }
}

const PEN_NAMES = sql<{ readonly name: string }[]>`(select coalesce(
    json_agg(json_build_object('name', pen_names.name) order by is_default desc, pen_names.id), '[]')
  from pen_names where pen_names.person_id = people.id and not unlinked)`

interface ProfileForm {
  readonly title: string
  readonly text: string
}

/** As it was typed. */
export async function givenProfile(db: Db, { id }: Member): Promise<ProfileForm> {
  const row = await db
    .selectFrom('people')
    .select(['profile_title', 'profile_text', 'profile_given'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return { title: row.profile_title, text: row.profile_given ?? row.profile_text }
}

export const LONGEST_PROFILE_TITLE = 255
export const LONGEST_PROFILE_TEXT = 2_000
export type ProfileFault = 'long-title' | 'long-text'

/** Empty parts vanish. No mail is sent. */
export async function writeProfile(
  db: Db,
  { id }: Member,
  { title, text }: ProfileForm,
): Promise<'written' | ProfileFault> {
  const plain = title.replace(/\s+/g, ' ').trim()
  if ([...plain].length > LONGEST_PROFILE_TITLE) return 'long-title'
  if ([...text].length > LONGEST_PROFILE_TEXT) return 'long-text'
  const clean = cleanHtml(settledText(text), 'notes').trim()
  await db
    .updateTable('people')
    .set({ profile_title: plain, profile_text: clean, profile_given: clean ? text : null })
    .where('id', '=', id)
    .execute()
  return 'written'
}

export const isOwn = (actor: Actor, name: string): actor is Member =>
  actor.type === 'member' && actor.name.toLowerCase() === name.toLowerCase()
