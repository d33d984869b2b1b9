import { sql } from 'kysely'
import type { Member } from '../../core/actor.ts'
import type { WorkId } from '../../core/ids.ts'
import type { Db } from '../../storage/transaction.ts'
import {
  type ChangedHead,
  changesOfHead,
  type FormerRecord,
  formerRecord,
  isChapter,
  presentRecord,
} from './compare-versions.ts'
import type { Former } from './former.ts'

/** What changed with each of these versions of the work's own fields, by their ids: for a list of them. */
export async function changesOf(
  db: Db,
  actor: Member,
  work: WorkId,
  formers: readonly Former[],
): Promise<ReadonlyMap<number, ChangedHead>> {
  const heads = formers.filter(({ chapterId, whole }) => chapterId === null && !whole)
  const read = new Map<number | null, FormerRecord | undefined>()
  const recordOf = async (id: number | null): Promise<FormerRecord | undefined> => {
    if (!read.has(id))
      read.set(id, id ? await formerRecord(db, actor, work, id) : await presentRecord(db, actor, work, HEAD))
    return read.get(id)
  }
  const changes = new Map<number, ChangedHead>()
  for (const { id } of heads) {
    const [before, after] = [await recordOf(id), await recordOf(await nextOf(db, work, id))]
    if (before && after && !isChapter(before) && !isChapter(after))
      changes.set(id, changesOfHead(before, after))
  }
  return changes
}

const HEAD = { chapterId: null, whole: false } as const

/** Null: what it became is what it is. */
async function nextOf(db: Db, work: WorkId, id: number): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`select id from work_revisions
    where work_id = ${work} and chapter_id is null and id > ${id} order by id limit 1`.execute(db)
  return rows[0]?.id ?? null
}
