import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '../../core/actor.ts'
import type { PersonId, WorkId } from '../../core/ids.ts'
import { tell } from '../../jobs/tell.ts'
import { type Db, inTransaction } from '../../storage/transaction.ts'
import type { BundleFormat, Shape } from './bundle-kinds.ts'

/** Many works as one file, as its person sees it. */
export interface Bundle {
  readonly id: string
  readonly person: PersonId | null
  readonly title: string
  /** The page it was asked for on. */
  readonly path: string
  readonly shape: Shape
  readonly format: BundleFormat
  readonly works: readonly WorkId[]
  readonly standing: 'waiting' | 'running' | 'done' | 'failed'
  readonly done: number
  /** The works that are in the file. */
  readonly held: readonly WorkId[]
  /** Not in it because this reader may not have them as files. */
  readonly leftOut: number
  /** Not in it because there were too many, or they were too large. */
  readonly beyond: number
  readonly bytes: number | null
  readonly askedAt: Date
  readonly finishedAt: Date | null
}

const HOUR_MS = 60 * 60 * 1_000
/** So long the file can be fetched, from when it was asked for. */
export const HOURS_TO_FETCH = 24

const endOfBundle = ({ askedAt }: Pick<Bundle, 'askedAt'>): Date =>
  new Date(askedAt.getTime() + HOURS_TO_FETCH * HOUR_MS)

const bundles = (db: Db) =>
  db
    .selectFrom('bundles')
    .select(['id', 'person_id as person', 'title', 'path', 'shape', 'works', 'standing', 'held', 'beyond'])
    .select(['done_works as done', 'left_out as leftOut', 'asked_at as askedAt', 'finished_at as finishedAt'])
    .select([sql<BundleFormat>`format`.as('format'), sql<number | null>`bytes::float8`.as('bytes')])

export const bundleById = (db: Db, id: string): Promise<Bundle | undefined> =>
  bundles(db).where('id', '=', id).executeTakeFirst()

/**
 * The bundle at this address: of a member, theirs alone; of a guest, whoever has the address, which nobody can guess.
 * After a day it is not there.
 */
export async function bundleAt(
  db: Db,
  actor: Actor,
  address: string,
  now: Date,
): Promise<Bundle | undefined> {
  const found = KEY.test(address)
    ? await bundles(db).where('key_hash', '=', hashOf(address)).executeTakeFirst()
    : UUID.test(address) && actor.type === 'member'
      ? await bundles(db).where('id', '=', address).where('person_id', '=', actor.id).executeTakeFirst()
      : undefined
  return found && endOfBundle(found) > now ? found : undefined
}

const KEY = /^[\w-]{43}$/
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const hashOf = (key: string): Buffer => createHash('sha256').update(key).digest()

interface AskedBundle extends Pick<Bundle, 'title' | 'path' | 'shape' | 'format' | 'works' | 'beyond'> {
  readonly now: Date
}

/** What its address ends in. A member has one under way at most: where there is one, its address. */
export async function askForBundle(db: Db, actor: Actor, asked: AskedBundle): Promise<string> {
  const { now: asked_at, works, ...rest } = asked
  const id = randomUUID()
  const key = randomBytes(32).toString('base64url')
  const whose =
    actor.type === 'guest'
      ? { person_id: null, key_hash: hashOf(key) }
      : { person_id: actor.id, key_hash: null }
  return inTransaction(db, async (trx) => {
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('bundles')
      .values({ id, ...whose, ...rest, works: [...works], bytes: null, asked_at, finished_at: null })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow()
    if (!numInsertedOrUpdatedRows) return actor.type === 'member' ? underWay(trx, actor.id) : key
    await tell(trx, 'bundle.asked', { bundleId: id })
    return actor.type === 'guest' ? key : id
  })
}

async function underWay(db: Db, person: PersonId): Promise<string> {
  const { id } = await db
    .selectFrom('bundles')
    .select('id')
    .where('person_id', '=', person)
    .where('standing', 'in', ['waiting', 'running'])
    .executeTakeFirstOrThrow()
  return id
}

/** How many were asked for since then: by this member, or by all guests. */
export async function askedSince(db: Db, actor: Actor, since: Date): Promise<number> {
  const { n } = await db
    .selectFrom('bundles')
    .select(sql<number>`count(*)::int`.as('n'))
    .where('person_id', actor.type === 'member' ? '=' : 'is', actor.type === 'member' ? actor.id : null)
    .where('asked_at', '>', since)
    .executeTakeFirstOrThrow()
  return n
}
