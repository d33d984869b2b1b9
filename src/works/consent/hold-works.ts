import { findByLogin, knownPenNames, usualPenName } from '../../accounts/index.ts'
import type { Member } from '../../core/actor.ts'
import type { PenNameId, WorkId } from '../../core/ids.ts'
import { type Db, inTransaction, type Transaction } from '../../storage/transaction.ts'
import { bareName } from '../bare-name.ts'
import { claimsIn, handOver } from './claims.ts'
import type { Leave } from './leave-form.ts'
import { type PublishByPermission, publishByPermission } from './publish-copy.ts'
import { refusalsOf } from './refused-addresses.ts'

/** Where the writers of a rescued archive can be reached, by their names there in small letters. */
export type Writers = ReadonlyMap<string, string>

interface Holding {
  readonly id: WorkId
  readonly leave: Leave
  readonly writers: Writers
  /** The run: who is written to is written to once for all of it. */
  readonly batch: string
  readonly archivist: PenNameId | null
  readonly archive: string
  readonly baseUrl: string
  readonly now: Date
}

type Held = 'held' | Extract<PublishByPermission, string>

/**
 * A kept copy of a run that a keeper brought in by the leave of others: posted under the names it came with. A writer
 * whose address belongs to an account here has it at once, without the keeper; all others may claim it.
 */
export async function holdWork(db: Db, by: Member, holding: Holding): Promise<Held> {
  const { id, leave, writers, batch, archivist } = holding
  const outcome = await publishByPermission(db, by, {
    ...{ id, ...leave, batch, archivist, mailTo: null },
    ...{ archive: holding.archive, baseUrl: holding.baseUrl, now: holding.now },
    addressOf: (name) => writers.get(bareName(name).toLowerCase()) ?? null,
  })
  if (typeof outcome === 'string') return outcome
  await inTransaction(db, (trx) => creditMembers(trx, by, holding))
  return 'held'
}

async function creditMembers(trx: Transaction, by: Member, { id, batch, now }: Holding): Promise<void> {
  for (const claim of await claimsIn(trx, { work: id, batch })) {
    const member = claim.sentTo ? await findByLogin(trx, claim.sentTo) : undefined
    if (!member) continue
    const penId = await penOf(trx, member, claim.creator)
    if (penId !== undefined) await handOver(trx, { claim, to: member, penId, now, decidedBy: by })
  }
}

/** The pen name that is called the same, or the one they mostly use. */
async function penOf(trx: Transaction, member: Member, name: string): Promise<PenNameId | undefined> {
  const known = await knownPenNames(trx, member.id)
  return known.get(bareName(name).toLowerCase()) ?? known.get((await usualPenName(trx, member)).toLowerCase())
}

/** Does one of these names belong to somebody who wants nothing of theirs here? */
export async function isUnwanted(db: Db, names: readonly string[], writers: Writers): Promise<boolean> {
  const addresses = names.flatMap((name) => writers.get(bareName(name).toLowerCase()) ?? [])
  return [...(await refusalsOf(db, addresses)).values()].includes('imports')
}
