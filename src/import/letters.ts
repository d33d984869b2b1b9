/** Letters as people count them, without ever cutting one in half. A text may be as long as a file. */
export function countLetters(text: string): number {
  let count = 0
  for (let at = 0; at < text.length; at++) if ((text.charCodeAt(at) & 0xfc00) !== 0xdc00) count++
  return count
}

export function firstLetters(text: string, most: number): string {
  if (text.length <= most) return text
  let end = 0
  for (let count = 0; count < most && end < text.length; count++)
    end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1
  return text.slice(0, end)
}

/** At most so many letters, the last of them … where there were more. */
export const shortened = (text: string, most: number): string => {
  const first = firstLetters(text, most)
  return first.length === text.length ? text : `${firstLetters(first, most - 1).trimEnd()}…`
}
