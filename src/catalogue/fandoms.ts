import { sql } from 'kysely'
import type { Actor } from '../core/actor.ts'
import type { Db } from '../storage/transaction.ts'
import { tagKey } from '../tags/index.ts'
import { listedFor } from '../works/index.ts'

export interface FandomCount {
  readonly name: string
  readonly works: number
  /** The medium it belongs to. */
  readonly medium: string
}

export const UNSORTED = 'Uncategorized Fandoms'

/** Every fandom with works this reader may find, under its canonical name and once for each of its media. */
export async function fandomsListed(db: Db, actor: Actor): Promise<FandomCount[]> {
  const { rows } = await sql<FandomCount>`
    with used as (
      select coalesce(tags.synonym_of, tags.id) as id, count(distinct works.id)::int as works
      from tags join work_tags on work_tags.tag_id = tags.id join works on works.id = work_tags.work_id
      where tags.kind = 'fandom' and ${listedFor(actor)} group by 1
    )
    select tags.name, used.works, coalesce(media.name, ${UNSORTED}) as medium
    from used join tags on tags.id = used.id
    left join tag_parents on tag_parents.child_id = tags.id
    left join tags as media on media.id = tag_parents.parent_id and media.kind = 'media'
    order by medium, used.works desc, tags.name`.execute(db)
  return rows
}

/** Those whose name holds the words, wherever they stand in it. */
export const fandomsNamed = (fandoms: readonly FandomCount[], q: string): FandomCount[] => {
  const words = tagKey(q)
  return words ? fandoms.filter((fandom) => tagKey(fandom.name).includes(words)) : [...fandoms]
}
