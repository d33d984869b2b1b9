import { type SqlBool, sql } from 'kysely'
import type { Actor } from '../../core/actor.ts'
import type { InvitationId, InvitationRequestId } from '../../core/ids.ts'
import { may } from '../../core/roles.ts'
import type { Db } from '../../storage/transaction.ts'
import { type Joining, joiningOf } from './joining-settings.ts'
import { dueAt, isOpen } from './queue.ts'

export interface JoiningView {
  readonly joining: Joining
  readonly queue: QueueFigures
  readonly requests: readonly RequestShown[]
  readonly found: readonly InvitationShown[]
  /** Of those found, and how many of all were never used. */
  readonly foundInAll: number
  readonly unused: number
  readonly sought: string
}

interface QueueFigures {
  readonly waiting: number
  readonly dueAt: Date | null
  /** The front of the queue, or those whose address was sought, each with its true place. */
  readonly first: readonly { readonly place: number; readonly email: string; readonly askedAt: Date }[]
}

export interface RequestShown {
  readonly id: InvitationRequestId
  readonly name: string
  readonly wanted: number
  readonly reason: string
  readonly askedAt: Date
  readonly unused: number
}

export interface InvitationShown {
  readonly id: InvitationId
  readonly code: string
  /** Whose to give; null: the archive's. */
  readonly of: string | null
  readonly sentTo: string | null
  readonly used: boolean
  readonly usedBy: string | null
}

const SHOWN = 50

/** All that the page of keepers shows; undefined for everybody else. `sought`: part of a code, name or address. */
export async function joiningView(
  db: Db,
  actor: Actor,
  { sought, now }: { readonly sought: string; readonly now: Date },
): Promise<JoiningView | undefined> {
  if (!may(actor, 'keep-archive')) return undefined
  const joining = await joiningOf(db)
  return {
    joining,
    queue: await queueFigures(db, joining, { sought, now }),
    requests: await openRequests(db),
    ...(await invitationsFound(db, sought)),
    sought,
  }
}

/** Written by a person: `%` and `_` stand for themselves. */
const part = (sought: string): string => `%${sought.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`

async function queueFigures(
  db: Db,
  joining: Joining,
  { sought, now }: { readonly sought: string; readonly now: Date },
): Promise<QueueFigures> {
  const { rows } = await sql<{ place: string; email: string; askedAt: Date; waiting: string }>`
    select * from (
      select row_number() over (order by id) as place, email, asked_at as "askedAt",
        count(*) over () as waiting, id
      from invitation_queue) as places
    where email like ${part(sought)} order by id limit ${SHOWN}`.execute(db)
  const { waiting } = await db
    .selectFrom('invitation_queue')
    .select(({ fn }) => fn.countAll<string>().as('waiting'))
    .executeTakeFirstOrThrow()
  const first = rows.map(({ place, email, askedAt }) => ({ place: Number(place), email, askedAt }))
  return { waiting: Number(waiting), dueAt: isOpen(joining) ? dueAt(joining, now) : null, first }
}

async function openRequests(db: Db): Promise<RequestShown[]> {
  const rows = await db
    .selectFrom('invitation_requests')
    .innerJoin('people', 'people.id', 'invitation_requests.person_id')
    .select(['invitation_requests.id', 'people.name', 'wanted', 'reason', 'asked_at as askedAt'])
    .select(
      sql<string>`(select count(*) from invitations where person_id = people.id and used_at is null)`.as(
        'unused',
      ),
    )
    .where('answered_at', 'is', null)
    .orderBy('invitation_requests.id')
    .limit(SHOWN)
    .execute()
  return rows.map((row) => ({ ...row, unused: Number(row.unused) }))
}

async function invitationsFound(
  db: Db,
  sought: string,
): Promise<Pick<JoiningView, 'found' | 'foundInAll' | 'unused'>> {
  const like = part(sought)
  const matching = db
    .selectFrom('invitations')
    .leftJoin('people as giver', 'giver.id', 'invitations.person_id')
    .leftJoin('people as joined', 'joined.id', 'invitations.used_by')
    .where(
      sql<SqlBool>`code like ${like} or sent_to like ${like} or giver.name_key like ${like} or joined.name_key like ${like}`,
    )
  const rows = await matching
    .select(['invitations.id', 'code', 'giver.name as of', 'sent_to as sentTo', 'used_at as usedAt'])
    .select('joined.name as usedBy')
    .orderBy('invitations.id', 'desc')
    .limit(SHOWN)
    .execute()
  const { all } = await matching.select(({ fn }) => fn.countAll<string>().as('all')).executeTakeFirstOrThrow()
  const { unused } = await db
    .selectFrom('invitations')
    .select(({ fn }) => fn.countAll<string>().as('unused'))
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  const found = rows.map(({ usedAt, ...row }) => ({ ...row, used: usedAt !== null }))
  return { found, foundInAll: Number(all), unused: Number(unused) }
}
