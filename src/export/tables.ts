import type { Generated, GeneratedAlways } from 'kysely'
import type { ChapterId, PersonId, WorkId } from '../core/ids.ts'

export interface ExportTables {
  book_files: { digest: string; work_id: WorkId; parts: (ChapterId | null)[]; made_at: Date }
  packed_chapters: {
    chapter_id: ChapterId
    made: GeneratedAlways<string>
    looked: Buffer
    recipe: Buffer
    crc: string
    size: number
    packed_size: GeneratedAlways<number>
    packed: Buffer
    ids: string[]
    wants: string[]
    pictures: string[]
    used_on: string
  }
  packed_covers: { work_id: WorkId; tag: string; picture: Buffer }
  bundles: {
    id: string
    person_id: PersonId | null
    key_hash: Buffer | null
    title: string
    path: string
    shape: 'zip' | 'book'
    format: string
    works: WorkId[]
    standing: Generated<'waiting' | 'running' | 'done' | 'failed'>
    done_works: Generated<number>
    held: Generated<WorkId[]>
    left_out: Generated<number>
    beyond: Generated<number>
    bytes: string | null
    asked_at: Date
    finished_at: Date | null
  }
}
