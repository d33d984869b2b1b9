import type { Generated } from 'kysely'
import type { ChapterId, PersonId, WorkId } from '../core/ids.ts'

export interface ExportTables {
  book_files: { digest: string; work_id: WorkId; parts: (ChapterId | null)[]; made_at: Date }
  bundles: {
    id: string
    person_id: PersonId | null
    title: string
    shape: 'zip' | 'book'
    format: string
    works: WorkId[]
    standing: Generated<'waiting' | 'running' | 'done' | 'failed'>
    done_works: Generated<number>
    left_out: Generated<number>
    bytes: string | null
    asked_at: Date
    finished_at: Date | null
  }
}
