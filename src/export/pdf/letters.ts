/** Scripts that works are written in, as people call them. */
export const SCRIPTS: readonly (readonly [name: string, letter: RegExp])[] = [
  ['Latin', /\p{Script=Latin}/u],
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['Greek', /\p{Script=Greek}/u],
  ['Arabic', /\p{Script=Arabic}/u],
  ['Hebrew', /\p{Script=Hebrew}/u],
  ['Armenian', /\p{Script=Armenian}/u],
  ['Georgian', /\p{Script=Georgian}/u],
  ['Devanagari', /\p{Script=Devanagari}/u],
  ['Bengali', /\p{Script=Bengali}/u],
  ['Tamil', /\p{Script=Tamil}/u],
  ['Telugu', /\p{Script=Telugu}/u],
  ['Thai', /\p{Script=Thai}/u],
  ['Khmer', /\p{Script=Khmer}/u],
  ['Chinese characters', /\p{Script=Han}/u],
  ['Japanese', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['Korean', /\p{Script=Hangul}/u],
]

/** Each letter of a text once. Marks, joiners and spaces are drawn with what they stand beside. */
export const lettersIn = (text: string): string =>
  [...new Set(text)].filter((one) => !/[\s\p{M}\p{C}\p{Default_Ignorable_Code_Point}]/u.test(one)).join('')

/** A name in another script, a word or two: what may be printed as numbers. More could not be read. */
const FEW = 0.03

/** The scripts of which letters are missing so often that the text could not be read. */
export function scriptsMissing(text: string, missing: readonly string[]): string[] {
  const letters = missing.filter((one) => /[\p{L}\p{N}]/u.test(one))
  if (letters.length === 0) return []
  const unknown = new Set(letters)
  let many = 0
  for (const one of text) if (unknown.has(one)) many++
  if (many <= text.length * FEW) return []
  const named = SCRIPTS.filter(([, letter]) => letters.some((one) => letter.test(one))).map(([name]) => name)
  return named.length > 0 ? named : [letters.slice(0, 3).join(' ')]
}
