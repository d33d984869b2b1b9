import { sql } from 'kysely'
import type { PersonId } from '../core/ids.ts'
import type { Db } from '../storage/transaction.ts'
import type { Place } from '../works/index.ts'
import { firstWords } from './manuscript-fields.ts'

/** Something begun and not saved, as its writer knows it again. */
export interface Begun extends Place {
  readonly key: string
  readonly keptAt: Date
  /** What was typed: the title first, then how the text begins. Empty: nothing but choices. */
  readonly words: string
  /** Of the work it belongs to, as it stands. */
  readonly workTitle: string | null
  /** The work lies in the trash: its form cannot be opened until it is back. */
  readonly inTrash: boolean
}

/** Everything this person has begun and not saved, newest first. With a place: what belongs there. */
export async function begunBy(db: Db, person: PersonId, at?: Place): Promise<readonly Begun[]> {
  const start = (name: string) => sql<string>`left(coalesce(fields->>${name}, ''), 600)`
  const rows = await db
    .selectFrom('manuscripts')
    .leftJoin('works', 'works.id', 'manuscripts.work_id')
    .select(['key', 'part', 'manuscripts.work_id', 'chapter_id', 'kept_at', 'works.title', 'works.standing'])
    .select([start('title').as('named'), start('chapter_title').as('headed'), start('body').as('text')])
    .where('manuscripts.person_id', '=', person)
    .$if(at !== undefined, (query) =>
      query
        .where('part', '=', at?.part ?? 'work')
        .where('manuscripts.work_id', 'is not distinct from', at?.workId ?? null)
        .where('chapter_id', 'is not distinct from', at?.chapterId ?? null),
    )
    .orderBy('kept_at', 'desc')
    .orderBy('key')
    .execute()
  return rows.map((row) => ({
    ...{ key: row.key, part: row.part, workId: row.work_id, chapterId: row.chapter_id },
    ...{ keptAt: row.kept_at, workTitle: row.title, inTrash: row.standing === 'trashed' },
    words: firstWords([row.part === 'work' ? row.named : row.headed, row.text].filter(Boolean).join(' — ')),
  }))
}
