import { complete } from './complete.ts'
import { idOf, moveInRows, remove, rowOf, setColumn, setVisibility, upsert } from './entries.ts'
import { found } from './evaluate.ts'
import { beginFilling, finishFilling } from './filling.ts'
import { addChild, addMeta, removeChild, removeMeta, setSynonym, setTag, unsetSynonym } from './graph.ts'
import { checkRoom, reserve } from './growing.ts'
import { get, getPaged } from './list.ts'
import { orderNamed, slice } from './orders.ts'
import { facetsOf } from './pages.ts'
import { slotsOf } from './postings.ts'
import { prepare } from './prepare.ts'
import { readRow } from './rows.ts'
import {
  type Answer,
  type Completing,
  type Completion,
  type Entry,
  type GraphChange,
  type Question,
  SearchError,
  type Tag,
} from './schema.ts'
import { piecesOf, saveState } from './snapshot.ts'
import { bitmapBytes, giveBack, type State } from './state.ts'
import { type Stats, statsOf } from './stats.ts'
import { canonOf, isCanonical, kindOf, nameOf, tagTerm } from './terms.ts'

/** One index: a single writer, every change seen by the next question. Nothing here waits. */
export interface SearchIndex {
  readonly ask: (question: Question) => Answer
  readonly complete: (text: string, how: Completing) => readonly Completion[]
  readonly upsert: (entry: Entry) => void
  /** False when there is no such entry; so, too, below. */
  readonly remove: (id: number) => boolean
  readonly setVisibility: (id: number, visibility: number) => boolean
  readonly setColumn: (id: number, column: string, value: number) => boolean
  /** Makes a tag known or changes it. Told most used first, an index is smaller and faster. */
  readonly setTag: (tag: Tag) => GraphChange
  readonly renameTag: (id: number, name: string) => boolean
  readonly setSynonym: (tag: number, of: number) => GraphChange
  readonly unsetSynonym: (tag: number) => GraphChange
  readonly addMeta: (sub: number, meta: number) => GraphChange
  readonly removeMeta: (sub: number, meta: number) => GraphChange
  readonly addChild: (child: number, parent: number) => GraphChange
  readonly removeChild: (child: number, parent: number) => GraphChange
  readonly has: (id: number) => boolean
  readonly nameOfTag: (id: number) => string | undefined
  readonly kindOfTag: (id: number) => string | undefined
  readonly isCanonical: (id: number) => boolean
  /** The canonical tag this one counts for (itself, if it is one), if there is any. */
  readonly canonicalOf: (id: number) => number | undefined
  /** An entry's tags as its author wrote them, ascending. */
  readonly tagIdsOf: (id: number) => readonly number[] | undefined
  /**
   * Makes what would be made when first asked for, in steps of some ms: for a start, before anybody asks. For each of
   * `readers`, the classes that a sort of reader sees, the pages of the most used tags are counted, too.
   */
  readonly prepare: (
    sorts?: readonly string[],
    readers?: readonly (readonly number[])[],
  ) => Generator<string, void>
  /** Makes room for so many entries at once, before many are added. */
  readonly reserve: (entries: number) => void
  /** A snapshot, for `loadIndex`. */
  readonly save: () => Uint8Array<ArrayBuffer>
  /**
   * The same in pieces, to be written with waits in between. Gives false, without the last piece, when the index
   * changed meanwhile: what was written is no snapshot then (and is refused), so hold changes back or try again.
   */
  readonly savePieces: () => Generator<Uint8Array<ArrayBuffer>, boolean>
  readonly stats: () => Stats
  /** Entries held. */
  readonly count: () => number
}

