import { openIndex, type SearchIndex } from '../../search/index.ts'
import type { Db } from '../../storage/transaction.ts'
import { entriesAfter } from './entries.ts'
import { inOneView, type Seen, standing } from './log.ts'
import { WORKS } from './schema.ts'
import { tellAllTags } from './tags-told.ts'

export interface Built {
  readonly index: SearchIndex
  seen: Seen
}

const AT_ONCE = 500

/** The whole archive, read once; undefined when given up on the way. */
export function build(db: Db, givenUp: () => boolean): Promise<Built | undefined> {
  return inOneView(db, async (trx) => {
    const index = openIndex(WORKS)
    const seen = await standing(trx)
    const { works } = await trx
      .selectFrom('works')
      .select((row) => row.fn.countAll<number>().as('works'))
      .where('standing', '<>', 'trashed')
      .executeTakeFirstOrThrow()
    index.reserve(works)
    await tellAllTags(trx, index)
    for (let last = 0; ; ) {
      if (givenUp()) return undefined
      const entries = await entriesAfter(trx, last, AT_ONCE)
      for (const entry of entries) index.upsert(entry)
      const end = entries.at(-1)
      if (!end) return { index, seen }
      last = end.id
    }
  })
}
