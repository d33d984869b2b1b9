import type { WorkId } from './core/ids.ts'

/** Every fact a module tells the ones above it, with what it carries. Told in the transaction of the change itself. */
export interface Facts {
  /** Files wait in this run for the importer. */
  'import.requested': { readonly runId: string }
  /** A creator had a work taken down; told when its time in the trash is over. */
  'work.removed': { readonly workId: WorkId }
  /** A mail waits in the outbox. */
  'mail.posted': { readonly mailId: number }
}

export type FactName = keyof Facts
