/*
 * PostgreSQL refuses a search vector of more than 1 MB. A chapter of a million English words stays below it, since
 * words repeat; half a million Chinese characters do not. So a long text is searched as far as it fits.
 */
const MOST = 900_000
/** No text shorter than this can make a vector so large: a character is at most eleven bytes of it. */
const SURE = 80_000

/** As much of a text as its search vector has room for, in whole words. */
export function searchable(text: string, most = MOST): string {
  if (text.length * (MOST / most) < SURE) return text
  const seen = new Set<string>()
  let size = 0
  for (const { 0: word, index } of text.matchAll(/\S+/g)) {
    size += costOf(word, seen)
    if (size > most) return text.slice(0, index)
  }
  return text
}

/** What a word adds: each lexeme once, with room for its places. */
function costOf(word: string, seen: Set<string>): number {
  if (seen.has(word)) return 0
  seen.add(word)
  const parts = word.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  // A compound, a path or an address is indexed whole, in its parts, and some of its parts together.
  let size = parts.length > 1 ? 3 * Buffer.byteLength(word) + 12 : 0
  for (const part of parts) {
    if (parts.length > 1 && seen.has(part)) continue
    seen.add(part)
    size += Buffer.byteLength(part) + 12
  }
  return size
}
