import { columnOf, writeColumn } from './columns.ts'
import { finishFilling } from './filling.ts'
import { rootOf } from './graph.ts'
import { growSome, MOST_SLOTS, reserve } from './growing.ts'
import { allocate } from './heap.ts'
import { recount } from './kept.ts'
import { get, getPaged, putPaged } from './list.ts'
import { addToOrder, removeFromOrder } from './orders.ts'
import { addPosting, removePosting } from './postings.ts'
import { setUses } from './ranking.ts'
import { bytesOf, codes, MOST_CODES, readRow, releaseRow, writeRow } from './rows.ts'
import { type Entry, SearchError } from './schema.ts'
import { bit, bitmapBytes, type State, setBit } from './state.ts'
import {
  bandTerm,
  canonOf,
  choiceTerm,
  creatorTerm,
  kindOf,
  releaseText,
  storeText,
  tagTerm,
  textAt,
} from './terms.ts'
import { refreshSome } from './words.ts'

/** Adds the entry, or puts it in the place of the one with its id. */
export function upsert(state: State, entry: Entry): void {
  const { wide, narrow } = checked(state, entry)
  const known = getPaged(state.slotOf, entry.id)
  if (known) {
    finishFilling(state)
    replace(state, known - 1, entry, wide, narrow)
    return
  }
  if (state.slots === MOST_SLOTS && state.freeSlots.length === 0)
    throw new SearchError(`entry ${entry.id}: the index holds no more than ${MOST_SLOTS} entries`)
  const slot = state.freeSlots.pop() ?? state.slots++
  reserve(state, state.slots)
  growSome(state)
  putPaged(state.slotOf, entry.id, slot + 1)
  state.heap.u32[(state.idsAt >>> 2) + slot] = entry.id
  const row = writeRow(state.heap, wide, narrow)
  if (state.filling) state.heap.u32[(state.rowsAt >>> 2) + slot] = row
  else {
    for (const term of wide) hold(state, term, slot)
    for (const term of narrow) hold(state, term, slot)
    setRow(state, slot, row, wide, narrow)
  }
  state.schema.columns.forEach(({ name }, i) => void writeColumn(state, i, slot, entry.columns[name] ?? 0))
  state.schema.texts.forEach((name, i) => void writeText(state, i, slot, entry.texts[name] ?? ''))
  show(state, slot, entry.visibility)
  if (state.filling) return
  for (let order = 0; order < state.orders.length; order++) addToOrder(state, order, slot)
  recount(state, slot, 1)
}

export function remove(state: State, id: number): boolean {
  const slot = getPaged(state.slotOf, id) - 1
  if (slot < 0) return false
  recount(state, slot, -1)
  for (let order = 0; order < state.orders.length; order++) removeFromOrder(state, order, slot)
  const row = rowOf(state, slot)
  const { wide, narrow } = readRow(state.heap, row)
  for (const term of [...wide, ...narrow]) drop(state, term, slot)
  releaseRow(state.heap, row)
  state.heap.u32[(state.rowsAt >>> 2) + slot] = 0
  markDoubled(state, slot, false)
  setBit(state, state.classBitsAt[classOf(state, slot)] ?? 0, slot, false)
  state.schema.texts.forEach((_, i) => void writeText(state, i, slot, ''))
  putPaged(state.slotOf, id, 0)
  state.freeSlots.push(slot)
  return true
}

export function setVisibility(state: State, id: number, visibility: number): boolean {
  const slot = getPaged(state.slotOf, id) - 1
  if (slot < 0) return false
  checkClass(visibility, id)
  recount(state, slot, -1)
  setClass(state, slot, visibility)
  recount(state, slot, 1)
  return true
}

