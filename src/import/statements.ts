import type { Permissions, Statement, WorkRecord } from '../works/index.ts'
export function findStatements(
  _record: Pick<WorkRecord, 'additionalTags' | 'summary' | 'notes' | 'endNotes' | 'chapters'>,
): Statement[] {
  return []
}
export function permissionsFrom(_statements: readonly Statement[], base: Permissions): Permissions {
  return base
}
