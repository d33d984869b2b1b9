/** How many tags a text holds, or things like tags: a tree of them takes many times the memory of their text. */
export function countTags(text: string): number {
  let count = 0
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) count++
  return count
}

export const TOO_MANY_TAGS = 'The file holds more tags than any work does.'
