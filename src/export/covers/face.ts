import { createHash } from 'node:crypto'
import { direction } from '../../core/languages.ts'
import { facesFor } from '../pdf/book.ts'

/** What stands on a cover. */
export interface Written {
  readonly title: string
  /** Names as signed; none of an anonymous work. */
  readonly creators: readonly string[]
  readonly fandoms: readonly string[]
  readonly language: string
  readonly archive: string
  /** Of which it has its colour and its traces: one work, one cover. */
  readonly seed: string
}

export type Shape = 'cover' | 'card'
export type Face = ReturnType<typeof faceOf>

/** Deep grounds of our own inks, each with the ink of the ruling on it. Contrast with the letters is 9 and more. */
const INKS: readonly (readonly [ground: string, inked: string])[] = [
  ['#0d554c', '#e3bd7d'],
  ['#191e27', '#8ccdb9'],
  ['#8c1a33', '#f2c9a8'],
  ['#23395b', '#e3bd7d'],
  ['#4a2545', '#f2a3a8'],
  ['#2f4a2c', '#e8d9a0'],
  ['#5a3a1c', '#8ccdb9'],
  ['#3d4450', '#f2a3a8'],
]

export function faceOf(written: Written, shape: Shape) {
  const bytes = createHash('sha256').update(written.seed).digest()
  const [ground, inked] = INKS[(bytes[0] ?? 0) % INKS.length] ?? INKS[0] ?? ['#191e27', '#8ccdb9']
  const code = written.language.split('-')[0] ?? 'en'
  const title = shown(written.title, 300)
  return {
    ...{ shape, ground, inked, fonts: facesFor(code), traces: traces(bytes, shape) },
    language: /^[a-z]{2,3}$/.test(code) && code !== 'und' && code !== 'mul' ? code : 'en',
    direction: direction(written.language),
    title,
    // So that the largest sizes are not tried for what cannot fit in them.
    largest: title.length > 160 ? 28 : title.length > 70 ? 40 : 58,
    breaks: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u.test(
      title,
    ),
    by: shown(written.creators.map(bare).join(', '), 160),
    fandom: shown(written.fandoms.length > 3 ? 'Multifandom' : written.fandoms.join(', '), 60),
    archive: shown(written.archive, 60),
  }
}

const bare = (name: string): string => name.replace(/ \([^()]*\)$/, '')

/** One line of letters that can be drawn; a word that is longer than a line may be cut. */
function shown(text: string, most: number): string {
  const line = text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Bidi_Control}\ufeff]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const letters = [...line]
  const short = letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : line
  return short.replace(/[^\s-]{18,}/gu, (word) =>
    [...word].map((one, at) => (at % 12 === 11 ? `${one}\u200b` : one)).join(''),
  )
}

/** Lines like those of a page: where each begins, and how long it is, of the width and height. */
function traces(bytes: Buffer, shape: Shape): number[][] {
  const lines = shape === 'card' ? 10 : 18
  return Array.from({ length: lines }, (_, at) => {
    const [from = 0, long = 0] = [bytes[(at % 15) + 1], bytes[((at * 7) % 29) + 2]]
    const begins = at % 5 === 0 ? 0.16 : 0.09
    return [0.1 + (at * 0.82) / lines, begins + (from % 4) * 0.004, 0.28 + (long / 255) * 0.5]
  })
}
