import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Member } from '../../core/actor.ts'
import { type Db, inTransaction, type Transaction } from '../../storage/transaction.ts'
import { makeAccount, type NewAccount } from '../join.ts'
import { hashPassphrase } from '../passphrase-hash.ts'
import { useInvitation } from './invitations.ts'
import { faultsOf, type JoinFaults, type JoinWish } from './join-wish.ts'
import { mailAlreadyHere, mailConfirmation, type Writing } from './joining-mails.ts'
import { lookOf, nameFault } from './names.ts'
import { forgetUnconfirmed } from './unconfirmed.ts'

type Opened = 'mailed' | 'invitation-used' | 'invitation-unknown' | { readonly faults: JoinFaults }

/** Makes an account that waits for the link in its mail to be opened. `code`: the invitation it is made with. */
export async function openAccount(
  db: Db,
  {
    wish,
    code,
    writing,
  }: { readonly wish: JoinWish; readonly code: string | null; readonly writing: Writing },
): Promise<Opened> {
  await inTransaction(db, (trx) => forgetUnconfirmed(trx, writing.now))
  const faults = await faultsOf(db, wish, writing)
  if (Object.keys(faults).length > 0) return { faults }
  const hash = await hashPassphrase(wish.password)
  const { name, email } = wish
  return inTransaction(db, async (trx) => {
    const account: NewAccount = {
      ...{ name, email: email.toLowerCase(), hash, role: 'member', confirmed: false },
      madeAt: writing.now,
    }
    const made = await makeWithName(trx, account, writing)
    if ('faults' in made) return made
    const used = code === null ? 'used' : await useInvitation(trx, code, made.id, writing.now)
    if (used !== 'used') {
      await trx.deleteFrom('people').where('id', '=', made.id).execute()
      return used === 'unknown' ? 'invitation-unknown' : 'invitation-used'
    }
    await mailWhatIsSo(trx, writing, account.email)
    return 'mailed'
  })
}

/** One at a time where names look alike: of two at once that would be taken for one another, one is told. */
async function makeWithName(
  trx: Transaction,
  account: NewAccount,
  writing: Writing,
): Promise<Member | { readonly faults: JoinFaults }> {
  await sql`select pg_advisory_xact_lock(hashtext(${lookOf(account.name)}))`.execute(trx)
  const fault = await nameFault(trx, { name: account.name, now: writing.now })
  if (fault) return { faults: { name: fault } }
  const made = await makeAccount(trx, account)
  const named = made === 'taken' ? await makeAccount(trx, standIn(account)) : made
  return named === 'taken' ? { faults: { name: 'name-taken' } } : named
}

/**
 * When the address has an account. So that nobody can tell, the name is taken and the invitation used as if it had none,
 * by an account that can never be confirmed and is forgotten with the others; only the mail says what is so.
 */
const standIn = (account: NewAccount): NewAccount => ({
  ...account,
  email: `${randomUUID()}@stand-in.invalid`,
})

/** To the account of this address: the one made just now, or one that was there. */
async function mailWhatIsSo(trx: Transaction, writing: Writing, email: string): Promise<void> {
  const there = await trx
    .selectFrom('people')
    .select(['id', 'name', 'email', 'email_verified as confirmed'])
    .where('email', '=', email)
    .executeTakeFirstOrThrow()
  await (there.confirmed ? mailAlreadyHere : mailConfirmation)(trx, writing, there)
}
