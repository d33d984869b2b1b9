import { KEPT } from './complete.ts'
import { fillSome } from './filling.ts'
import { get } from './list.ts'
import { indexMore } from './names.ts'
import { oftenIn } from './often.ts'
import { builtOrder } from './orders.ts'
import { keepPage } from './pages.ts'
import { rankingOf } from './ranking.ts'
import type { State } from './state.ts'
import { rangeOf } from './words.ts'

/** Terms whose names go in at a time: some 2 ms. */
const TERMS = 250

/**
 * Makes what questions would make when first asked, in steps, each told by name; anything may be asked or changed
 * between two. Steps are a few ms, but for the sort orders, which at a million entries are a second each.
 */
export function* prepare(
  state: State,
  sorts: readonly number[],
  readers: readonly (readonly number[])[],
): Generator<string, void> {
  while (fillSome(state)) yield 'lists'
  for (const order of sorts) {
    builtOrder(state, order)
    yield 'sort order'
  }
  while (!indexMore(state, TERMS)) yield 'words'
  rankingOf(state)
  for (const prefix of shortPrefixes(state)) {
    oftenIn(state, prefix, rangeOf(state, new TextEncoder().encode(prefix)), -1, KEPT)
    yield 'prefixes'
  }
  for (const sees of readers)
    for (const tag of popularTags(state)) {
      keepPage(state, sees, tag)
      yield 'page'
    }
}

/** Pages counted beforehand for each sort of reader: everything, and so many of the most used tags of each kind. */
const PAGES_OF_A_KIND = 24
/** What fewer entries have is counted quickly enough when asked for. */
const RARE = 1 / 200

function popularTags(state: State): readonly (number | null)[] {
  const tags = rankingOf(state).kinds.flatMap(({ terms }) => terms.slice(0, PAGES_OF_A_KIND))
  const often = tags.filter((term) => get(state.uses, term) > state.slots * RARE)
  return [null, ...often.map((term) => get(state.outer, term))]
}

/** One and two letters that blocks of words begin with: what most words begin with takes longest to look through. */
function shortPrefixes({ words }: State): ReadonlySet<string> {
  const prefixes = new Set<string>()
  for (const head of words.heads) {
    const [first, second] = [head >>> 24, (head >>> 16) & 0xff]
    if (first > 32 && first < 128) prefixes.add(String.fromCharCode(first))
    if (first > 32 && first < 128 && second > 32 && second < 128)
      prefixes.add(String.fromCharCode(first, second))
  }
  return prefixes
}
