import { type Reading, refused } from './source.ts'

export const looksLikeAo3Text = (_text: string): boolean => false
export const readAo3Text = (_text: string): Reading => refused('not-supported', 'not written yet')