export function setColumn(state: State, id: number, name: string, value: number): boolean {
  const slot = getPaged(state.slotOf, id) - 1
  const column = state.schema.columns.findIndex((one) => one.name === name)
  if (column < 0) throw new SearchError(`entry ${id}: there is no column ${name}`)
  if (slot < 0) return false
  checkNumber(state, column, value, id)
  const was = columnOf(state, column, slot)
  if (was === value) return true
  removeFromOrder(state, 1 + column, slot)
  writeColumn(state, column, slot, value)
  addToOrder(state, 1 + column, slot)
  const banded = state.schema.bands.some((band) => band.column === name)
  if (banded) recount(state, slot, -1)
  state.schema.bands.forEach((band, i) => {
    if (band.column !== name) return
    const before = bandTerm(state, i, was)
    const after = bandTerm(state, i, value)
    if (before === after) return
    const { wide, narrow } = readRow(state.heap, rowOf(state, slot))
    const rest = narrow.filter((term) => term !== before)
    rewrite(state, slot, wide, after ? [...rest, after] : rest)
  })
  if (banded) recount(state, slot, 1)
  return true
}

/** A tag went from a wide kind to a narrow one or back: the rows that hold it are written anew. */
export function moveInRows(state: State, term: number, slots: readonly number[]): void {
  const narrowNow = state.kinds[kindOf(state, term)]?.narrow ?? false
  for (const slot of slots) {
    const row = readRow(state.heap, rowOf(state, slot))
    const wide = row.wide.filter((one) => one !== term)
    const narrow = row.narrow.filter((one) => one !== term)
    ;(narrowNow ? narrow : wide).push(term)
    releaseRow(state.heap, rowOf(state, slot))
    setRow(state, slot, writeRow(state.heap, wide, narrow), wide, narrow)
  }
}

export const rowOf = ({ heap, rowsAt }: State, slot: number): number => heap.u32[(rowsAt >>> 2) + slot] ?? 0

export const idOf = ({ heap, idsAt }: State, slot: number): number => heap.u32[(idsAt >>> 2) + slot] ?? 0

const classOf = ({ heap, classesAt }: State, slot: number): number => heap.u8[classesAt + slot] ?? 0

function replace(
  state: State,
  slot: number,
  entry: Entry,
  wide: readonly number[],
  narrow: readonly number[],
): void {
  recount(state, slot, -1)
  rewrite(state, slot, wide, narrow)
  state.schema.columns.forEach(({ name }, i) => {
    const value = entry.columns[name] ?? 0
    if (columnOf(state, i, slot) === value) return
    removeFromOrder(state, 1 + i, slot)
    writeColumn(state, i, slot, value)
    addToOrder(state, 1 + i, slot)
  })
  state.schema.texts.forEach((name, i) => {
    const text = entry.texts[name] ?? ''
    const at = state.heap.u32[((state.textsAt[i] ?? 0) >>> 2) + slot] ?? 0
    if (new TextDecoder().decode(textAt(state, at)) === text) return
    const order = 1 + state.schema.columns.length + i
    removeFromOrder(state, order, slot)
    writeText(state, i, slot, text)
    addToOrder(state, order, slot)
  })
  setClass(state, slot, entry.visibility)
  recount(state, slot, 1)
}

/** Gives a slot another row, touching only the postings of what is new and what is gone. */
function rewrite(state: State, slot: number, wide: readonly number[], narrow: readonly number[]): void {
  const row = rowOf(state, slot)
  const old = readRow(state.heap, row)
  const before = new Set([...old.wide, ...old.narrow])
  const after = new Set([...wide, ...narrow])
  for (const term of before) if (!after.has(term)) drop(state, term, slot)
  for (const term of after) if (!before.has(term)) hold(state, term, slot)
  releaseRow(state.heap, row)
  setRow(state, slot, writeRow(state.heap, wide, narrow), wide, narrow)
}

function setRow(
  state: State,
  slot: number,
  row: number,
  wide: readonly number[],
  narrow: readonly number[],
): void {
  state.heap.u32[(state.rowsAt >>> 2) + slot] = row
  const double = holdsDouble(state, wide) || holdsDouble(state, narrow)
  markDoubled(state, slot, double)
  state.drift += double ? wide.length + narrow.length : 1
  refreshSome(state)
}

function holdsDouble(state: State, terms: readonly number[]): boolean {
  for (const term of terms) {
    if (get(state.synonymOf, term) === 0) continue
    const root = rootOf(state, term)
    for (const other of terms) if (other !== term && rootOf(state, other) === root) return true
  }
  return false
}

