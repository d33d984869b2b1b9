import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import { openIndex } from '../../search/index.ts'
import type { Db, Transaction } from '../../storage/transaction.ts'
import { CLASS } from '../../works/index.ts'
import { fandomMetas } from './crossovers.ts'
import { entryOf, type Graph } from './entries.ts'
import { inOneView, type Seen, standing } from './log.ts'
import { pausing } from './pauses.ts'
import { nothingToCount, type ToCount } from './recount.ts'
import { WORKS } from './schema.ts'
import { tellAllTags } from './tags-told.ts'
import { rowsBetween, type WorkRow } from './work-rows.ts'

export interface Built extends Graph {
  seen: Seen
  readonly left: ToCount
}

const AT_ONCE = 500

/** The whole archive, read once; undefined when given up on the way. */
export function build(db: Db, givenUp: () => boolean): Promise<Built | undefined> {
  return inOneView(db, async (trx) => {
    // Of millions of works a question takes minutes on a slow machine; cut off, it would be asked again for ever.
    await sql`set local statement_timeout = 0`.execute(trx)
    const seen = await standing(trx)
    const graph = { index: openIndex(WORKS), metas: await fandomMetas(trx) }
    await tellAllTags(trx, graph.index)
    const pause = pausing()
    for await (const rows of allWorks(trx, graph)) {
      for (const row of rows) {
        graph.index.upsert(entryOf(row, graph))
        const rest = pause()
        if (rest) await rest
      }
      if (givenUp()) return undefined
    }
    await madeReady(graph, givenUp)
    return { ...graph, seen, left: nothingToCount() }
  })
}

/** Some at a time; while those are told, the database looks for the next. */
async function* allWorks(trx: Transaction, { index }: Graph): AsyncGenerator<readonly WorkRow[]> {
  const ends = await everySo(trx)
  index.reserve((ends.length + 1) * AT_ONCE)
  const read = (at: number): Promise<readonly WorkRow[]> => {
    const rows = rowsBetween(trx, ends[at - 1] ?? 0, ends[at] ?? LAST)
    // Whoever gives up does not wait for them, and a fault of theirs is then nobody's.
    rows.catch(() => undefined)
    return rows
  }
  let coming = read(0)
  for (let at = 0; at <= ends.length; at++) {
    const rows = await coming
    if (at < ends.length) coming = read(at + 1)
    yield rows
  }
}

const LAST = 2_147_483_647

/** Where to cut: the number of every five-hundredth work. */
async function everySo(trx: Transaction): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from (select id, row_number() over (order by id) as place from works) as placed
    where place % ${sql.lit(AT_ONCE)} = 0 order by id`.execute(trx)
  return rows.map(({ id }) => id)
}

/** Guests and members: what each of them sees of the most used tags' pages is counted beforehand. */
const READERS = [[CLASS.public], [CLASS.public, CLASS.members]]

/** What the first questions would have to wait for: an order, and the words that tags are found by. */
export async function madeReady({ index }: Graph, givenUp: () => boolean): Promise<void> {
  const pause = pausing()
  for (const step of index.prepare(['updated'])) {
    if (step === 'prefixes' || givenUp()) return
    const rest = pause()
    if (rest) await rest
  }
}

/** What only makes first questions quicker, while others are asked already: seconds, of a large archive. */
export async function madeQuick({ index }: Graph, givenUp: () => boolean): Promise<void> {
  for (const _step of index.prepare(['updated'], READERS)) {
    await setImmediate()
    if (givenUp()) return
  }
}
