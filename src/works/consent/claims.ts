import { type SqlBool, sql } from 'kysely'
import { knownPenNames } from '../../accounts/index.ts'
import type { Member } from '../../core/actor.ts'
import type { PenNameId, PersonId, WorkId } from '../../core/ids.ts'
import { tellLater } from '../../jobs/tell.ts'
import { type Db, inTransaction, type Transaction } from '../../storage/transaction.ts'
import { keepRevision } from '../keep-revision.ts'
import { deleteWork } from '../leaving/delete-works.ts'
import { readRecord } from '../read-record.ts'
import { tellBothEnds } from './claim-mails.ts'
import { moveSeries, refreshHead, signAs } from './hand-over.ts'
import { hashOf } from './make-claims.ts'

/** What the page behind a link shows: what the work's own page shows anybody, and nothing of who recorded what. */
export interface OpenClaim {
  readonly id: number
  readonly workId: WorkId
  readonly title: string
  readonly language: string
  readonly creator: string
  readonly origin: { readonly url: string; readonly archive: string } | null
}

export interface ClaimRow extends Omit<OpenClaim, 'origin'> {
  readonly url: string | null
  readonly archive: string | null
  readonly sentTo: string | null
  readonly person: PersonId
  readonly recordedBy: PersonId | null
}

/** A link that has not been used, to a work that is still here. One that stands on a page elsewhere is no link. */
export async function claimWhere(
  db: Db,
  which: ReturnType<typeof sql<SqlBool>>,
): Promise<ClaimRow | undefined> {
  return (await claimsWhere(db, which))[0]
}

async function claimsWhere(db: Db, which: ReturnType<typeof sql<SqlBool>>): Promise<readonly ClaimRow[]> {
  const { rows } = await sql<ClaimRow>`
    select claims.id, works.id as "workId", works.title, works.language, claims.creator, works.origin_url as url,
      works.origin_archive as archive, claims.sent_to as "sentTo", works.person_id as person,
      held_permissions.recorded_by as "recordedBy"
    from claims join works on works.id = claims.work_id left join held_permissions on held_permissions.work_id = works.id
    where ${which} and claims.outcome is null and works.standing <> 'trashed' and works.audience <> 'kept'
    order by claims.id`.execute(db)
  return rows
}

/** A link to one work, or in a letter to all that it tells of: then `id` says which is meant. */
export interface Link {
  readonly code: string
  readonly id: number
}

const opens = (code: string) =>
  sql<SqlBool>`(claims.code_hash = ${hashOf(code)} or claims.letter_hash = ${hashOf(code)}) and claims.profile_url is null`
export const byLink = ({ code, id }: Link) => sql<SqlBool>`${opens(code)} and claims.id = ${id}`

/** Everything that a link opens and that is not decided yet, in the order it was told of. */
export async function openClaims(db: Db, code: string): Promise<readonly OpenClaim[]> {
  return (await claimsWhere(db, opens(code))).map(
    ({ id, workId, title, language, creator, url, archive }) => ({
      ...{ id, workId, title, language, creator },
      origin: url ? { url, archive: archive ?? '' } : null,
    }),
  )
}

/** The claims of one work in a run whose letters are not sent yet. */
export const claimsIn = (
  trx: Transaction,
  { work, batch }: { readonly work: WorkId; readonly batch: string },
): Promise<readonly ClaimRow[]> =>
  claimsWhere(trx, sql<SqlBool>`claims.work_id = ${work} and claims.batch = ${batch}`)

/** Whoever comes second waits here, and finds that it is over. */
export async function lockClaim(
  trx: Transaction,
  which: ReturnType<typeof sql<SqlBool>>,
): Promise<ClaimRow | undefined> {
  // By the work, which all of its claims share: two of them cannot wait for each other.
  await sql`select from works where id in (select work_id from claims where ${which}) for update`.execute(trx)
  return claimWhere(trx, which)
}

type TakeClaim = { readonly taken: WorkId } | 'no-such-claim' | 'no-such-pen-name'

interface Taking {
  readonly pen: string
  readonly now: Date
  readonly archive: string
}

/** Whoever holds the link takes the work into their account, under a pen name of theirs. */
export async function takeClaim(
  db: Db,
  actor: Member,
  link: Link,
  { pen, now, archive }: Taking,
): Promise<TakeClaim> {
  return inTransaction<TakeClaim>(db, async (trx) => {
    const claim = await lockClaim(trx, byLink(link))
    if (!claim) return 'no-such-claim'
    const penId = (await knownPenNames(trx, actor.id)).get(pen.toLowerCase())
    if (penId === undefined) return 'no-such-pen-name'
    await handOver(trx, { claim, to: actor, penId, now })
    await tellBothEnds(trx, { ...claim, deed: 'claimed', claimant: actor, archive })
    return { taken: claim.workId }
  })
}

interface HandingOver {
  readonly claim: ClaimRow
  readonly to: Member
  readonly penId: PenNameId
  readonly now: Date
  readonly decidedBy?: Member
  readonly outcome?: 'claimed' | 'orphaned'
}

