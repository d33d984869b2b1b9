/** What a program puts on the clipboard, and what is to stand in the editor then. */
export interface Pasted {
  readonly name: string
  readonly html?: string
  readonly text?: string
  /** As the cleaner spells it, a block a line. */
  readonly becomes: string
}
