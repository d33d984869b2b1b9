import { LIMITS, TooMuch } from './source.ts'

/*
 * What is counted before it is built: a tree of tags, or a list of lines, takes many times the memory of their text.
 */

/** HTML of a whole work, or `most` tags of anything. */
export function notTooManyTags(html: string, most: number = LIMITS.tags): string {
  if (count(html, '<', most) > most) throw new TooMuch('The file holds more tags than any work does.')
  return html
}

/** One text of a work, before it is cleaned. */
export function notTooLong(html: string): string {
  if (html.length > LIMITS.field)
    throw new TooMuch(
      `One text in it is longer than ${Math.floor(LIMITS.field / 1024 / 1024)} million characters: no chapter is.`,
    )
  return notTooManyTags(html, LIMITS.fieldTags)
}

export function notTooManyLines(text: string): string {
  if (text.length > LIMITS.plain || count(text, '\n', LIMITS.lines) > LIMITS.lines)
    throw new TooMuch('The text is longer than any work. Please download the work as HTML or EPUB.')
  return text
}

/** How often a mark stands in a text; it stops when there are more than `most`. */
function count(text: string, mark: string, most: number): number {
  let found = 0
  for (let at = text.indexOf(mark); at >= 0 && found <= most; at = text.indexOf(mark, at + 1)) found++
  return found
}
