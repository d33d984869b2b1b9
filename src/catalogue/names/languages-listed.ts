import { sql } from 'kysely'
import type { Browsing } from '../browse.ts'
import { findsIn } from '../reader-in.ts'

/** Languages of the works this reader may find, by code. */
export async function languagesListed(browsing: Browsing): Promise<string[]> {
  const { rows } = await sql<{ languages: string[] }>`
    select array(select distinct language from works where ${findsIn(browsing)} order by language) as languages`.execute(
    browsing.db,
  )
  return rows[0]?.languages ?? []
}
