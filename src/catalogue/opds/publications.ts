import { sql } from 'kysely'
import type { Actor } from '../../core/actor.ts'
import type { WorkId } from '../../core/ids.ts'
import type { Db } from '../../storage/transaction.ts'
import {
  ALLOWED,
  blurbs,
  mayDownload,
  ownWork,
  type Permissions,
  visibleTo,
  type WorkBlurb,
} from '../../works/index.ts'

/** A work that can be had as a file, with all that a catalogue says of it. */
export interface PublicationFacts extends WorkBlurb {
  readonly permissions: Permissions
  /** When anything that is said of it, or that stands in it, last changed. */
  readonly changed: Date
  /** Pictures stand in it. */
  readonly pictured: boolean
}

interface Row {
  readonly id: WorkId
  readonly changed: Date
  readonly permissions: Permissions
  readonly own: boolean
  readonly pictured: boolean
}

/** Those of these works that this reader may see and take with them, in this order. */
export async function publications(
  db: Db,
  actor: Actor,
  ids: readonly WorkId[],
): Promise<PublicationFacts[]> {
  if (!ids.length) return []
  const [shown, facts] = await Promise.all([blurbs(db, actor, ids), factsOf(db, actor, ids)])
  return shown.flatMap((work) => {
    const row = facts.get(work.id)
    if (!row || !mayDownload(row.permissions.download, row.own)) return []
    const { permissions, changed, pictured } = row
    return [{ ...work, permissions, changed, pictured }]
  })
}

async function factsOf(db: Db, actor: Actor, ids: readonly WorkId[]): Promise<ReadonlyMap<WorkId, Row>> {
  const { rows } = await sql<Row>`
    select id, changed_at as changed, ${ALLOWED} as permissions, ${ownWork(actor)} as own,
      exists (select from work_images where work_id = works.id and place = 'read') as pictured
    from works where id = any(${[...ids]}::int[]) and ${visibleTo(actor)}`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}
