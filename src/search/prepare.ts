import { indexMore } from './names.ts'
import { builtOrder } from './orders.ts'
import { rankingOf } from './ranking.ts'
import type { State } from './state.ts'

/** Terms whose names go in at a time: some 2 ms. */
const TERMS = 250

/**
 * Makes what questions would make when first asked, in steps, each told by name; anything may be asked or changed
 * between two. Steps are a few ms, but for the sort orders, which at a million entries are a second each.
 */
export function* prepare(state: State, sorts: readonly number[]): Generator<string, void> {
  for (const order of sorts) {
    builtOrder(state, order)
    yield 'sort order'
  }
  while (!indexMore(state, TERMS)) yield 'words'
  rankingOf(state)
}
