import { allocate, release } from './heap.ts'
import { flagsOf, get, getPaged, put, putFlags, putPaged } from './list.ts'
import { SearchError } from './schema.ts'
import { CANONICAL, LOW_TERMS, reserveCanon, type State, setBit } from './state.ts'

/** What an entry can hold: tags, creators, values of choices, bands. Each has a number, its term. */

export function newTerm(state: State, kind: number, outer: number, canonical: boolean): number {
  const { narrow, of } = state.kinds[kind] ?? { narrow: false, of: 'creator' }
  const low = narrow && of !== 'creator' && state.lowTerms < LOW_TERMS
  const term = low ? state.lowTerms++ : state.terms++
  if (term >= 1 << 28) throw new SearchError('the index holds more than 268 million terms')
  put(state.outer, term, outer)
  putFlags(state.about, term, kind | (canonical ? CANONICAL : 0))
  if (canonical) setCanon(state, term, term)
  noteNarrow(state, kind, term)
  return term
}

/** Narrow kinds are counted value by value, so their values are listed. */
export function noteNarrow(state: State, kind: number, term: number): void {
  const { narrow, of } = state.kinds[kind] ?? { narrow: false, of: 'creator' }
  const list = state.narrowTerms[kind]
  if (narrow && of !== 'creator' && list && !list.includes(term)) list.push(term)
}

export const kindOf = (state: State, term: number): number => flagsOf(state.about, term) & 0xff

export const isCanonical = (state: State, term: number): boolean =>
  (flagsOf(state.about, term) & CANONICAL) !== 0

/** The canonical tag that this one counts for, or 0. */
export const canonOf = (state: State, term: number): number =>
  term < state.canons ? (state.heap.u32[(state.canonAt >>> 2) + term] ?? 0) : 0

export function setCanon(state: State, term: number, canon: number): void {
  if (canon === 0 && term >= state.canons) return
  reserveCanon(state, term)
  state.heap.u32[(state.canonAt >>> 2) + term] = canon
  setBit(state, state.ownAt, term, canon === term)
}

export const tagTerm = (state: State, tag: number): number => getPaged(state.tagTerms, tag)

export function creatorTerm(state: State, creator: number): number {
  const known = getPaged(state.creatorTerms, creator)
  if (known) return known
  const term = newTerm(state, state.kinds.length - 1, creator, false)
  putPaged(state.creatorTerms, creator, term)
  return term
}

/** The term of a choice's value, made when `make`; 0 when nobody ever chose it. */
export function choiceTerm(state: State, choice: number, value: string, make: boolean): number {
  const values = state.choiceTerms[choice]
  const known = values?.get(value)
  if (known || !make || !values) return known ?? 0
  const term = newTerm(state, state.schema.kinds.length + choice, values.size, true)
  values.set(value, term)
  return term
}

export function bandTerm(state: State, band: number, value: number): number {
  const limits = state.schema.bands[band]?.from ?? []
  let place = -1
  while (place + 1 < limits.length && value >= (limits[place + 1] ?? 0)) place++
  if (place < 0) return 0
  const terms = state.bandTerms[band] ?? []
  while (terms.length <= place)
    terms.push(
      newTerm(state, state.schema.kinds.length + state.schema.choices.length + band, terms.length, true),
    )
  return terms[place] ?? 0
}

/** A name in the heap: its length in bytes as u16, its bytes, and a zero where comparing ends. */
export function storeText(state: State, text: string): number {
  if (text === '') return 0
  if (text.length < 1000 && isAscii(text)) {
    const at = allocate(state.heap, textBytes(text.length))
    state.heap.u16[at >>> 1] = text.length
    const { u8 } = state.heap
    u8[at + 2 + text.length] = 0
    for (let i = 0; i < text.length; i++) u8[at + 2 + i] = text.charCodeAt(i)
    return at
  }
  const bytes = new TextEncoder().encode(text.length > 60_000 ? text.slice(0, 60_000) : text)
  const length = Math.min(bytes.length, 65_000)
  const at = allocate(state.heap, textBytes(length))
  state.heap.u16[at >>> 1] = length
  state.heap.u8.set(bytes.subarray(0, length), at + 2)
  state.heap.u8[at + 2 + length] = 0
  return at
}

/** Most names and titles are, and writing them byte by byte is several times faster. */
function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false
  return true
}

export function releaseText(state: State, at: number): void {
  if (!at) return
  const bytes = textBytes(state.heap.u16[at >>> 1] ?? 0)
  // The heap is kept in a file as it lies: what is gone must not be readable there.
  state.heap.u8.fill(0, at, at + bytes - 1)
  release(state.heap, at, bytes)
}

/** Bytes that a text of so many takes. */
export const textBytes = (length: number): number => length + 3

export const textAt = ({ heap }: State, at: number): Uint8Array<ArrayBuffer> =>
  at ? heap.u8.subarray(at + 2, at + 2 + (heap.u16[at >>> 1] ?? 0)) : NOTHING

/** Byte by byte, without a view of either. */
export function compareTexts({ heap: { u8, u16 } }: State, a: number, b: number): number {
  if (a === b) return 0
  const lengths = [a ? (u16[a >>> 1] ?? 0) : 0, b ? (u16[b >>> 1] ?? 0) : 0] as const
  const length = Math.min(...lengths)
  for (let i = 2; i < length + 2; i++) {
    const by = (u8[a + i] ?? 0) - (u8[b + i] ?? 0)
    if (by) return by
  }
  return lengths[0] - lengths[1]
}

const NOTHING = new Uint8Array(0)
const decoder = new TextDecoder()

export const nameOf = (state: State, term: number): string =>
  decoder.decode(textAt(state, get(state.nameAt, term)))
