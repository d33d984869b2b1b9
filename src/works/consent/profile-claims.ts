import { type SqlBool, sql } from 'kysely'
import { findPersonById } from '../../accounts/index.ts'
import type { Actor, Member } from '../../core/actor.ts'
import type { PersonId, WorkId } from '../../core/ids.ts'
import { may } from '../../core/roles.ts'
import { type Db, inTransaction, type Transaction } from '../../storage/transaction.ts'
import { visibleTo } from '../visibility.ts'
import { tellBothEnds } from './claim-mails.ts'
import { claimWhere, handOver, lockClaim } from './claims.ts'
import { hashOf, newCode } from './make-claims.ts'

/** What a creator puts on their page elsewhere: told apart from all other text there. */
const MARK = 'palimpsest-'
const MARKED = /palimpsest-[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/g

/** A work that stands here on a recorded permission, and the names that nobody has claimed yet. */
export async function claimableNames(db: Db, actor: Actor, id: WorkId): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct claims.creator as name from claims join works on works.id = claims.work_id
      join held_permissions on held_permissions.work_id = works.id
    where works.id = ${id} and ${visibleTo(actor)} and works.audience <> 'kept' and claims.outcome is null
      and claims.profile_url is null order by name`.execute(db)
  return rows.map(({ name }) => name)
}

type AskByProfile = { readonly code: string } | 'no-such-name'

interface Asking {
  readonly id: WorkId
  readonly creator: string
  readonly profileUrl: string
  readonly now: Date
}

/** A member says that a name is theirs: the code they are given is to stand on their page elsewhere. Asked again, anew. */
export async function askByProfile(db: Db, actor: Member, asked: Asking): Promise<AskByProfile> {
  const { id, creator, profileUrl, now } = asked
  return inTransaction<AskByProfile>(db, async (trx) => {
    if (!(await claimableNames(trx, actor, id)).includes(creator)) return 'no-such-name'
    await trx
      .deleteFrom('claims')
      .where('work_id', '=', id)
      .where('person_id', '=', actor.id)
      .where('outcome', 'is', null)
      .where('profile_url', 'is not', null)
      .execute()
    const code = MARK + newCode()
    const row = { work_id: id, code_hash: hashOf(code), creator, person_id: actor.id }
    await trx
      .insertInto('claims')
      .values({ ...row, profile_url: profileUrl, made_at: now })
      .execute()
    return { code }
  })
}

export interface ProfileClaim {
  readonly id: number
  readonly workId: WorkId
  readonly title: string
  readonly creator: string
  readonly account: string
  readonly profileUrl: string
  readonly made: Date
}

const MOST_SHOWN = 100

/** Those that wait for somebody to look, oldest first; to whoever may record permissions. */
export async function profileClaims(db: Db, actor: Actor): Promise<readonly ProfileClaim[] | 'not-allowed'> {
  if (!may(actor, 'record-permission')) return 'not-allowed'
  const { rows } = await sql<ProfileClaim>`
    select claims.id, works.id as "workId", works.title, claims.creator, people.name as account,
      claims.profile_url as "profileUrl", claims.made_at as made
    from claims join works on works.id = claims.work_id join people on people.id = claims.person_id
    where claims.profile_url is not null and claims.outcome is null and works.standing <> 'trashed'
      and works.audience <> 'kept' order by claims.made_at, claims.id limit ${MOST_SHOWN}`.execute(db)
  return rows
}

type DecideProfileClaim = 'confirmed' | 'declined' | 'not-there' | 'no-such-claim' | 'not-allowed'

interface Deciding {
  readonly id: number
  /** What stands on the page, as it was copied or fetched; null to decline. */
  readonly seen: string | null
  readonly archive: string
  readonly now: Date
}

/** A keeper looked at the page: where the code stands there, the name is theirs who asked. Who decided is recorded. */
export async function decideProfileClaim(
  db: Db,
  actor: Actor,
  { id, seen, archive, now }: Deciding,
): Promise<DecideProfileClaim> {
  if (actor.type === 'guest' || !may(actor, 'record-permission')) return 'not-allowed'
  const which = sql<SqlBool>`claims.id = ${id} and claims.profile_url is not null`
  return inTransaction<DecideProfileClaim>(db, async (trx) => {
    const claim = await lockClaim(trx, which)
    const asker = claim && (await askerOf(trx, id))
    if (!claim || !asker) return 'no-such-claim'
    if (seen === null) return decline(trx, { id, by: actor.id, now })
    if (!(await standsIn(trx, id, seen))) return 'not-there'
    const penId = await firstPenName(trx, asker.id)
    await handOver(trx, { claim, to: asker, penId, now, decidedBy: actor })
    await tellBothEnds(trx, { ...claim, deed: 'claimed', claimant: asker, archive })
    return 'confirmed'
  })
}

async function askerOf(trx: Transaction, id: number): Promise<Member | undefined> {
  const row = await trx.selectFrom('claims').select('person_id').where('id', '=', id).executeTakeFirst()
  return row?.person_id ? findPersonById(trx, row.person_id) : undefined
}

async function decline(
  trx: Transaction,
  { id, by, now }: { readonly id: number; readonly by: PersonId; readonly now: Date },
): Promise<'declined'> {
  const ended = { outcome: 'declined' as const, decided_by: by, ended_at: now }
  await trx.updateTable('claims').set(ended).where('id', '=', id).execute()
  return 'declined'
}

const MOST_MARKS = 50

async function standsIn(trx: Transaction, id: number, seen: string): Promise<boolean> {
  const hashes = [...new Set(seen.match(MARKED) ?? [])].slice(0, MOST_MARKS).map(hashOf)
  if (hashes.length === 0) return false
  const row = await trx
    .selectFrom('claims')
    .select('id')
    .where('id', '=', id)
    .where('code_hash', 'in', hashes)
    .executeTakeFirst()
  return row !== undefined
}

/** Their default, or the oldest; they may sign with another later. */
async function firstPenName(trx: Transaction, person: PersonId) {
  const { id } = await trx
    .selectFrom('pen_names')
    .select('id')
    .where('person_id', '=', person)
    .orderBy('is_default', 'desc')
    .orderBy('id')
    .executeTakeFirstOrThrow()
  return id
}

/** The address to look at, for whoever may. */
export async function profileToLookAt(db: Db, actor: Actor, id: number): Promise<string | undefined> {
  if (!may(actor, 'record-permission')) return undefined
  const open = await claimWhere(db, sql<SqlBool>`claims.id = ${id} and claims.profile_url is not null`)
  if (!open) return undefined
  const row = await db.selectFrom('claims').select('profile_url').where('id', '=', id).executeTakeFirst()
  return row?.profile_url ?? undefined
}
