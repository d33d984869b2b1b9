import { namedCharacter } from './entities.ts'

/*
 * AO3's rule (reference/ao3.md §1.1, from otwarchive's lib/word_counter.rb): a word is a run of letters, marks,
 * digits and connecting punctuation; each Han, Hiragana, Katakana and Thai character counts one; apostrophes and
 * hyphens don't split a word, two hyphens or a dash do. Tags aren't text: blocks and breaks end a word, phrases don't.
 */
const OTHER = 0
const LETTER = 1
const SINGLE = 2
const JOINER = 3

/** The words of a text in HTML, in one pass. */
export function countWords(html: string): number {
  let words = 0
  let inWord = false
  // A < after the last > is text; looking for its end again and again would take for ever.
  const lastEnd = html.lastIndexOf('>')
  for (let at = 0; at < html.length; ) {
    let code = html.charCodeAt(at)
    if (code === 60) {
      const end = at < lastEnd ? tagEnd(html, at) : at
      if (end > at && !isPhraseTag(html, at)) inWord = false
      at = end > at ? end : at + 1
      continue
    }
    if (code === 38) {
      const [character, length] = namedCharacter(html, at)
      code = character
      at += length
    } else if (code >= 0xd800) {
      code = html.codePointAt(at) ?? code
      at += code > 0xffff ? 2 : 1
    } else at++
    const kind = code === 45 && html.charCodeAt(at) === 45 ? OTHER : kindOf(code)
    if (kind === SINGLE || (kind === LETTER && !inWord)) words++
    if (kind !== JOINER) inWord = kind === LETTER
  }
  return words
}

/** Where the tag or comment at `at` ends; `at` itself if it is none. A clean text has no `>` inside one. */
function tagEnd(html: string, at: number): number {
  const next = html.charCodeAt(at + 1) | 32
  const isTag = (next >= 97 && next <= 122) || next === 47 || next === 33
  return isTag ? html.indexOf('>', at) + 1 : at
}

const PHRASES = new Set(
  'a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strike strong sub sup tt u var wbr'.split(
    ' ',
  ),
)

/** An element that doesn't end a word. */
export const isPhrase = (name: string): boolean => PHRASES.has(name)

function isPhraseTag(html: string, at: number): boolean {
  const start = html.charCodeAt(at + 1) === 47 ? at + 2 : at + 1
  let end = start
  while (end - start < 8 && isAsciiLetter(html.charCodeAt(end))) end++
  return PHRASES.has(html.slice(start, end).toLowerCase())
}

const isAsciiLetter = (code: number): boolean => (code | 32) >= 97 && (code | 32) <= 122

const SINGLES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u
const LETTERS = /[\p{Alphabetic}\p{M}\p{N}\p{Pc}]/u
/** Apostrophes, hyphens, and what is not seen inside a word: soft hyphen, joiners, word joiner. */
const JOINERS = /['’‘ʼ＇\-‐‑]|\u00ad|\u200c|\u200d|\u2060|\ufeff/

function classify(code: number): number {
  const character = String.fromCodePoint(code)
  if (JOINERS.test(character)) return JOINER
  if (SINGLES.test(character)) return SINGLE
  return LETTERS.test(character) ? LETTER : OTHER
}

/** One byte a character of the basic plane, filled as they are met; 255 is not yet known. */
const KINDS = new Uint8Array(0x10000).fill(255)

function kindOf(code: number): number {
  if (code > 0xffff) return classify(code)
  const known = KINDS[code] ?? OTHER
  if (known !== 255) return known
  const kind = classify(code)
  KINDS[code] = kind
  return kind
}
