/** Every fact a module tells the ones above it, with what it carries. Told in the transaction of the change itself. */
export interface Facts {
  /** Files wait in this run for the importer. */
  'import.requested': { readonly runId: string }
  /** A mail waits in the outbox. */
  'mail.posted': { readonly mailId: number }
  /** Somebody asked for a new passphrase: the address as typed, and the language it was asked in. */
  'passphrase.forgotten': { readonly email: string; readonly locale: string }
}

export type FactName = keyof Facts
