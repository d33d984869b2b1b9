import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { PersonId, WorkId } from '../../core/ids.ts'

/** Of a row of `people`: they want to be remembered what they read. Off, nothing is written and nothing is shown. */
export const HISTORY_ON: RawBuilder<SqlBool> = sql<SqlBool>`coalesce((people.preferences ->> 'history')::boolean, true)`

/** Works that this reader is done with and does not want to meet in lists, by preference: an array, as a part of a question. */
export const doneWith = (person: PersonId): RawBuilder<readonly WorkId[]> => sql`array(
  select readings.work_id from readings join people on people.id = readings.person_id and ${HISTORY_ON}
    and coalesce((people.preferences ->> 'hideRead')::boolean, false)
  where readings.person_id = ${person} and readings.state in ('read', 'dropped') and readings.work_id is not null)`
