import { type Reading, refused } from './source.ts'

/** Written on branch `imports`. */
export const looksLikeAo3Page = (_text: string): boolean => false
export const readAo3Page = (_text: string): Reading => refused('not-supported', 'not written yet')
