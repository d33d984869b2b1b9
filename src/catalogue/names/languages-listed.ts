import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../../core/actor.ts'
import type { Db } from '../../storage/transaction.ts'
import { listedFor } from '../../works/index.ts'

/** Languages of the works this reader may find, by code: as a value in another question. */
export const languagesOf = (actor: Actor): RawBuilder<string[]> =>
  sql<string[]>`array(select distinct language from works where ${listedFor(actor)} order by language)`

export async function languagesListed(db: Db, actor: Actor): Promise<string[]> {
  const { rows } = await sql<{ languages: string[] }>`select ${languagesOf(actor)} as languages`.execute(db)
  return rows[0]?.languages ?? []
}
