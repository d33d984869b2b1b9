import { sql } from 'kysely'
import type { TagId } from '../core/ids.ts'
import type { Transaction } from '../storage/transaction.ts'

/** Of these tags, those nobody has wrangled and no work bears any more: words that somebody made up, and took with them. */
export async function forgetUnusedTags(trx: Transaction, tags: readonly TagId[]): Promise<void> {
  await sql`delete from tags where id = any(${[...tags]}::int[]) and not canonical and synonym_of is null
    and not exists (select from work_tags where tag_id = tags.id)
    and not exists (select from tags as other where other.synonym_of = tags.id)
    and not exists (select from tag_parents where tags.id in (child_id, parent_id))
    and not exists (select from meta_tags where tags.id in (tag_id, meta_id))
    and not exists (select from tag_changes where tags.id = any(touched))`.execute(trx)
}
