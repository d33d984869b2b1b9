import { type RawBuilder, sql } from 'kysely'
import type { Member } from '../../core/actor.ts'
import type { WorkId } from '../../core/ids.ts'
import { LIMITS } from '../../core/values.ts'
import type { Db } from '../../storage/transaction.ts'
import { listedFor, ownWork } from '../../works/index.ts'
import type { ReadingState } from '../tables.ts'
import { HISTORY_ON } from './history-on.ts'

/** A work of one's own is none to be marked: for this it is not there, unless it became one's own after it was read. */
export type Marked = 'marked' | 'no-such-work' | 'history-off'

/** What a reader wants with a work, or did with it; null takes the mark off. */
export async function setState(
  db: Db,
  reader: Member,
  { work, state, now }: { readonly work: WorkId; readonly state: ReadingState | null; readonly now: Date },
): Promise<Marked> {
  const outcome = await write(db, reader, work, now, {
    columns: sql`state, state_at`,
    values: sql`${state}::text, ${state && now}::timestamptz`,
    change: sql`state = excluded.state, state_at = case when excluded.state is not distinct from readings.state
      then readings.state_at else excluded.state_at end,
      at = case when excluded.state is null then readings.at else greatest(readings.at, excluded.at) end`,
  })
  if (outcome === 'marked' && state === null) await dropEmpty(db, reader, work)
  return outcome
}

/** A note to oneself: plain text, seen by nobody else. Empty: none. */
export async function setNote(
  db: Db,
  reader: Member,
  { work, note: written, now }: { readonly work: WorkId; readonly note: string; readonly now: Date },
): Promise<Marked | 'long-note'> {
  const note = written.replace(/\r\n?/g, '\n').trim()
  if ([...note].length > LIMITS.notes) return 'long-note'
  const outcome = await write(db, reader, work, now, {
    columns: sql`note`,
    values: sql`${note}::text`,
    change: sql`note = excluded.note`,
  })
  if (outcome === 'marked' && !note) await dropEmpty(db, reader, work)
  return outcome
}

interface Change {
  readonly columns: RawBuilder<unknown>
  readonly values: RawBuilder<unknown>
  readonly change: RawBuilder<unknown>
}

async function write(
  db: Db,
  reader: Member,
  work: WorkId,
  now: Date,
  { columns, values, change }: Change,
): Promise<Marked> {
  const { rows } = await sql<{ history: boolean; there: boolean }>`
    with asked as (
      select people.id as person, ${HISTORY_ON} as history, (select works.id from works
        where works.id = ${work} and ${listedFor(reader)} and (not ${ownWork(reader)}
          or exists (select from readings where work_id = works.id and person_id = ${reader.id}))) as work,
        (select chapters_posted from works where id = ${work}) as chapters
      from people where people.id = ${reader.id}),
    written as (
      insert into readings (person_id, work_id, at, seen_at, seen_chapters, ${columns})
      select person, work, ${now}::timestamptz, ${now}::timestamptz, chapters, ${values}
      from asked where history and work is not null
      on conflict (person_id, work_id) do update set ${change})
    select history, work is not null as there from asked`.execute(db)
  const [asked] = rows
  if (!asked?.there) return 'no-such-work'
  return asked.history ? 'marked' : 'history-off'
}

/** Where nothing is left, there is nothing to remember. */
async function dropEmpty(db: Db, { id }: Member, work: WorkId): Promise<void> {
  await db
    .deleteFrom('readings')
    .where('person_id', '=', id)
    .where('work_id', '=', work)
    .where('visits', '=', 0)
    .where('state', 'is', null)
    .where('note', '=', '')
    .execute()
}
