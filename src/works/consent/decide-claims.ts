import { sql } from 'kysely'
import { makeInvitations, orphanAccount, orphanPenName } from '../../accounts/index.ts'
import type { Transaction } from '../../storage/transaction.ts'
import { type Db, inTransaction } from '../../storage/transaction.ts'
import { bareName } from '../bare-name.ts'
import { rewriteRevisions } from '../leaving/rewrite-revisions.ts'
import { byLink, type ClaimRow, endClaims, handOver, type Link, lockClaim } from './claims.ts'
import { type AddressRefusal, refuseAddress } from './refused-addresses.ts'

interface Deciding {
  readonly now: Date
}

/** Whoever holds the link gives the work up: it stays, under their name or nobody's, and no account has it. */
export async function orphanByClaim(
  db: Db,
  link: Link,
  { keepName, now }: Deciding & { readonly keepName: boolean },
): Promise<'orphaned' | 'no-such-claim'> {
  return inTransaction(db, async (trx) => {
    const claim = await lockClaim(trx, byLink(link))
    if (!claim) return 'no-such-claim'
    const to = await orphanAccount(trx)
    const penId = await orphanPenName(trx, keepName ? bareName(claim.creator) : undefined)
    await handOver(trx, { claim, to, penId, now, outcome: 'orphaned' })
    if (!keepName) await forgetName(trx, claim, to.name)
    return 'orphaned'
  })
}

/** The address it was first posted at names its creator as surely as a byline, and so does what it was before. */
async function forgetName(trx: Transaction, { workId, creator }: ClaimRow, instead: string): Promise<void> {
  const none = { origin_url: null, origin_archive: null }
  await trx.updateTable('works').set(none).where('id', '=', workId).execute()
  const names = new Map([[creator.toLowerCase(), instead]])
  await rewriteRevisions(trx, workId, { names, dropOrigin: true })
  await sql`update claims set creator = '' where work_id = ${workId} and creator = ${creator}`.execute(trx)
  await sql`update held_permissions set given_by = ''
    where work_id = ${workId} and lower(given_by) = lower(${creator})`.execute(trx)
}

/** Where one joins by invitation: the one that goes with this link, made when it is first asked for. */
export async function inviteByClaim(
  db: Db,
  link: Link,
  { now }: Deciding,
): Promise<string | 'no-such-claim'> {
  return inTransaction(db, async (trx) => {
    const claim = await lockClaim(trx, byLink(link))
    if (!claim) return 'no-such-claim'
    const { sent_to: to, invitation } = await trx
      .selectFrom('claims')
      .select(['sent_to', 'invitation'])
      .where('id', '=', claim.id)
      .executeTakeFirstOrThrow()
    if (invitation) return invitation
    const [code] = await makeInvitations(trx, { person: null, count: 1, now })
    if (!code) throw new Error('an invitation for a claim was not made')
    // One for the letter, however many works it tells of.
    const same = to === null ? sql<boolean>`id = ${claim.id}` : sql<boolean>`sent_to = ${to}`
    await trx.updateTable('claims').set({ invitation: code }).where(same).execute()
    return code
  })
}

/** They leave it as it is. */
export async function declineClaim(
  db: Db,
  link: Link,
  { now }: Deciding,
): Promise<'declined' | 'no-such-claim'> {
  return inTransaction(db, async (trx) => {
    const claim = await lockClaim(trx, byLink(link))
    if (!claim) return 'no-such-claim'
    await endClaims(trx, claim, { outcome: 'declined', person: null, decidedBy: null, now })
    return 'declined'
  })
}

/** No more letters, or nothing of theirs again: for the address that the link was sent to. */
export async function refuseByClaim(
  db: Db,
  link: Link,
  { refuses, now }: Deciding & { readonly refuses: AddressRefusal },
): Promise<'refused' | 'no-such-claim'> {
  return inTransaction(db, async (trx) => {
    const claim = await lockClaim(trx, byLink(link))
    if (!claim?.sentTo) return 'no-such-claim'
    await refuseAddress(trx, claim.sentTo, { refuses, by: null, now })
    return 'refused'
  })
}
