/** Every fact a module tells the ones above it, with what it carries. Told in the transaction of the change itself. */
export interface Facts {
  /** Files wait in this run for the importer. */
  'import.requested': { readonly runId: string }
}

export type FactName = keyof Facts
