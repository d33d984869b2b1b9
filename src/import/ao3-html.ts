import { type Reading, refused } from './source.ts'

/** Written on branch `imports`. */
export const looksLikeAo3Html = (_text: string): boolean => false
export const readAo3Html = (_text: string): Reading => refused('not-supported', 'not written yet')
