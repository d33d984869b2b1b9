import { sql } from 'kysely'
import type { Actor } from '../../core/actor.ts'
import type { WorkId } from '../../core/ids.ts'
import type { Db } from '../../storage/transaction.ts'
import { listedFor, ownWork } from '../../works/index.ts'
import { begunAmong, type Place } from '../places/places-read.ts'
import type { ReadingState } from '../tables.ts'
import { HISTORY_ON } from './history-on.ts'

/** What a reader did with the works of a list. */
export interface ReadAmong {
  /** How far they are in those they have begun. */
  readonly begun: ReadonlyMap<WorkId, Place>
  /** Of each that they may mark, its mark. Empty for guests, and for whoever is not remembered what they read. */
  readonly marks: Marks
}

export type Marks = ReadonlyMap<WorkId, ReadingState | null>

const NOTHING: ReadAmong = { begun: new Map(), marks: new Map() }

/** Two questions for a whole page, none for a guest. */
export async function readAmong(db: Db, actor: Actor, works: readonly WorkId[]): Promise<ReadAmong> {
  if (actor.type === 'guest' || works.length === 0) return NOTHING
  const [begun, { rows }] = await Promise.all([
    begunAmong(db, actor, works),
    sql<{ work: WorkId; state: ReadingState | null }>`
      select works.id as work, state from works
        join people on people.id = ${actor.id} and ${HISTORY_ON}
        left join readings on readings.work_id = works.id and readings.person_id = people.id
      where works.id = any(${[...works]}::int[]) and ${listedFor(actor)}
        and (readings.id is not null or not ${ownWork(actor)})`.execute(db),
  ])
  return { begun, marks: new Map(rows.map(({ work, state }) => [work, state])) }
}