/** The name becomes theirs, and the work, unless another of its creators has it already. */
export async function handOver(
  trx: Transaction,
  { claim, to, penId, now, decidedBy, outcome = 'claimed' }: HandingOver,
): Promise<void> {
  const { workId } = claim
  const held: Member = { ...to, id: claim.person }
  const former = await readRecord(trx, held, workId, 'as-written')
  if (former) await keepRevision(trx, workId, former)
  const name = await nameOf(trx, claim)
  if (name) await signAs(trx, workId, name, penId)
  else await signLast(trx, workId, penId)
  if (!(await isClaimed(trx, workId))) {
    await trx.updateTable('works').set({ person_id: to.id }).where('id', '=', workId).execute()
    await moveSeries(trx, workId, to.id)
  }
  await endClaims(trx, claim, { outcome, person: to.id, decidedBy: decidedBy?.id ?? null, now })
  await refreshHead(trx, to, workId, now)
}

const signLast = (trx: Transaction, id: WorkId, pen: PenNameId) =>
  sql`insert into creatorships (work_id, pen_name_id, position)
    select ${id}::int, ${pen}::int, coalesce(max(position), 0) + 1 from creatorships where work_id = ${id}
    on conflict do nothing`.execute(trx)

/** The name from elsewhere, as it signs this work. */
async function nameOf(trx: Transaction, { workId, creator }: ClaimRow): Promise<PenNameId | undefined> {
  const row = await trx
    .selectFrom('creatorships')
    .innerJoin('pen_names', 'pen_names.id', 'creatorships.pen_name_id')
    .select('pen_names.id')
    .where('work_id', '=', workId)
    .where('pen_names.person_id', 'is', null)
    .where('pen_names.name', '=', creator)
    .executeTakeFirst()
  return row?.id
}

async function isClaimed(trx: Transaction, id: WorkId): Promise<boolean> {
  const row = await trx
    .selectFrom('claims')
    .select('id')
    .where('work_id', '=', id)
    .where('outcome', '=', 'claimed')
    .executeTakeFirst()
  return row !== undefined
}

interface Ended {
  readonly outcome: 'claimed' | 'removed' | 'orphaned' | 'declined'
  readonly person: PersonId | null
  readonly decidedBy: PersonId | null
  readonly now: Date
}

/** Every other way to the same name ends with it. */
export const endClaims = (
  trx: Transaction,
  { workId, creator }: ClaimRow,
  { outcome, person, decidedBy, now }: Ended,
) =>
  trx
    .updateTable('claims')
    .set({ outcome, person_id: person, decided_by: decidedBy, ended_at: now })
    .where('work_id', '=', workId)
    .where('creator', '=', creator)
    .where('outcome', 'is', null)
    .execute()

const TRASHED_DAYS = 30
const DAY_MS = 86_400_000

/**
 * Whoever holds the link has the work taken down, at once and without an account. Where another of its creators has
 * taken it into an account, only this name goes. What is taken down lies in the trash for a month, then it is gone.
 */
export async function removeByClaim(
  db: Db,
  link: Link,
  { now, archive }: Omit<Taking, 'pen'>,
): Promise<'removed' | 'no-such-claim'> {
  return inTransaction(db, async (trx) => {
    const claim = await lockClaim(trx, byLink(link))
    if (!claim) return 'no-such-claim'
    const { workId } = claim
    if (await isClaimed(trx, workId)) await takeNameOff(trx, claim, now)
    else {
      await trx
        .updateTable('works')
        .set({ standing: 'trashed', changed_at: now })
        .where('id', '=', workId)
        .execute()
      await tellLater(trx, 'work.removed', { workId }, TRASHED_DAYS * DAY_MS)
    }
    await endClaims(trx, claim, { outcome: 'removed', person: null, decidedBy: null, now })
    await tellBothEnds(trx, { ...claim, deed: 'removed', claimant: null, archive })
    return 'removed'
  })
}

async function takeNameOff(trx: Transaction, claim: ClaimRow, now: Date): Promise<void> {
  const name = await nameOf(trx, claim)
  if (!name) return
  const { workId } = claim
  await trx.deleteFrom('creatorships').where('work_id', '=', workId).where('pen_name_id', '=', name).execute()
  await sql`delete from chapter_creatorships where pen_name_id = ${name} and chapter_id in (
    select id from chapters where work_id = ${workId})`.execute(trx)
  const owner: Member = { type: 'member', id: claim.person, name: '', role: 'member' }
  await refreshHead(trx, owner, workId, now)
}

/** What a creator had taken down is gone for good, unless somebody took it back out of the trash. */
export async function forgetRemoved(db: Db, id: WorkId): Promise<void> {
  await inTransaction(db, async (trx) => {
    const { rows } = await sql`select from works where id = ${id} and standing = 'trashed' and exists (
      select from claims where claims.work_id = works.id and outcome = 'removed') for update`.execute(trx)
    if (rows.length > 0) await deleteWork(trx, id)
  })
}
