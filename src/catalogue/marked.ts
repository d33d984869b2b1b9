import { plainText } from '../prose/index.ts'
import type { Passage } from '../works/index.ts'
import { isPaired } from './text-tree.ts'

/** What PostgreSQL puts about a word that was looked for: no text holds either. */
export const MARK = { start: '\u0001', end: '\u0002' } as const

type Parts = Passage['parts']

/** The headline cut at its marks, its markup gone and its entities resolved. */
export function markedParts(headline: string, phrases: readonly string[]): Parts {
  const text = plainText(headline.replace(/<[^<>]*$|^[^<>]*>/g, '')).replace(/\s+/g, ' ')
  const parts = text
    .split(/([\u0001][^\u0001\u0002]*[\u0002])/)
    .filter(Boolean)
    .map((part) => ({ text: part.replace(/[\u0001\u0002]/g, ''), match: part.startsWith(MARK.start) }))
  return phrasesWhole(parts, phrases)
}

interface Span {
  readonly from: number
  readonly to: number
}

/**
 * PostgreSQL marks the words of a phrase wherever they stand. Where the phrase stands as it was typed, it is marked whole
 * and its words nowhere else; where only stems are alike, the marks stay.
 */
function phrasesWhole(parts: Parts, phrases: readonly string[]): Parts {
  const text = parts.map((part) => part.text).join('')
  const whole = phrases.flatMap((phrase) => placesOf(text, phrase))
  if (!whole.length) return parts
  const words = new Set(phrases.flatMap((phrase) => lettersOf(phrase.toLowerCase())))
  let end = 0
  const marks: Span[] = parts.flatMap((part) => {
    end += part.text.length
    const inPhrase = lettersOf(part.text.toLowerCase()).every((word) => words.has(word))
    return part.match && !inPhrase ? [{ from: end - part.text.length, to: end }] : []
  })
  return cut(text, [...whole, ...marks])
}

const lettersOf = (text: string): readonly string[] => text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []

/** Words side by side, whatever signs and spaces are between them. */
function placesOf(text: string, phrase: string): Span[] {
  const words = lettersOf(phrase)
  if (!words.length) return []
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${words.join('[^\\p{L}\\p{N}]+')}(?![\\p{L}\\p{N}])`, 'giu')
  return [...text.matchAll(pattern)].map(({ index, 0: found }) => ({ from: index, to: index + found.length }))
}

function cut(text: string, spans: readonly Span[]): Parts {
  const parts: { text: string; match: boolean }[] = []
  let at = 0
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    if (from < at) continue
    if (from > at) parts.push({ text: text.slice(at, from), match: false })
    parts.push({ text: text.slice(from, to), match: true })
    at = to
  }
  return at < text.length ? [...parts, { text: text.slice(at), match: false }] : parts
}

const AROUND = 40

/** Scripts without spaces, in whatever language's work they stand: the first place of the words, as they were written. */
export function markedInText(text: string, looked: readonly string[]): Parts {
  const wanted = looked.reduce(
    (joined, pair) => (joined.endsWith(pair[0] ?? '') ? joined + pair.slice(1) : joined || pair),
    '',
  )
  for (const word of [wanted, ...looked]) {
    const place = word ? firstPlace(text, word) : undefined
    if (!place) continue
    const from = Math.max(0, place.from - AROUND)
    const before = text.slice(from, place.from).replace(/\s+/g, ' ')
    const after = text.slice(place.to, place.to + AROUND).replace(/\s+/g, ' ')
    return [
      { text: (from ? '…' : '') + before, match: false },
      { text: text.slice(place.from, place.to), match: true },
      { text: `${after}…`, match: false },
    ]
  }
  return []
}

/** Letters of other scripts are a word by themselves, in capitals or not. */
function firstPlace(text: string, word: string): Span | undefined {
  if (!isPaired(word)) return placesOf(text, word)[0]
  const at = text.indexOf(word)
  return at < 0 ? undefined : { from: at, to: at + word.length }
}
