import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { WorkId } from '../../core/ids.ts'
import type { Transaction } from '../../storage/transaction.ts'
import { bareName } from '../bare-name.ts'
import { contentHash, stableJson } from '../content-hash.ts'
import type { ChapterRecord, WorkRecord } from '../record.ts'

interface Rewriting {
  /** What stands in the place of a name that goes, by the name in small letters; null: nothing. */
  readonly names: ReadonlyMap<string, string | null>
  /** Nobody else signs: whatever names were used before, these stand everywhere. */
  readonly all?: readonly string[] | undefined
  readonly dropOrigin: boolean
}

/** What a work was before must not go on naming whoever does not sign it any more. One at a time: they are whole works. */
export async function rewriteRevisions(trx: Transaction, id: WorkId, how: Rewriting): Promise<void> {
  const rows = await trx.selectFrom('work_revisions').select('id').where('work_id', '=', id).execute()
  for (const row of rows) {
    const { record } = await trx
      .selectFrom('work_revisions')
      .select('record')
      .where('id', '=', row.id)
      .executeTakeFirstOrThrow()
    const now = 'chapters' in record ? rewritten(record, how) : rewrittenChapter(record, how)
    const changed = {
      record: JSON.stringify(now),
      content_hash:
        'chapters' in now ? contentHash(now) : createHash('sha256').update(stableJson(now)).digest(),
    }
    await trx.updateTable('work_revisions').set(changed).where('id', '=', row.id).execute()
  }
  await sql`update related_works set creators = array(select name from unnest(creators) as name
    where lower(name) <> all (${[...how.names.keys()]}::text[])) where other_work_id = ${id}`.execute(trx)
}

function others(written: readonly string[], names: Rewriting['names']): string[] {
  const left = written.flatMap((name) => {
    const known = names.get(name.toLowerCase()) ?? names.get(bareName(name).toLowerCase())
    return known === undefined && !names.has(bareName(name).toLowerCase()) ? [name] : (known ?? [])
  })
  return [...new Set(left)]
}

function rewrittenChapter(chapter: ChapterRecord, { names, all }: Rewriting): ChapterRecord {
  const { creators, ...rest } = chapter
  return creators && !all ? { ...rest, creators: others(creators, names) } : rest
}

function rewritten(record: WorkRecord, how: Rewriting): WorkRecord {
  const { names, all, dropOrigin } = how
  return {
    ...record,
    creators: all ?? others(record.creators, names),
    origin: dropOrigin ? null : record.origin,
    series: dropOrigin ? record.series.map(({ url: _url, ...place }) => place) : record.series,
    chapters: record.chapters.map((chapter) => rewrittenChapter(chapter, how)),
  }
}
