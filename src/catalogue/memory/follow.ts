import type { TagId, WorkId } from '../../core/ids.ts'
import type { SearchIndex } from '../../search/index.ts'
import type { Db, Transaction } from '../../storage/transaction.ts'
import { CLASS } from '../../works/index.ts'
import type { Built } from './build.ts'
import { entriesOf } from './entries.ts'
import { changesSince, inOneView } from './log.ts'
import { tellTags } from './tags-told.ts'

const AT_ONCE = 500

/** Brings the index up to date; answers how much had changed. */
export async function follow(db: Db, built: Built, givenUp: () => boolean): Promise<number> {
  const retold = await inOneView(db, async (trx) => {
    const { works, tags, metas, parents, seen } = await changesSince(trx, built.seen)
    const joined = [...tags, ...metas.flat()]
    if (tags.length || metas.length || parents.length)
      await tellTags(trx, built.index, { tags, metas, parents })
    await tellWorks(trx, built.index, works)
    built.seen = seen
    return { count: works.length + tags.length + metas.length + parents.length, joined }
  })
  await recount(db, built.index, retold.joined, givenUp)
  return retold.count
}

async function tellWorks(trx: Transaction | Db, index: SearchIndex, ids: readonly WorkId[]): Promise<void> {
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const part = ids.slice(from, from + AT_ONCE)
    const entries = new Map((await entriesOf(trx, part)).map((entry) => [entry.id, entry]))
    for (const id of part) {
      const entry = entries.get(id)
      if (entry) index.upsert(entry)
      else index.remove(id)
    }
  }
}

const EVERY_CLASS = Object.values(CLASS)

/**
 * How many different fandoms and relationships a work has, and whether it is a crossover, hang on the graph and are
 * kept with the work: those with more than one are looked at again, a few at a time.
 */
async function recount(
  db: Db,
  index: SearchIndex,
  tags: readonly TagId[],
  givenUp: () => boolean,
): Promise<void> {
  if (!tags.length) return
  const counted = await db
    .selectFrom('tags')
    .select('id')
    .where('id', 'in', [...new Set(tags)])
    .where('kind', 'in', ['fandom', 'relationship'])
    .execute()
  if (!counted.length) return
  const several = {
    any: [
      { column: 'fandoms', from: 2 },
      { column: 'relationships', from: 2 },
    ],
  }
  const filter = { all: [{ any: counted.map(({ id }) => ({ tag: id })) }, several] }
  const { ids } = index.ask({ reader: { sees: EVERY_CLASS }, filter, limit: index.count() })
  for (let from = 0; from < ids.length && !givenUp(); from += AT_ONCE)
    await inOneView(db, (trx) => tellWorks(trx, index, ids.slice(from, from + AT_ONCE) as WorkId[]))
}
