import { type RawBuilder, type SqlBool, sql } from 'kysely'

/** Of a row of `people`: they want to be remembered what they read. Off, nothing is written and nothing is shown. */
export const HISTORY_ON: RawBuilder<SqlBool> = sql<SqlBool>`coalesce((people.preferences ->> 'history')::boolean, true)`
