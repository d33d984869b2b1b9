import { type Chance, chanceOf } from '../engine/chance.ts'

/**
 * Made-up prose (reference/performance.md §1.3): a vocabulary of 60,000 words drawn by Zipf–Mandelbrot (exponent 1.05,
 * q 2.7), paragraphs of about 60 words, a twentieth of them with inline markup.
 */
export interface Prose {
  readonly html: (chance: Chance, words: number) => string
  readonly word: (place: number) => string
}

const WORDS = 60_000
const SYLLABLES =
  'ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo ya zen ark elm ist orn und bel cor dan fir gal hem'.split(
    ' ',
  )

export function openProse(seed: number): Prose {
  const chance = chanceOf(seed ^ 0x7e47)
  const seen = new Set<string>()
  while (seen.size < WORDS) {
    const length = 1 + (seen.size > 200 ? 1 : 0) + chance.below(3)
    seen.add(Array.from({ length }, () => SYLLABLES[chance.below(SYLLABLES.length)]).join(''))
    if (length === 1 && seen.size < 200) seen.add(`${SYLLABLES[chance.below(SYLLABLES.length)]}${seen.size}`)
  }
  const words = [...seen]
  const until = new Float64Array(WORDS)
  let sum = 0
  for (let i = 0; i < WORDS; i++) until[i] = sum += 1 / (i + 1 + 2.7) ** 1.05
  const draw = (some: Chance): string => words[placeOf(until, some.unit() * sum)] ?? ''
  const paragraph = (some: Chance, length: number): string => {
    const drawn = Array.from({ length }, () => draw(some))
    if (some.unit() < 0.05) drawn[0] = `<em>${drawn[0]}</em>`
    return `<p>${drawn.join(' ')}.</p>`
  }
  return {
    word: (place) => words[place] ?? '',
    html: (some, length) => {
      const paragraphs: string[] = []
      for (let left = length; left > 0; left -= 60) paragraphs.push(paragraph(some, Math.min(60, left)))
      return paragraphs.join('\n')
    },
  }
}

/** The first place whose sum reaches the value. */
function placeOf(until: Float64Array, value: number): number {
  let [low, high] = [0, until.length - 1]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((until[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}
