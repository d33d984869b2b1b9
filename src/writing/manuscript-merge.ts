import { diffArrays } from 'diff'

/** A run of lines of a merged text: settled, or changed by both sides in different ways. */
export type Piece =
  | { readonly is: 'same' | 'mine' | 'theirs' | 'both-alike'; readonly lines: readonly string[] }
  | { readonly is: 'collision'; readonly mine: readonly string[]; readonly theirs: readonly string[] }

/** What one side put in place of `from` to `to` of the base. */
interface Change {
  readonly from: number
  readonly to: number
  readonly put: readonly string[]
}

/** Texts that have nothing in common would be compared for minutes. */
const PATIENCE_MS = 400

/**
 * Three-way merge: what only one side changed is taken, what both changed alike too, and what they changed differently
 * collides. Without a base nobody knows who changed what: whatever differs collides.
 */
export function mergeLines(
  base: readonly string[] | null,
  mine: readonly string[],
  theirs: readonly string[],
): readonly Piece[] {
  if (base === null) return withoutBase(mine, theirs)
  const sides = { mine: changesOf(base, mine), theirs: changesOf(base, theirs) }
  const pieces: Piece[] = []
  let at = 0
  for (const group of groupsOf(sides.mine, sides.theirs)) {
    if (group.from > at) pieces.push({ is: 'same', lines: base.slice(at, group.from) })
    pieces.push(...settle(base, group))
    at = group.to
  }
  if (at < base.length) pieces.push({ is: 'same', lines: base.slice(at) })
  return pieces.filter((piece) => piece.is === 'collision' || piece.lines.length > 0)
}

function withoutBase(mine: readonly string[], theirs: readonly string[]): readonly Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const { from, to, put } of changesOf(theirs, mine)) {
    if (from > at) pieces.push({ is: 'same', lines: theirs.slice(at, from) })
    pieces.push({ is: 'collision', mine: put, theirs: theirs.slice(from, to) })
    at = to
  }
  if (at < theirs.length) pieces.push({ is: 'same', lines: theirs.slice(at) })
  return pieces
}

function changesOf(base: readonly string[], side: readonly string[]): readonly Change[] {
  const parts = diffArrays([...base], [...side], { timeout: PATIENCE_MS })
  if (!parts) return [{ from: 0, to: base.length, put: side }]
  const changes: Change[] = []
  let at = 0
  let open: { from: number; to: number; put: string[] } | undefined
  for (const { added, removed, value } of parts) {
    if (!added && !removed) {
      if (open) changes.push(open)
      open = undefined
      at += value.length
      continue
    }
    open ??= { from: at, to: at, put: [] }
    if (added) open.put.push(...value)
    else {
      at += value.length
      open.to = at
    }
  }
  if (open) changes.push(open)
  return changes
}

interface Group {
  from: number
  to: number
  readonly mine: Change[]
  readonly theirs: Change[]
}

/** Changes of both sides that touch the same lines, or that put something at the same place, belong together. */
function groupsOf(mine: readonly Change[], theirs: readonly Change[]): readonly Group[] {
  const all = [
    ...mine.map((change) => ({ change, side: 'mine' as const })),
    ...theirs.map((change) => ({ change, side: 'theirs' as const })),
  ].sort((a, b) => a.change.from - b.change.from || a.change.to - b.change.to)
  const groups: Group[] = []
  for (const { change, side } of all) {
    const last = groups.at(-1)
    if (last && touches(last, change)) {
      last[side].push(change)
      last.to = Math.max(last.to, change.to)
    } else groups.push({ from: change.from, to: change.to, mine: [], theirs: [], [side]: [change] })
  }
  return groups
}

/** A change that takes nothing away, right beside another, has no place of its own in the order. */
const touches = (group: Group, change: Change): boolean =>
  change.from < group.to ||
  (change.from === group.to && (change.to === change.from || isInsertAt(group, change.from)))

const isInsertAt = (group: Group, at: number): boolean =>
  [...group.mine, ...group.theirs].some(({ from, to }) => from === to && from === at)

function settle(base: readonly string[], group: Group): readonly Piece[] {
  const { from, to } = group
  const mine = applied(base, group.mine, from, to)
  const theirs = applied(base, group.theirs, from, to)
  if (group.theirs.length === 0) return [{ is: 'mine', lines: mine }]
  if (group.mine.length === 0) return [{ is: 'theirs', lines: theirs }]
  const alike = mine.length === theirs.length && mine.every((line, at) => line === theirs[at])
  return alike ? [{ is: 'both-alike', lines: mine }] : [{ is: 'collision', mine, theirs }]
}

function applied(
  base: readonly string[],
  changes: readonly Change[],
  from: number,
  to: number,
): readonly string[] {
  const lines: string[] = []
  let at = from
  for (const change of changes) {
    lines.push(...base.slice(at, change.from), ...change.put)
    at = change.to
  }
  return [...lines, ...base.slice(at, to)]
}
