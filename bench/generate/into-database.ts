import { sql } from 'kysely'
import type { PersonId } from '../../src/core/ids.ts'
import type { Entry } from '../../src/search/index.ts'
import type { Db, Transaction } from '../../src/storage/transaction.ts'
import { chanceOf } from '../engine/chance.ts'
import { type Archive, openArchive } from '../engine/generator.ts'
import { insertTags, writeTags } from './tags-written.ts'
import { openProse } from './text.ts'
import { insertWorks, type MadeWork } from './works-written.ts'

export interface Generating {
  readonly works: number
  readonly seed: number
  /** Give each work its text by its number of words, as far as `mostWords`; else a line of it. */
  readonly mostWords: number
  /** Whose works they are. */
  readonly person: PersonId
  readonly progress: (works: number) => void
}

const BATCH = 1_000

/**
 * Fills the database with an archive by reference/performance.md §1.3, in one transaction. Where the database lets us,
 * triggers and foreign keys rest meanwhile, which halves the time; whoever follows the change log is told to begin anew.
 */
export async function generateInto(db: Db, how: Generating): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`savepoint quiet`.execute(trx)
    await sql`set local session_replication_role = replica`
      .execute(trx)
      .catch(() => sql`rollback to savepoint quiet`.execute(trx))
    await sql`set local statement_timeout = 0`.execute(trx)
    await sql`set local synchronous_commit = off`.execute(trx)
    const archive = openArchive(how.works, how.seed)
    const tagId = await writeTags(trx, archive, how.seed)
    const first = await firstFree(trx, 'works')
    const penName = await writePenNames(trx, archive)
    const prose = openProse(how.seed)
    const chance = chanceOf(how.seed ^ 0x70)
    const once = new Set<number>()
    let batch: MadeWork[] = []
    const flush = async (): Promise<void> => {
      const newTags = batch.flatMap(({ entry }) =>
        entry.tags.filter((tag) => isOnce(archive, tag) && !once.has(tag)),
      )
      for (const tag of newTags) once.add(tag)
      const rows = newTags.map((tag) => ({
        id: tagId(tag),
        kind: 'freeform',
        name: `only here ${tag}`,
        canonical: false,
        synonymOf: null,
      }))
      await insertTags(trx, rows)
      await insertWorks(trx, batch, { tagId, penName, person: how.person })
      batch = []
    }
    for (const entry of archive.entries()) {
      const words = entry.columns.words ?? 0
      batch.push({ id: first + entry.id, entry, html: prose.html(chance, Math.min(words, how.mostWords)) })
      if (batch.length < BATCH) continue
      await flush()
      how.progress(entry.id)
    }
    await flush()
    await countOn(trx)
    await sql`update change_log_start set txid = pg_current_xact_id()`.execute(trx)
    await sql`analyze`.execute(trx)
  })
}

const isOnce = ({ vocabulary }: Archive, tag: Entry['tags'][number]): boolean =>
  tag >= vocabulary.canonicals * 4

async function firstFree(trx: Transaction, table: 'works' | 'pen_names'): Promise<number> {
  const { rows } = await sql<{
    id: number
  }>`select coalesce(max(id), 0)::int as id from ${sql.table(table)}`.execute(trx)
  return rows[0]?.id ?? 0
}

/** Names from elsewhere, one for each creator who has a work. */
async function writePenNames(trx: Transaction, { entries }: Archive): Promise<(creator: number) => number> {
  const base = await firstFree(trx, 'pen_names')
  const used = new Map<number, string>()
  for (const { creators, texts } of entries())
    for (const creator of creators)
      if (!used.has(creator)) used.set(creator, `${texts.creator ?? 'Name'} ${creator}`)
  const all = [...used]
  for (let from = 0; from < all.length; from += BATCH * 5) {
    const part = all.slice(from, from + BATCH * 5)
    await sql`insert into pen_names (id, person_id, name) overriding system value
      select id, null, name from unnest(${part.map(([id]) => base + id)}::int[], ${part.map(([, name]) => name)}::text[]) as made (id, name)`.execute(
      trx,
    )
  }
  return (creator) => base + creator
}

/** What is posted next is numbered after all of these. */
async function countOn(trx: Transaction): Promise<void> {
  for (const table of ['tags', 'works', 'pen_names'] as const)
    await sql`select setval(pg_get_serial_sequence(${table}, 'id'), (select max(id) from ${sql.table(table)}))`.execute(
      trx,
    )
}
