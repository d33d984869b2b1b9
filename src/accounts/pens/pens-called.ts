import { type SqlBool, sql } from 'kysely'
import type { PenNameId, PersonId } from '../../core/ids.ts'
import type { Db } from '../../storage/transaction.ts'
import { isOrphanAccount } from '../leaving/orphan-account.ts'
import { preferencesIn } from '../people/preferences.ts'
import { signature } from './signature.ts'

/** A pen name that somebody else may address: whoever has unlinked it is not found by it. */
export interface Called {
  readonly id: PenNameId
  readonly person: PersonId
  readonly account: string
  /** As it signs: `pen`, or `pen (account)`. */
  readonly name: string
  readonly takesInvitations: boolean
  readonly takesGifts: boolean
}

/**
 * Whom each of these names may mean: a pen name, which several accounts may share, or `pen (account)`. By the names as
 * they were given, in lower case.
 */
export async function pensCalled(
  db: Db,
  names: readonly string[],
): Promise<ReadonlyMap<string, readonly Called[]>> {
  const typed = [...new Set(names.map((name) => name.toLowerCase()))]
  const keys = [...new Set(typed.flatMap((name) => [name, penIn(name)]))]
  if (keys.length === 0) return new Map()
  const rows = await db
    .selectFrom('pen_names')
    .innerJoin('people', 'people.id', 'pen_names.person_id')
    .select(['pen_names.id', 'pen_names.name as pen', 'people.id as person', 'people.name as account'])
    .select(['preferences', 'standing'])
    .where(sql<SqlBool>`pen_names.name_key = any(${keys}::text[])`)
    .where('unlinked', '=', false)
    .where('email_verified', '=', true)
    .orderBy('people.name_key')
    .execute()
  const all = rows
    .filter(({ account }) => !isOrphanAccount({ name: account }))
    .map(({ id, pen, person, account, preferences, standing }) => {
      const { inviteCoCreator, giftsFromAnyone } = preferencesIn(preferences)
      const here = standing !== 'banned'
      const takes = { takesInvitations: here && inviteCoCreator, takesGifts: here && giftsFromAnyone }
      return { id, person, account, name: signature({ pen, account }), pen: pen.toLowerCase(), ...takes }
    })
  const called = (name: string) =>
    all.filter(({ pen, account }) => pen === name || `${pen} (${account.toLowerCase()})` === name)
  return new Map(typed.map((name) => [name, called(name)]))
}

/** `pen (account)` is of `pen`. */
const penIn = (name: string): string => name.replace(/ \([^()]*\)$/, '')
