import { randomBytes } from 'node:crypto'
import { findOwner, findPerson, giveArchive } from '../accounts/index.ts'
import type { Config } from '../core/config.ts'
import { type Db, inTransaction } from '../storage/transaction.ts'
import { nameArchive } from './archive.ts'
import { fillSample, SAMPLE_PASSWORD } from './fill-sample.ts'

export interface OpenedSample {
  readonly works: number
  /** Null when it was said at an earlier start. */
  readonly password: string | null
}

const OWNER = 'moderator'

/**
 * Fills an archive that has no owner with the sample, and gives it to the sample's moderator. An archive that belongs
 * to anybody else stays as it is. Where others can reach it, the accounts get a password that nobody else knows.
 */
export async function openSample({
  db,
  config,
}: {
  readonly db: Db
  readonly config: Config
}): Promise<OpenedSample | undefined> {
  const owner = await findOwner(db)
  if (owner && owner.name !== OWNER) {
    console.log(
      `This archive belongs to ${owner.name}: the sample is only for an empty one, and was left out.`,
    )
    return undefined
  }
  const password = isAtHome(config.host) || owner ? SAMPLE_PASSWORD : randomBytes(9).toString('base64url')
  const { works } = await fillSample({ db, baseUrl: config.baseUrl, password })
  if (!owner) await giveAway(db)
  return { works, password: owner && !isAtHome(config.host) ? null : password }
}

async function giveAway(db: Db): Promise<void> {
  const moderator = await findPerson(db, OWNER)
  if (!moderator) throw new Error('opening the sample archive: nobody in it is called moderator')
  await inTransaction(db, async (trx) => {
    await giveArchive(trx, moderator.id)
    await nameArchive(trx, {
      name: 'The Lamplighters',
      about: 'Old stories told again, for looking around in.',
      now: new Date(),
    })
  })
}

const isAtHome = (host: string): boolean => /^(localhost|127\..*|::1)$/.test(host)
