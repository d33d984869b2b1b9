import { fold, wordStarts } from './fold.ts'
import { namesOf } from './graph.ts'
import { flagsOf, get, getPaged, putPaged } from './list.ts'
import { FOLDED, INDEXED, type State } from './state.ts'
import { canonOf, nameOf, releaseText, storeText, textAt } from './terms.ts'
import { LAST_START, textOf } from './word-blocks.ts'
import { fillWords } from './word-filling.ts'
import { compareTo, insertWord, raiseWord, removeWord } from './words.ts'

/** Which words a name has in `words.ts`, and keeping them right when names and what they lead to change. */

/** The name of this tag will change: its words go. */
export function forgetName(state: State, term: number): void {
  finishWords(state)
  if ((flagsOf(state.about, term) & INDEXED) === 0) return
  forgetTops(state, term)
  for (const at of wordsOfName(state, term)) removeWord(state, term, at)
  state.about.data[term] = flagsOf(state.about, term) & ~(INDEXED | FOLDED)
  releaseText(state, getPaged(state.folded, term))
  if (getPaged(state.folded, term)) putPaged(state.folded, term, 0)
}

/** A name of this root, or what its names lead to, or how often they are used changed at once. */
export function noteNames(state: State, root: number): void {
  finishWords(state)
  if (state.words.upTo === 1) return
  const names = namesOf(state, root)
  if (names.length > 50) state.tops.clear()
  for (const name of names) {
    if (name >= state.words.upTo) continue
    if (flagsOf(state.about, name) & INDEXED) {
      for (const at of wordsOfName(state, name)) raiseWord(state, name, at)
    } else indexName(state, name)
    if (state.tops.size > 0) forgetTops(state, name)
  }
}

/** Puts the words of a name in, if it leads to a canonical tag. */
function indexName(state: State, term: number): void {
  if (markName(state, term)) for (const at of wordsOfName(state, term)) insertWord(state, term, at)
}

/** Says that the words of a name are in, if they are to be and were not; folds it if that makes a difference. */
export function markName(state: State, term: number): boolean {
  const about = flagsOf(state.about, term)
  if (about & INDEXED || state.kinds[about & 0xff]?.of !== 'tag' || canonOf(state, term) === 0) return false
  const plain = isAscii(state, get(state.nameAt, term))
  if (!plain) putPaged(state.folded, term, storeText(state, fold(nameOf(state, term))))
  state.about.data[term] = about | INDEXED | (plain ? 0 : FOLDED)
  return true
}

/** Puts in what is not in yet, for so many terms. True when there is nothing left. */
export function indexMore(state: State, terms: number): boolean {
  const { words } = state
  if (words.upTo === 1 && state.terms > 1) {
    words.filling ??= fillWords(state)
    if (terms === Number.POSITIVE_INFINITY) finishWords(state)
    else words.filling.next()
    return words.filling === null
  }
  const end = Math.min(state.terms, words.upTo + terms)
  if (words.upTo < end) state.version++
  for (; words.upTo < end; words.upTo++) indexName(state, words.upTo)
  return words.upTo === state.terms
}

/** Before anything touches words that are on their way in. */
export function finishWords({ words: { filling } }: State): void {
  if (filling) for (const _ of filling);
}

/** Does a word of this one name begin with the folded prefix? */
export function nameBegins(state: State, term: number, prefix: Uint8Array): boolean {
  if ((flagsOf(state.about, term) & INDEXED) === 0) return false
  return wordsOfName(state, term).some((at) => compareTo(state, at, prefix) === 0)
}

/** Addresses of the words of a name, or of its folded copy where it has one. */
function wordsOfName(state: State, term: number): number[] {
  const first = textOf(state, term) + 2
  return startsOfName(state, term).map((start) => first + start)
}

/** Bytes of the name, or of its folded copy, that are before each word. */
export function startsOfName(state: State, term: number): number[] {
  const at = textOf(state, term)
  if (!at) return []
  if ((flagsOf(state.about, term) & FOLDED) === 0) return asciiStarts(state, at)
  const text = new TextDecoder().decode(textAt(state, at))
  return wordStarts(text)
    .map((start) => Buffer.byteLength(text.slice(0, start)))
    .filter((start) => start <= LAST_START)
}

/** As `wordStarts`, without an expression or a view of the heap: most names are of ASCII alone. */
function asciiStarts({ heap: { u8, u16 } }: State, at: number): number[] {
  const starts: number[] = []
  const first = at + 2
  const end = first + Math.min(LAST_START, u16[at >>> 1] ?? 0)
  let inWord = false
  for (let i = first; i < end; i++) {
    const byte = u8[i] ?? 0
    const letter = isLetterOrDigit(byte)
    if ((letter && !inWord) || (i === first && byte !== 10 && byte !== 13)) starts.push(i - first)
    inWord = letter
  }
  return starts
}

function isLetterOrDigit(byte: number): boolean {
  return (byte >= 97 && byte <= 122) || (byte >= 65 && byte <= 90) || (byte >= 48 && byte <= 57)
}

function isAscii({ heap: { u8, u16 } }: State, at: number): boolean {
  if (!at) return true
  for (let i = at + 2; i < at + 2 + (u16[at >>> 1] ?? 0); i++) if ((u8[i] ?? 0) > 127) return false
  return true
}

/** What is kept of the most used for prefixes of this name's words. */
function forgetTops(state: State, term: number): void {
  const name = fold(nameOf(state, term))
  for (const start of wordStarts(name))
    for (let end = start + 1; end <= Math.min(name.length, start + 100); end++)
      state.tops.delete(name.slice(start, end))
}
