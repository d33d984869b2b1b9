import { sql } from 'kysely'
import type { Actor } from '../core/actor.ts'
import type { Db } from '../storage/transaction.ts'
import { listedFor } from '../works/index.ts'

/** Languages of the works this reader may find, by code. */
export async function languagesListed(db: Db, actor: Actor): Promise<string[]> {
  const { rows } = await sql<{ language: string }>`
    select distinct language from works where ${listedFor(actor)} order by language`.execute(db)
  return rows.map((row) => row.language)
}
