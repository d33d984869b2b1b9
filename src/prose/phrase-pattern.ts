import { HAS_RUN } from './search-text.ts'

/*
 * Words in this order and nothing between them, as a pattern of PostgreSQL's for clean HTML or plain text. The index of
 * words leaves out those that nearly every text has, so where a phrase holds one, the text itself has to be read: its
 * letters whatever their case or accents, with markup and what is not seen inside a word, signs and markup between two.
 * It names every character by itself: what a database takes for a letter depends on where it was made.
 */

/** Whatever stands between words, and is no letter of any script; of markup, only what the cleaner writes as text. */
const SIGNS =
  '\\u0001-/:-;=?-@\\[-`{-\\u00a9\\u00ab-\\u00b4\\u00b6-\\u00b9\\u00bb-\\u00bf\\u00d7\\u00f7\\u2000-\\u2070\\u207a-\\u207e\\u208a-\\u208e\\u20a0-\\u20bf\\u2190-\\u2bff\\u2e00-\\u2e7f\\u3000-\\u3004\\u3008-\\u3020\\uff01-\\uff0f\\uff1a-\\uff20\\U0001F000-\\U0001FAFF'
const SIGNS_WITHOUT_ENTITIES = SIGNS.replace('\\u0001-/', "\\u0001-%'-/")
const TAG = '<[^<>]*>'
const APART = `(?:[${SIGNS_WITHOUT_ENTITIES}]|${TAG}|&[a-z]+;)`
const WITHIN = `(?:[\\u00ad\\u200b-\\u200d\\u2060\\ufeff\\u0300-\\u036f]|${TAG})*`
const BEFORE = `(?:^|[${SIGNS}>])`
const AFTER = `(?:$|[${SIGNS}<])`

/** Matches what holds the phrase and nothing else; of a phrase without words, nothing. */
export function phrasePattern(phrase: string): string {
  const words = wordsOf(phrase)
  if (!words.length) return '$.^'
  const spaced = words.map((word) => !HAS_RUN.test(word))
  const body = words.map((word, at) => {
    const between = spaced[at] && spaced[at - 1] ? '+' : '*'
    return (at ? APART + between : '') + lettersOf(word)
  })
  return (spaced[0] ? BEFORE : '') + body.join('') + (spaced.at(-1) ? AFTER : '')
}

/** Runs of characters of one sort: where a script without spaces begins, so does a word. */
const wordsOf = (phrase: string): string[] =>
  [...phrase.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].flatMap(([run]) => partedByScript(run))

function partedByScript(run: string): string[] {
  const parts: string[] = []
  let before: boolean | undefined
  for (const character of run) {
    const paired = HAS_RUN.test(character)
    if (paired === before) parts.push((parts.pop() ?? '') + character)
    else parts.push(character)
    before = paired
  }
  return parts
}

/** Two letters that may be written as one. */
const JOINED: Readonly<Record<string, string>> = { ss: 'ßẞ', ae: 'æÆ', oe: 'œŒ' }

/** The letters of a word, each in any of its forms. */
function lettersOf(word: string): string {
  const folded = [...word.normalize('NFC')].map((one) => bases.get(one) ?? one.toLowerCase()).join('')
  const letters = folded.match(/ss|ae|oe|./gsu) ?? []
  return letters
    .map((part) => {
      const joined = JOINED[part]
      const each = [...part].map(forms).join(WITHIN)
      return joined ? `(?:${each}|[${joined}])` : each
    })
    .join(WITHIN)
}

const forms = (letter: string): string => `[${letter}${letter.toUpperCase()}${alike.get(letter) ?? ''}]`

/** Signs that no table of Unicode takes apart, as PostgreSQL's unaccent reads them. */
const OTHERS: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ħ: 'h', ı: 'i', ł: 'l', ё: 'е' },
}

/** Latin and Greek letters with accents, by their letter without. */
const RANGES = [
  [0xc0, 0x24f],
  [0x370, 0x3ff],
  [0x1e00, 0x1fff],
] as const

const bases: ReadonlyMap<string, string> = new Map([
  ...RANGES.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at)).flatMap((character) => {
      const base = [...character.normalize('NFD').toLowerCase()][0] ?? ''
      return base !== character.toLowerCase() ? [[character, base] as const] : []
    }),
  ),
  ...Object.entries(OTHERS).flatMap(([character, base]) => [
    [character, base] as const,
    [character.toUpperCase(), base] as const,
  ]),
])

const alike: ReadonlyMap<string, string> = alikeOf(bases)

function alikeOf(each: ReadonlyMap<string, string>): Map<string, string> {
  const found = new Map<string, string>()
  for (const [character, base] of each)
    if ([...base].length === 1 && [...character].length === 1)
      found.set(base, (found.get(base) ?? '') + character)
  return found
}
