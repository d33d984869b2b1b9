import { sql } from 'kysely'
import type { WorkId } from '../../core/ids.ts'
import type { Db } from '../../storage/transaction.ts'
import { readOwnChapter } from '../read-record.ts'
import type { ChapterRecord, WorkRecord } from '../record.ts'
import { blocksOf } from './compare-blocks.ts'
import type { FormerRow } from './former.ts'

type Kept = ChapterRecord | WorkRecord

/**
 * How many words came and went with each of these changes. What a version became does not change any more once there is
 * a next one: then it is counted once and kept. Of the newest of a chapter it is counted each time; of the work's own
 * fields, and of all of a long work, the newest stays uncounted: the comparison shows it.
 */
export async function countChanges(
  db: Db,
  work: WorkId,
  rows: readonly FormerRow[],
): Promise<readonly FormerRow[]> {
  const texts = new Map<number, ReadonlyMap<string, number>>()
  const counted: FormerRow[] = []
  for (const row of rows) counted.push(row.came === null ? await countOne(db, work, row, texts) : row)
  return counted
}

async function countOne(
  db: Db,
  work: WorkId,
  row: FormerRow,
  texts: Map<number, ReadonlyMap<string, number>>,
): Promise<FormerRow> {
  const { rows } = await sql<{ id: number; record: Kept }>`
    select id, record from work_revisions where work_id = ${work} and chapter_id is not distinct from ${row.chapter_id}
      and id >= ${row.id} order by id limit 2`.execute(db)
  const [before, after] = rows
  if (!before) return row
  const next = after?.record ?? (row.chapter_id && (await readOwnChapter(db, work, row.chapter_id)))
  if (!next) return row
  const had = texts.get(before.id) ?? wordsIn(before.record)
  const has = (after && texts.get(after.id)) ?? wordsIn(next)
  texts.set(before.id, had)
  const counts = { came: beyond(has, had), went: beyond(had, has) }
  if (after) await db.updateTable('work_revisions').set(counts).where('id', '=', row.id).execute()
  return { ...row, ...counts }
}

const WORD = /[\p{L}\p{N}]/u

/** Each word of a version, and how often it is there. */
function wordsIn(record: Kept): ReadonlyMap<string, number> {
  const chapters = 'chapters' in record ? record.chapters : [record]
  const head = 'chapters' in record ? [record.summary, record.notes, record.endNotes] : []
  const texts = chapters.flatMap(({ summary, notes, endNotes, html }) => [summary, notes, html, endNotes])
  const words = new Map<string, number>()
  for (const text of [...head, ...texts])
    for (const { pieces } of blocksOf(text))
      for (const { text: word } of pieces) if (WORD.test(word)) words.set(word, (words.get(word) ?? 0) + 1)
  return words
}

function beyond(these: ReadonlyMap<string, number>, those: ReadonlyMap<string, number>): number {
  let many = 0
  for (const [word, times] of these) many += Math.max(0, times - (those.get(word) ?? 0))
  return many
}
