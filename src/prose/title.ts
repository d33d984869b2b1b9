import { foldSpace, tidyCharacters, withoutBidiOverrides } from './characters.ts'
import { plainText } from './plain-text.ts'

/** A title or name on one line: no tags, entities resolved, nothing that turns or hides the text round it. */
export function plainTitle(given: string): string {
  const text = tidyCharacters(plainText(tidyCharacters(given)))
  return foldSpace(withoutBidiOverrides(text).replace(/[\ufeff\u2028\u2029]/g, ' ')).trim()
}
