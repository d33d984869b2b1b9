import type { Db } from '../../storage/transaction.ts'
import { isEmailAddress } from './email-address.ts'
import { type NameFault, nameFault } from './names.ts'
import { type PassphraseFault, passphraseFault } from './passphrases.ts'

export type JoinField = 'name' | 'email' | 'password' | 'again' | 'age' | 'data' | 'terms'

/** What the form to join says; of all that a browser may send, nothing else is looked at. */
export interface JoinWish {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly again: string
  readonly age: boolean
  readonly data: boolean
  readonly terms: boolean
}

export type JoinFault = NameFault | 'bad-email' | PassphraseFault | 'unequal' | 'not-ticked'
export type JoinFaults = Readonly<Partial<Record<JoinField, JoinFault>>>

export function wishOf(form: Readonly<Record<string, string>>): JoinWish {
  const { name = '', email = '', password = '', again = '' } = form
  const ticked = (field: JoinField): boolean => form[field] === 'on'
  return {
    ...{ name: name.trim(), email: email.trim(), password, again },
    ...{ age: ticked('age'), data: ticked('data'), terms: ticked('terms') },
  }
}

/** Everything that is wrong, at once. That an address has an account is no fault: nobody is told. */
export async function faultsOf(
  db: Db,
  wish: JoinWish,
  { archive, now }: { readonly archive: string; readonly now: Date },
): Promise<JoinFaults> {
  const { name, email, password, again } = wish
  const found: Record<JoinField, JoinFault | undefined> = {
    name: await nameFault(db, { name, now }),
    email: isEmailAddress(email) ? undefined : 'bad-email',
    password: passphraseFault(password, [name, email, archive]),
    again: password === again ? undefined : 'unequal',
    ...{ age: tick(wish.age), data: tick(wish.data), terms: tick(wish.terms) },
  }
  return Object.fromEntries(Object.entries(found).filter(([, fault]) => fault !== undefined))
}

const tick = (ticked: boolean): JoinFault | undefined => (ticked ? undefined : 'not-ticked')
