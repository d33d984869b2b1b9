import { sql } from 'kysely'
import type { Actor, Member } from '../../core/actor.ts'
import { may } from '../../core/roles.ts'
import type { Db } from '../../storage/transaction.ts'
import { findPerson } from '../people.ts'
import type { Distance } from './keep-away.ts'

export interface KeptAway {
  /** Whose list it is. */
  readonly of: Member
  /** A moderator reads it, and changes nothing. */
  readonly readOnly: boolean
  readonly all: number
  readonly page: number
  readonly pages: number
  readonly people: readonly { readonly name: string; readonly since: Date }[]
}

const KEPT_AWAY_PER_PAGE = 50

interface Asked {
  readonly how: Distance
  readonly name: string
  readonly page: number
  readonly perPage?: number
}

/** Whom somebody blocks or mutes, newest first: for them alone, and for moderators to read. */
export async function keptAway(
  db: Db,
  actor: Actor,
  { how, name, page: asked, perPage = KEPT_AWAY_PER_PAGE }: Asked,
): Promise<KeptAway | undefined> {
  const own = actor.type === 'member' && actor.name.toLowerCase() === name.toLowerCase()
  if (!own && !may(actor, 'read-blocks')) return undefined
  const of = own ? actor : await findPerson(db, name)
  if (!of) return undefined
  const all = await howMany(db, of, how)
  const pages = Math.max(1, Math.ceil(all / perPage))
  const page = Math.min(Math.max(1, asked), pages)
  const { rows } = await sql<{ name: string; since: Date }>`
    select name, made_at as since from ${TABLES[how]} join people on people.id = ${OTHER[how]}
    where person_id = ${of.id} order by made_at desc, people.id desc
    limit ${perPage} offset ${(page - 1) * perPage}`.execute(db)
  return { of, readOnly: !own, all, page, pages, people: rows }
}

const TABLES = { block: sql`blocks`, mute: sql`mutes` } as const
const OTHER = { block: sql`blocks.blocked_id`, mute: sql`mutes.muted_id` } as const

async function howMany(db: Db, { id }: Member, how: Distance): Promise<number> {
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from ${TABLES[how]} where person_id = ${id}`.execute(db)
  return rows[0]?.n ?? 0
}
