/** Scripts that works are written in, by ISO 15924. */
const SCRIPTS: readonly (readonly [code: string, letter: RegExp])[] = [
  ['Latn', /\p{Script=Latin}/u],
  ['Cyrl', /\p{Script=Cyrillic}/u],
  ['Grek', /\p{Script=Greek}/u],
  ['Arab', /\p{Script=Arabic}/u],
  ['Hebr', /\p{Script=Hebrew}/u],
  ['Armn', /\p{Script=Armenian}/u],
  ['Geor', /\p{Script=Georgian}/u],
  ['Deva', /\p{Script=Devanagari}/u],
  ['Beng', /\p{Script=Bengali}/u],
  ['Taml', /\p{Script=Tamil}/u],
  ['Telu', /\p{Script=Telugu}/u],
  ['Thai', /\p{Script=Thai}/u],
  ['Khmr', /\p{Script=Khmer}/u],
  ['Hani', /\p{Script=Han}/u],
  ['Jpan', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['Kore', /\p{Script=Hangul}/u],
]

/** Each letter of a text once. Marks, joiners and spaces are drawn with what they stand beside. */
export const lettersIn = (text: string): string =>
  [...new Set(text)].filter((one) => !/[\s\p{M}\p{C}\p{Default_Ignorable_Code_Point}]/u.test(one)).join('')

/** A name in another script, a word or two: what may be printed as numbers. More could not be read. */
const FEW = 0.03

/** The scripts of which letters are missing so often that the text could not be read; of those unknown here some letters. */
export function scriptsMissing(text: string, missing: readonly string[]): string[] {
  const letters = missing.filter((one) => /[\p{L}\p{N}]/u.test(one))
  if (letters.length === 0) return []
  const unknown = new Set(letters)
  let many = 0
  for (const one of text) if (unknown.has(one)) many++
  if (many <= text.length * FEW) return []
  const named = SCRIPTS.filter(([, letter]) => letters.some((one) => letter.test(one))).map(([code]) => code)
  return named.length > 0 ? named : [letters.slice(0, 3).join(' ')]
}

/** What a language is written in as a rule; Chinese has one name, however its signs are drawn. */
export function scriptOf(language: string): string {
  const { script = language } = new Intl.Locale(language).maximize()
  return script === 'Hans' || script === 'Hant' ? 'Hani' : script
}
