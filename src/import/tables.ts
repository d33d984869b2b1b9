import type { Generated, JSONColumnType } from 'kysely'
import type { PersonId, WorkId } from '../core/ids.ts'
import type { Statement } from '../works/index.ts'
import type { About, Remark } from './documents/document.ts'
import type { Manner } from './documents/split.ts'
import type { OthersLeave } from './others-leave.ts'

export interface ImportTables {
  import_runs: {
    id: Generated<string>
    person_id: PersonId
    as_creator: boolean
    standing: Generated<'waiting' | 'running' | 'done'>
    created_at: Generated<Date>
    finished_at: Date | null
    /** Works of others, by whose leave. */
    leave: JSONColumnType<OthersLeave, string | null | undefined, string | null> | null
  }
  import_files: {
    id: Generated<number>
    run_id: string
    position: number
    kept_at: string | null
    name: string
    outcome: 'imported' | 'already-here' | 'updated' | 'refused' | null
    reason: string | null
    work_id: WorkId | null
    title: string | null
    chapters: number | null
    words_counted: number | null
    words_stated: number | null
    losses: Generated<string[]>
    repairs: Generated<string[]>
    statements: JSONColumnType<readonly Statement[], string | undefined, string>
  }
  documents: {
    id: string
    person_id: PersonId
    made_at: Date
    names: string[]
    files_hash: Buffer
    into_work_id: WorkId | null
    manner: Manner
    about: JSONColumnType<About, string, string>
    remarks: JSONColumnType<readonly Remark[], string, string>
    notes: JSONColumnType<Readonly<Record<string, string>>, string, string>
    files_read: string
    version: Generated<number>
    became_work_id: WorkId | null
    became_at: Date | null
  }
  document_chapters: {
    id: Generated<number>
    document_id: string
    position: number
    title: string
    blocks: string[]
    words: number
    left_out: Generated<boolean>
  }
}
