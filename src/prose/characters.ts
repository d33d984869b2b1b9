/*
 * Characters no page, feed or e-book may hold: controls, the two non-characters of every plane, halves of
 * surrogate pairs. Line ends become \n, a form feed a space.
 */
const UNWANTED =
  /[\0-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]|[\ud83f\ud87f\ud8bf\ud8ff\ud93f\ud97f\ud9bf\ud9ff\uda3f\uda7f\udabf\udaff\udb3f\udb7f\udbbf\udbff][\udffe\udfff]/g
const SUSPECT = /[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]/

export function tidyCharacters(given: string): string {
  if (!SUSPECT.test(given)) return given
  return given
    .toWellFormed()
    .replace(/\r\n?|\x85/g, '\n')
    .replaceAll('\f', ' ')
    .replace(UNWANTED, '')
}

/** Embeddings and overrides that turn the text round them; marks (LRM, RLM) are innocent and stay. */
export const withoutBidiOverrides = (text: string): string =>
  text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '')

/** HTML's white space, which is less than Unicode's: a no-break space is text. */
const isSpace = (code: number): boolean =>
  code === 32 || code === 10 || code === 9 || code === 12 || code === 13

export function trimStart(text: string): string {
  let at = 0
  while (at < text.length && isSpace(text.charCodeAt(at))) at++
  return at === 0 ? text : text.slice(at)
}

export function trimEnd(text: string): string {
  let at = text.length
  while (at > 0 && isSpace(text.charCodeAt(at - 1))) at--
  return at === text.length ? text : text.slice(0, at)
}

/** Runs of HTML white space become one space. */
export const foldSpace = (text: string): string => text.replace(/[ \t\n\f\r]+/g, ' ')
