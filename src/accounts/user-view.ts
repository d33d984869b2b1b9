/** A person's own page, as one reader may see it. */
export interface UserView {
  /** The account's name. */
  readonly name: string
  readonly joined: Date
  /** In their own order, the usual one first. Works counted are those the reader may see. */
  readonly penNames: readonly { readonly name: string; readonly works: number }[]
  readonly works: number
  /** How many copies they keep, for their own eyes; null when the reader is somebody else. */
  readonly kept: number | null
}
