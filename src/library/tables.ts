import type { Generated } from 'kysely'
import type { ChapterId, PersonId, ReadingId, WorkId } from '../core/ids.ts'

export const READING_STATES = ['later', 'reading', 'read', 'dropped'] as const
export type ReadingState = (typeof READING_STATES)[number]

export interface LibraryTables {
  places: {
    person_id: PersonId
    work_id: WorkId
    chapter_id: ChapterId | null
    paragraph: Generated<number>
    share: Generated<number>
    device: Generated<string>
    noted_at: Date
    known: Generated<ChapterId[]>
  }
  readings: {
    id: Generated<ReadingId>
    person_id: PersonId
    work_id: WorkId | null
    visits: Generated<number>
    first_at: Date | null
    last_at: Date | null
    state: ReadingState | null
    state_at: Date | null
    note: Generated<string>
    at: Date
    seen_at: Date
    seen_chapters: Generated<number>
  }
  progress: {
    person_id: PersonId
    document: string
    progress: string
    percentage: number
    device: string
    device_id: Generated<string>
    noted_at: Date
  }
}
