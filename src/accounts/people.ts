import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Member } from '../core/actor.ts'
import type { PersonId } from '../core/ids.ts'
import type { Db } from '../storage/transaction.ts'
import { preferencesIn } from './people/preferences.ts'

/** By the account's name alone: no page may tell whose address somebody guessed. */
export async function findPerson(db: Db, name: string): Promise<Member | undefined> {
  return personWhere(db, sql<SqlBool>`name_key = lower(${name})`)
}

/** By what a person logs in with. */
export async function findByLogin(db: Db, nameOrEmail: string): Promise<Member | undefined> {
  return personWhere(db, sql<SqlBool>`name_key = lower(${nameOrEmail}) or email = lower(${nameOrEmail})`)
}

async function personWhere(db: Db, which: RawBuilder<SqlBool>): Promise<Member | undefined> {
  const row = await db.selectFrom('people').select(['id', 'name', 'role']).where(which).executeTakeFirst()
  return row && { type: 'member', ...row }
}

/** The account the archive belongs to, once there is one. */
export async function findOwner(db: Db): Promise<Member | undefined> {
  const row = await db
    .selectFrom('people')
    .select(['id', 'name', 'role'])
    .where('role', '=', 'owner')
    .orderBy('id')
    .executeTakeFirst()
  return row && { type: 'member', ...row }
}

interface Profile {
  readonly name: string
  readonly joined: Date
  /** Those that are shown to be theirs. */
  readonly penNames: readonly string[]
}

export async function profileOf(db: Db, name: string): Promise<Profile | undefined> {
  const row = await db
    .selectFrom('people')
    .select(['people.name', 'people.created_at'])
    .select(
      sql<
        string[]
      >`array(select pen_names.name from pen_names where person_id = people.id and not unlinked order by id)`.as(
        'penNames',
      ),
    )
    .where(sql<SqlBool>`name_key = lower(${name})`)
    .where('email_verified', '=', true)
    .executeTakeFirst()
  return row && { name: row.name, joined: row.created_at, penNames: row.penNames }
}

export async function findPersonById(db: Db, id: PersonId): Promise<Member | undefined> {
  const row = await db
    .selectFrom('people')
    .select(['id', 'name', 'role'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row && { type: 'member', ...row }
}

/** Makes an account the owner of the archive. */
export async function giveArchive(db: Db, to: PersonId): Promise<void> {
  await db.updateTable('people').set({ role: 'owner' }).where('id', '=', to).execute()
}

/** Where mails to these people go. For mails alone: no page shows an address. */
export async function addressesOf(db: Db, people: readonly PersonId[]): Promise<string[]> {
  if (!people.length) return []
  const rows = await db
    .selectFrom('people')
    .select('email')
    .where('id', 'in', [...people])
    .orderBy('id')
    .execute()
  return rows.map((row) => row.email)
}

interface Mailbox {
  readonly person: PersonId
  readonly name: string
  readonly to: string
  /** The language of their interface, where they chose one. */
  readonly locale: string
  readonly wantsGifts: boolean
}

/** Where mails to these people go, and in which language: for mails alone. */
export async function mailboxes(db: Db, people: readonly PersonId[]): Promise<Mailbox[]> {
  if (!people.length) return []
  const rows = await db
    .selectFrom('people')
    .select(['id', 'name', 'email', 'preferences'])
    .where('id', 'in', [...people])
    .where('email_verified', '=', true)
    .where('standing', '<>', 'banned')
    .orderBy('id')
    .execute()
  return rows.map(({ id, name, email, preferences }) => {
    const { language, mailGifts } = preferencesIn(preferences)
    return { person: id, name, to: email, locale: language || 'en', wantsGifts: mailGifts }
  })
}
