import { sql } from 'kysely'
import type { Db } from '../storage/transaction.ts'

/**
 * PostgreSQL plans by what it last counted of its tables. Its own counting comes up to a minute after a table has
 * grown; until then an archive that was filled at once is read by plans made for an empty one, which took the page of
 * a work from 1.9 to 3.3 ms and a list from 6.9 to 10.6 ms (300 works). So whoever puts many works in has it count.
 */
interface Growth {
  /** One more work is in. */
  readonly grown: () => Promise<void>
  /** No more will come. */
  readonly ended: () => Promise<void>
}

const FIRST = 25

/** Of the chapters without their texts' search entries, whose counting takes longer than all the rest. */
const COUNTED = sql.raw(
  'works, chapters (id, work_id, position, standing), tags, work_tags, creatorships, pen_names, series_works',
)

/** How much larger the archive is each time it is counted anew. */
const EACH_TIME = 4

export function growing(db: Db): Growth {
  let works = 0
  let counted = 0
  const count = async (): Promise<void> => {
    counted = works
    await sql`analyze ${COUNTED}`.execute(db)
  }
  return {
    grown: async () => {
      works++
      if (works >= Math.max(FIRST, counted * EACH_TIME)) await count()
    },
    ended: async () => {
      if (works - counted >= FIRST) await count()
    },
  }
}