function markDoubled(state: State, slot: number, on: boolean): void {
  if (bit(state, state.doubledAt, slot) === (on ? 1 : 0)) return
  setBit(state, state.doubledAt, slot, on)
  state.doubled += on ? 1 : -1
}

function hold(state: State, term: number, slot: number): void {
  addPosting(state, term, slot)
  const canon = canonOf(state, term)
  if (canon) setUses(state, canon, get(state.uses, canon) + 1)
}

function drop(state: State, term: number, slot: number): void {
  removePosting(state, term, slot)
  const canon = canonOf(state, term)
  if (canon) setUses(state, canon, get(state.uses, canon) - 1)
}

function setClass(state: State, slot: number, visibility: number): void {
  setBit(state, state.classBitsAt[classOf(state, slot)] ?? 0, slot, false)
  show(state, slot, visibility)
}

function show(state: State, slot: number, visibility: number): void {
  if (!state.classBitsAt[visibility]) {
    const at = allocate(state.heap, bitmapBytes(state))
    state.heap.u8.fill(0, at, at + bitmapBytes(state))
    state.classBitsAt[visibility] = at
  }
  setBit(state, state.classBitsAt[visibility] ?? 0, slot, true)
  state.heap.u8[state.classesAt + slot] = visibility
}

function writeText(state: State, text: number, slot: number, value: string): void {
  const place = ((state.textsAt[text] ?? 0) >>> 2) + slot
  releaseText(state, state.heap.u32[place] ?? 0)
  const at = storeText(state, value)
  state.heap.u32[place] = at
}

/** The terms of an entry; throws before anything is changed. */
function checked(state: State, entry: Entry): { readonly wide: number[]; readonly narrow: number[] } {
  const { id, tags, creators, columns, choices } = entry
  if (!Number.isInteger(id) || id < 0 || id > 0xffffffff)
    throw new SearchError(`entry ${id}: its id is no u32`)
  checkClass(entry.visibility, id)
  for (let i = 0; i < state.widths.length; i++)
    checkNumber(state, i, columns[state.schema.columns[i]?.name ?? ''] ?? 0, id)
  const wide: number[] = []
  const narrow: number[] = []
  for (const tag of tags) {
    const term = tagTerm(state, tag)
    if (!term) throw new SearchError(`entry ${id}: tag ${tag} is not known`)
    addSorted(state.kinds[kindOf(state, term)]?.narrow ? narrow : wide, term)
  }
  for (const creator of creators) addSorted(narrow, creatorTerm(state, creator))
  state.schema.choices.forEach((name, i) => {
    const value = choices[name]
    if (value !== undefined) addSorted(narrow, choiceTerm(state, i, value, true))
  })
  state.schema.bands.forEach(({ column }, i) => {
    const term = bandTerm(state, i, columns[column] ?? 0)
    if (term) addSorted(narrow, term)
  })
  if (codes(wide) > MOST_CODES || bytesOf(narrow) > MOST_CODES)
    throw new SearchError(`entry ${id}: ${tags.length} tags are more than a row holds`)
  return { wide, narrow }
}

/** Keeps the few terms of an entry ascending, each once: several times faster than a set and a sort. */
function addSorted(terms: number[], term: number): void {
  let at = terms.length
  while (at > 0 && (terms[at - 1] ?? 0) > term) at--
  if (at > 0 && terms[at - 1] === term) return
  terms.push(term)
  for (let i = terms.length - 1; i > at; i--) terms[i] = terms[i - 1] ?? 0
  terms[at] = term
}

function checkClass(visibility: number, id: number): void {
  if (!Number.isInteger(visibility) || visibility < 0 || visibility > 31)
    throw new SearchError(`entry ${id}: class ${visibility} is not 0 to 31`)
}

function checkNumber(state: State, column: number, value: number, id: number): void {
  if (state.widths[column] === 8 ? !Number.isNaN(value) : value >>> 0 === value) return
  const { name, type } = state.schema.columns[column] ?? { name: '', type: 'f64' }
  throw new SearchError(`entry ${id}: ${name} ${value} is no ${type}`)
}