export function indexOver(state: State): SearchIndex {
  const changed =
    <Given extends readonly unknown[], Told>(change: (state: State, ...given: Given) => Told) =>
    (...given: Given): Told => {
      if (state.filling && (state.filling.begun || !WHILE_FILLING.has(change))) finishFilling(state)
      state.version++
      if (change !== (setColumn as unknown)) state.shape++
      return change(state, ...given)
    }
  const filled =
    <Given extends readonly unknown[], Told>(look: (state: State, ...given: Given) => Told) =>
    (...given: Given): Told => {
      if (state.filling) finishFilling(state)
      return look(state, ...given)
    }
  return {
    ask: filled(ask),
    complete: filled(complete),
    save: filled(saveState),
    savePieces: filled(piecesOf),
    stats: filled(statsOf),
    prepare: (sorts = [], readers = []) =>
      prepare(
        state,
        sorts.map((name) => orderNamed(state, name)),
        readers,
      ),
    upsert: changed(upsert),
    remove: changed(remove),
    setVisibility: changed(setVisibility),
    setColumn: changed(setColumn),
    setTag: changed(setTagAndRows),
    renameTag: changed(renameTag),
    setSynonym: changed(setSynonym),
    unsetSynonym: changed(unsetSynonym),
    addMeta: changed(addMeta),
    removeMeta: changed(removeMeta),
    addChild: changed(addChild),
    removeChild: changed(removeChild),
    has: (id) => getPaged(state.slotOf, id) > 0,
    nameOfTag: (id) => (tagTerm(state, id) ? nameOf(state, tagTerm(state, id)) : undefined),
    kindOfTag: (id) =>
      tagTerm(state, id) ? state.kinds[kindOf(state, tagTerm(state, id))]?.name : undefined,
    isCanonical: (id) => isCanonical(state, tagTerm(state, id)),
    canonicalOf: (id) => canonicalOf(state, id),
    tagIdsOf: (id) => tagIdsOf(state, id),
    reserve(entries) {
      checkRoom(state, entries)
      if (entries > 0) beginFilling(state)
      reserve(state, entries)
    },
    count: () => state.slots - state.freeSlots.length,
  }
}

/** Changes that leave what many entries at once have still to do as it is, or see to it themselves. */
const WHILE_FILLING: ReadonlySet<unknown> = new Set([upsert, setTagAndRows])

function ask(state: State, question: Question): Answer {
  const { reader, filter, sort, offset = 0, limit = 20 } = question
  const order = orderNamed(state, sort?.by ?? 'id')
  if (order < 0) throw new SearchError(`there is no column ${sort?.by} to sort by`)
  const bits = found(state, reader, filter)
  const total = state.kernels.count(bits, bitmapBytes(state))
  const up = (sort?.direction ?? 'up') === 'up'
  const slots = up
    ? slice(state, order, bits, total, offset, offset + limit)
    : slice(state, order, bits, total, Math.max(0, total - offset - limit), total - offset).reverse()
  const answer = {
    total,
    ids: slots.map((slot) => idOf(state, slot)),
    ...facetsOf(state, question, bits, total),
  }
  giveBack(state, bits)
  return answer
}

function canonicalOf(state: State, id: number): number | undefined {
  const canon = canonOf(state, tagTerm(state, id))
  return canon ? get(state.outer, canon) : undefined
}

function tagIdsOf(state: State, id: number): readonly number[] | undefined {
  const slot = getPaged(state.slotOf, id) - 1
  if (slot < 0) return undefined
  const { wide, narrow } = readRow(state.heap, rowOf(state, slot))
  const tags = [...wide, ...narrow].filter((term) => state.kinds[kindOf(state, term)]?.of === 'tag')
  return tags.map((term) => get(state.outer, term)).sort((a, b) => a - b)
}

function setTagAndRows(state: State, tag: Tag): GraphChange {
  const term = tagTerm(state, tag.id)
  if (term && state.filling) finishFilling(state)
  const wasNarrow = term ? state.kinds[kindOf(state, term)]?.narrow : undefined
  const told = setTag(state, tag)
  const isNarrow = state.kinds[kindOf(state, tagTerm(state, tag.id))]?.narrow
  if (term && wasNarrow !== isNarrow) moveInRows(state, term, slotsOf(state, term))
  return told
}

function renameTag(state: State, id: number, name: string): boolean {
  const term = tagTerm(state, id)
  if (!term) return false
  const kind = state.kinds[kindOf(state, term)]?.name ?? ''
  setTag(state, { id, kind, name, canonical: isCanonical(state, term) })
  return true
}
