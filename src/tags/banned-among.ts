import { sql } from 'kysely'
import type { Db } from '../storage/transaction.ts'
import type { WrittenTag } from './know-tags.ts'
import { tagKey } from './names.ts'

/** Those of these names that are banned, as they were given. */
export async function bannedAmong(db: Db, written: readonly WrittenTag[]): Promise<readonly WrittenTag[]> {
  if (!written.length) return []
  const keys = written.map(({ name }) => tagKey(name))
  const kinds = written.map(({ kind }) => kind)
  const { rows } = await sql<{ place: number }>`
    select place::int from unnest(${kinds}::text[], ${keys}::text[]) with ordinality as asked (kind, name_key, place)
    join tags using (kind, name_key) where banned order by place`.execute(db)
  return rows.flatMap(({ place }) => written[place - 1] ?? [])
}
