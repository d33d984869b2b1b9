/**
 * How names are compared when somebody types: without case, accents or width. Words begin after whatever is neither a
 * letter nor a digit; where words are not divided (Chinese, Japanese, Korean, Thai) at every letter.
 */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .normalize('NFC')

const WORD_OR_SIGN =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}]|(?<![\p{L}\p{N}])[\p{L}\p{N}]|^./gu

/** Where words begin in a folded name, and where it begins itself. */
export function wordStarts(folded: string): number[] {
  WORD_OR_SIGN.lastIndex = 0
  return [...folded.matchAll(WORD_OR_SIGN)].map(({ index }) => index)
}

export function startsWord(name: string, typed: string): boolean {
  const folded = fold(name)
  const prefix = fold(typed.trim())
  return wordStarts(folded).some((at) => folded.startsWith(prefix, at))
}
