import { type Place, STOOD_FIELD, type Typed } from '../works/index.ts'
import { bothOf, groupLabel, groupOf, kindOf, membersOf, type SidesOf } from './conflict-groups.ts'
import { type Known, standing, wordsOf } from './conflict-words.ts'
import { blocksOf } from './manuscript-blocks.ts'
import { isControl, isLeftAlone, valueIn } from './manuscript-fields.ts'
import { mergeLines, type Piece } from './manuscript-merge.ts'

interface Conflicting {
  readonly place: Place
  /** Of the manuscript that holds what is mine. */
  readonly key: string
  /** The version of that manuscript. */
  readonly kept: number
  readonly mine: Typed
  /** What is stored now, as the form would hold it, and its version. */
  readonly theirs: Typed
  readonly version: number
  /** What stood in it before both, where that is known. */
  readonly former: Typed | null
  readonly known: Known
}

export type Way = 'theirs' | 'mine' | 'both'

/** What the two sides differ in: one choice, of one field or of several that mean something together. */
export interface FieldConflict {
  readonly name: string
  readonly label: string
  /** In words. */
  readonly mine: readonly string[]
  readonly theirs: readonly string[]
  /** Absent: nobody knows. */
  readonly former: readonly string[] | undefined
  readonly ways: readonly Way[]
  /** What is proposed: whose alone changed it; both, where they can be put together; else mine. */
  readonly take: Way
  /** What the fields become when theirs is taken, or both. */
  readonly values: { readonly theirs: Typed; readonly both: Typed }
}

export interface ConflictView extends Pick<Conflicting, 'place' | 'key' | 'kept' | 'version'> {
  /** What is stored now, as the form keeps it in mind. */
  readonly stood: string
  readonly fields: readonly FieldConflict[]
  /** The text, piece by piece; null where both have the same. */
  readonly body: readonly Piece[] | null
}

/** Both sides, where they differ; null where they do not. */
export function conflictView({
  place,
  key,
  kept,
  version,
  mine,
  theirs,
  former,
  known,
}: Conflicting): ConflictView | null {
  const groups = new Set(
    Object.keys(mine)
      .filter((name) => !isControl(name))
      .map(groupOf),
  )
  const fields = [...groups]
    .filter((group) => group !== 'body')
    .flatMap((group) => fieldConflict(group, { mine, theirs, former }, known))
  const body = mine.body === undefined ? null : bodyConflict(mine, theirs, former)
  const stood = valueIn(theirs, STOOD_FIELD)
  return fields.length === 0 && body === null ? null : { place, key, kept, version, stood, fields, body }
}

function fieldConflict(name: string, sides: SidesOf, known: Known): readonly FieldConflict[] {
  const label = groupLabel(name)
  if (label === undefined || isLeftAlone(sides.mine, name)) return []
  const said = (fields: Typed): readonly string[] => wordsOf(name, fields, known)
  const [mine, theirs] = [said(sides.mine), said(sides.theirs)]
  if (alike(mine, theirs)) return []
  const members = membersOf(name, sides.mine, sides.theirs)
  const former = formerOf(name, sides)
  const values = {
    theirs: Object.fromEntries(members.map((field) => [field, sides.theirs[field] ?? []])),
    both: bothOf(name, sides),
  }
  const was = former && said(former)
  const shown = kindOf(name) === 'added' ? standing(name, known) : theirs
  return [{ name, label, mine, theirs: shown, former: was ?? undefined, ...waysFor(name, mine, was), values }]
}

const alike = (one: readonly string[], other: readonly string[]): boolean =>
  one.join('\n') === other.join('\n')

/** A place in a form that says what it was itself needs no revision to know whether it was touched. */
function formerOf(name: string, { mine, former }: SidesOf): Typed | null {
  const was = valueIn(mine, `${name}_was`)
  if (was) return { [name]: was }
  return former && membersOf(name, former).length > 0 ? former : null
}

function waysFor(name: string, mine: readonly string[], was: readonly string[] | null) {
  const kind = kindOf(name)
  const ways: Readonly<Record<typeof kind, readonly Way[]>> = {
    line: ['theirs', 'mine'],
    added: ['theirs', 'both'],
    names: ['theirs', 'mine', 'both'],
    ticks: ['theirs', 'mine', 'both'],
  }
  const unchanged = was !== null && alike(was, mine)
  return {
    ways: ways[kind],
    take: unchanged ? ('theirs' as const) : kind === 'line' ? ('mine' as const) : ('both' as const),
  }
}

function bodyConflict(mine: Typed, theirs: Typed, former: Typed | null): readonly Piece[] | null {
  const [own, other] = [blocksOf(mine), blocksOf(theirs)]
  if (own.join('\n') === other.join('\n')) return null
  return mergeLines(former?.body === undefined ? null : blocksOf(former), own, other)
}
