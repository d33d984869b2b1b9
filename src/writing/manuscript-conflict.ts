import { fieldName } from '../web/field-names.ts'
import type { Place, Typed } from '../works/index.ts'
import { blocksOf } from './manuscript-blocks.ts'
import { differing, valuesIn } from './manuscript-fields.ts'
import { mergeLines, type Piece } from './manuscript-merge.ts'

export interface Conflicting {
  readonly place: Place
  /** Of the manuscript that holds what is mine. */
  readonly key: string
  readonly mine: Typed
  /** What is stored now, as the form would hold it, and its version. */
  readonly theirs: Typed
  readonly version: number
  /** What stood in it before both, where that is known. */
  readonly former: Typed | null
}

export interface FieldConflict {
  readonly name: string
  readonly label: string
  readonly mine: readonly string[]
  readonly theirs: readonly string[]
  /** Absent: nobody knows. */
  readonly former: readonly string[] | undefined
  /** Whose is proposed: of who alone changed it, else mine. */
  readonly take: 'mine' | 'theirs'
}

export interface ConflictView extends Pick<Conflicting, 'place' | 'key' | 'version'> {
  readonly fields: readonly FieldConflict[]
  /** The text, piece by piece; null where both have the same. */
  readonly body: readonly Piece[] | null
}

/** Both sides, where they differ; null where they do not. */
export function conflictView({
  place,
  key,
  version,
  mine,
  theirs,
  former,
}: Conflicting): ConflictView | null {
  const fields = differing(mine, theirs)
    .filter((name) => name !== 'body')
    .flatMap((name) => fieldConflict(name, { mine, theirs, former }))
  const body = mine.body === undefined ? null : bodyConflict(mine, theirs, former)
  return fields.length === 0 && body === null ? null : { place, key, version, fields, body }
}

interface Sides {
  readonly mine: Typed
  readonly theirs: Typed
  readonly former: Typed | null
}

function fieldConflict(name: string, sides: Sides): readonly FieldConflict[] {
  const label = fieldName(name)
  if (label === undefined) return []
  const mine = valuesIn(sides.mine, name)
  const theirs = valuesIn(sides.theirs, name)
  const former = sides.former?.[name] === undefined ? undefined : valuesIn(sides.former, name)
  const unchanged = former !== undefined && former.join('\n') === mine.join('\n')
  return [{ name, label, mine, theirs, former, take: unchanged ? 'theirs' : 'mine' }]
}

function bodyConflict(mine: Typed, theirs: Typed, former: Typed | null): readonly Piece[] | null {
  const [own, other] = [blocksOf(mine), blocksOf(theirs)]
  if (own.join('\n') === other.join('\n')) return null
  return mergeLines(former?.body === undefined ? null : blocksOf(former), own, other)
}
