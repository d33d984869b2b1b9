import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Actor, Member } from '../../core/actor.ts'
import type { PenNameId, PersonId } from '../../core/ids.ts'
import type { Db } from '../../storage/transaction.ts'
import { type Icon, iconOf } from './icon-address.ts'

/** A pen name as its person knows it. */
export interface PenName {
  readonly id: PenNameId
  readonly name: string
  /** Clean HTML, and as it was typed. */
  readonly about: string
  readonly aboutGiven: string
  readonly icon: Icon | null
  readonly isDefault: boolean
  /** Called like the account: renamed and deleted with it. */
  readonly isAccount: boolean
  readonly unlinked: boolean
  /** The address of one that is unlinked. */
  readonly code: string | null
}

/** One pen name of this person, by its name. */
export async function ownPenName(db: Db, { id }: Member, name: string): Promise<PenName | undefined> {
  const [found] = await penNamesWhere(
    db,
    sql`pen_names.person_id = ${id} and pen_names.name_key = lower(${name})`,
  )
  return found
}

/** All of this person's, the default first, then by name. */
export const ownPenNames = (db: Db, { id }: { readonly id: PersonId }): Promise<PenName[]> =>
  penNamesWhere(db, sql`pen_names.person_id = ${id}`)

/** Those that are shown to be this person's; to themselves, all. */
export const penNamesShown = (db: Db, actor: Actor, person: PersonId): Promise<PenName[]> =>
  penNamesWhere(
    db,
    actor.type === 'member' && actor.id === person
      ? sql`pen_names.person_id = ${person}`
      : sql`pen_names.person_id = ${person} and not unlinked`,
  )

/** One that is not shown to be anybody's, by its code; and whether it is the reader's own. */
export async function unlinkedPenName(db: Db, code: string): Promise<PenName | undefined> {
  if (holdsNul(code)) return undefined
  const [found] = await penNamesWhere(db, sql`pen_names.code = ${code} and unlinked`)
  return found
}

/** PostgreSQL's text can hold no such character, and no code does. */
const holdsNul = (code: string): boolean => code.includes('\0')

/** Where a pen name went that has been linked again: the account it is shown with. */
export async function linkedAgain(
  db: Db,
  code: string,
): Promise<{ readonly account: string; readonly pen: string } | undefined> {
  if (holdsNul(code)) return undefined
  return db
    .selectFrom('pen_names')
    .innerJoin('people', 'people.id', 'pen_names.person_id')
    .select(['people.name as account', 'pen_names.name as pen'])
    .where('code', '=', code)
    .where('unlinked', '=', false)
    .executeTakeFirst()
}

async function penNamesWhere(db: Db, which: RawBuilder<unknown>): Promise<PenName[]> {
  const rows = await db
    .selectFrom('pen_names')
    .innerJoin('people', 'people.id', 'pen_names.person_id')
    .select(['pen_names.id', 'pen_names.name', 'about', 'about_given', 'icon', 'icon_double', 'icon_alt'])
    .select(['is_default', 'unlinked', 'code'])
    .select(sql<boolean>`pen_names.name_key = people.name_key`.as('is_account'))
    .where(sql<SqlBool>`${which}`)
    .orderBy('is_default', 'desc')
    .orderBy('pen_names.name_key')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    about: row.about,
    aboutGiven: row.about_given ?? '',
    icon: iconOf(row),
    isDefault: row.is_default,
    isAccount: row.is_account,
    unlinked: row.unlinked,
    code: row.unlinked ? row.code : null,
  }))
}
