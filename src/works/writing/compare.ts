import { type Block, type BlockKind, blocksOf, type Piece } from './compare-blocks.ts'
import { changes, type Effort, type Hunk, joined, matched, newEffort } from './compare-match.ts'

/*
 * Two texts beside each other. First whole paragraphs are matched, by those that stand once in each and then by the
 * rest between them; only what is left is compared word by word. All that is done is counted, and what would take too
 * long is shown as paragraphs that went and paragraphs that came.
 */

export interface Run {
  readonly change: 'same' | 'gone' | 'new'
  readonly pieces: readonly Piece[]
}

export interface MarkedBlock {
  readonly kind: BlockKind
  readonly runs: readonly Run[]
}

export type Row =
  | { readonly kind: 'same'; readonly blocks: readonly Block[] }
  | { readonly kind: 'skipped'; readonly many: number }
  | {
      readonly kind: 'changed'
      readonly before: readonly MarkedBlock[]
      readonly after: readonly MarkedBlock[]
    }

export interface Comparison {
  readonly rows: readonly Row[]
  /** Too much is different in places to compare it word by word. */
  readonly coarse: boolean
}

/** Paragraphs shown around what changed. */
const AROUND = 2

/** Several texts of one page share what effort there is. */
export function compareTexts(before: string, after: string, shared: Effort = newEffort()): Comparison {
  const effort: Effort = { left: shared.left, coarse: false }
  const rows = matched(blocksOf(before), blocksOf(after), effort).flatMap((hunk): Row[] => {
    if (hunk.same) return [{ kind: 'same', blocks: hunk.after }]
    return pairs(hunk).map((pair) => ({ kind: 'changed', ...wordByWord(pair, effort) }))
  })
  shared.left = effort.left
  return { rows: folded(rows), coarse: effort.coarse }
}

/** Of what stayed, only what stands beside a change. */
function folded(rows: readonly Row[]): Row[] {
  return rows.flatMap((row, at): Row[] => {
    if (row.kind !== 'same') return [row]
    const { blocks } = row
    const [first, last] = [at === 0 ? 0 : AROUND, at === rows.length - 1 ? 0 : AROUND]
    const many = blocks.length - first - last
    if (many <= 1) return [row]
    const shown = [blocks.slice(0, first), blocks.slice(blocks.length - last)]
    const [above, below] = shown.map((some): Row[] =>
      some.length > 0 ? [{ kind: 'same', blocks: some }] : [],
    )
    return [...(above ?? []), { kind: 'skipped', many }, ...(below ?? [])]
  })
}

/** As many paragraphs before as after: each became the other. */
function pairs({ before, after }: Hunk<Block>): Pick<Hunk<Block>, 'before' | 'after'>[] {
  if (before.length !== after.length) return [{ before, after }]
  return before.map((one, at) => ({ before: [one], after: after.slice(at, at + 1) }))
}

interface Word extends Piece {
  /** It ends a paragraph of this kind. */
  readonly ends?: BlockKind
}

/** More changes than anybody looks through: a page of them would be as long as ten. */
const MOST_CHANGES = 5_000

function wordByWord({ before, after }: Pick<Hunk<Block>, 'before' | 'after'>, effort: Effort) {
  const whole = { same: false, before: wordsOf(before), after: wordsOf(after) }
  const found = smoothed(changes(whole.before, whole.after, effort))
  if (found.length > MOST_CHANGES) effort.coarse = true
  const hunks = found.length > MOST_CHANGES ? [whole] : found
  return {
    before: side(hunks.map(({ same, before: pieces }) => ({ change: same ? 'same' : 'gone', pieces }))),
    after: side(hunks.map(({ same, after: pieces }) => ({ change: same ? 'same' : 'new', pieces }))),
  }
}

const wordsOf = (blocks: readonly Block[]): Word[] =>
  blocks.flatMap(({ kind, pieces }) => [
    ...pieces,
    { text: '', spaced: false, marks: [], key: `end ${kind}`, ends: kind },
  ])

/** So few words between two changes, each longer than they are, are no island worth standing on. */
const ISLAND = 2

function smoothed(hunks: readonly Hunk<Word>[]): Hunk<Word>[] {
  const size = (hunk: Hunk<Word> | undefined): number => (hunk ? hunk.before.length + hunk.after.length : 0)
  const drowned = hunks.map((hunk, at): Hunk<Word> => {
    const small = hunk.same && hunk.before.length <= ISLAND && !hunk.before.some((word) => word.ends)
    const between = Math.min(size(hunks[at - 1]), size(hunks[at + 1]))
    return small && between > 2 * ISLAND ? { ...hunk, same: false } : hunk
  })
  return joined(drowned)
}

interface WordRun {
  readonly change: Run['change']
  readonly pieces: readonly Word[]
}

/** One side again as paragraphs. */
function side(runs: readonly WordRun[]): MarkedBlock[] {
  const blocks: MarkedBlock[] = []
  let standing: Run[] = []
  for (const { change, pieces } of runs) {
    let from = 0
    for (const [at, { ends }] of pieces.entries()) {
      if (!ends) continue
      standing.push(...runOf(change, pieces.slice(from, at)))
      blocks.push({ kind: ends, runs: standing })
      standing = []
      from = at + 1
    }
    standing.push(...runOf(change, pieces.slice(from)))
  }
  return blocks
}

const runOf = (change: Run['change'], pieces: readonly Piece[]): Run[] =>
  pieces.length > 0 ? [{ change, pieces }] : []
