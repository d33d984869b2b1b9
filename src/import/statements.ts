import type { Permissions, Statement, WorkRecord } from '../works/index.ts'

export type Spoken = Pick<WorkRecord, 'additionalTags' | 'summary' | 'notes' | 'endNotes' | 'chapters'>
export const findStatements = (_record: Spoken): Statement[] => []
export const permissionsFrom = (_statements: readonly Statement[], base: Permissions): Permissions => base
