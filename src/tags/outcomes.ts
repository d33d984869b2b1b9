import type { Actor } from '../core/actor.ts'
import type { ChangeId } from '../core/ids.ts'
import type { WrittenTag } from './know-tags.ts'
import type { NameFault } from './names.ts'

/** Who changes the graph; the program itself when it fills an archive. */
export type ChangedBy = Actor | 'program'

/** Everything a verb may answer instead of doing it. */
export type Refusal =
  | NameFault
  | 'not-allowed'
  | 'no-such-tag'
  | 'already-so'
  | 'same-tag'
  | 'different-kind'
  | 'wrong-parent-kind'
  | 'no-meta-tags'
  | 'fixed-kind'
  | 'not-canonical'
  | 'is-synonym'
  | 'not-a-synonym'
  | 'not-linked'
  | 'would-be-a-cycle'
  | 'name-taken'
  | 'in-use'
  | 'is-linked'
  | 'is-banned'
  | 'not-banned'

export interface Refused<R extends string> {
  readonly refused: R
  /** The one that stands in the way, where it is one. */
  readonly tag?: WrittenTag
}

/** Done, with the number of the change in the history; or refused, and nothing is changed. */
export type Outcome<R extends Refusal> = { readonly done: ChangeId } | Refused<R | Always>

/** Any verb may be asked by the wrong person, or of a tag that is not there and cannot be made. */
export type Always = 'not-allowed' | 'no-such-tag' | NameFault
