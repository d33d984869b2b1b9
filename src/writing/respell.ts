import { LIMITS } from '../core/values.ts'
import { cleanHtml, type Field, htmlFrom, markdownFrom, SPELLINGS, type Spelling } from '../prose/index.ts'

interface Respelling {
  readonly text: string
  readonly from: Spelling
  readonly to: Spelling
  readonly field: Field
}

/** Longer than a chapter may be, so that a draft that must still be cut can be turned, and no more than that. */
const LONGEST = 2 * LIMITS.chapter

/** The same text in the other spelling. */
export function respelled({ text, from, to, field }: Respelling): string | 'too-long' {
  if (text.length > LONGEST) return 'too-long'
  if (from === to) return text
  const clean = cleanHtml(htmlFrom(text, from), field)
  return to === 'markdown' ? markdownFrom(clean, field) : clean
}

export const spellingIn = (value: string | undefined): Spelling =>
  SPELLINGS.find((one) => one === value) ?? 'html'

export const fieldIn = (value: string | undefined): Field =>
  value === 'notes' || value === 'summary' ? value : 'content'
