import { foldSpace, tidyCharacters, withoutBidiOverrides } from './characters.ts'
import { plainText } from './plain-text.ts'

/** A title or name on one line: no tags, entities resolved, nothing that turns or hides the text round it. */
export const plainTitle = (given: string): string => tidyName(plainText(tidyCharacters(given)))

/** The same for what is plain text already. */
export const tidyName = (given: string): string =>
  foldSpace(withoutBidiOverrides(tidyCharacters(given)).replace(/[\ufeff\u2028\u2029]/g, ' ')).trim()
