import { sql } from 'kysely'
import { GUEST } from '../../core/actor.ts'
import type { WorkId } from '../../core/ids.ts'
import type { Db } from '../../storage/transaction.ts'
import { listedFor } from '../visibility.ts'
import { ALLOWED } from './allowed.ts'

/** Rules for crawlers name this many works; what stands beyond is told by each page's own header. */
const MOST_NAMED = 1_000

/** The newest works that machines may use. All others are reserved, and need no naming. */
export async function openToMachines(db: Db, most = MOST_NAMED): Promise<WorkId[]> {
  const { rows } = await sql<{ id: WorkId }>`
    select works.id from works where works.id in (
      (select works.id from works where works.permissions ->> 'machines' = 'yes'
        and works.standing = 'posted' and works.audience = 'public' order by works.id desc limit ${most})
      union
      (select creatorships.work_id from pen_names join creatorships on creatorships.pen_name_id = pen_names.id
        where pen_names.permissions ->> 'machines' = 'yes' order by creatorships.work_id desc limit ${most * 4}))
    and ${listedFor(GUEST)} and ${ALLOWED} ->> 'machines' = 'yes'
    order by works.id desc limit ${most}`.execute(db)
  return rows.map(({ id }) => id)
}
