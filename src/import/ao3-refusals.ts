import type { Reading } from './source.ts'

/** Written on branch `imports`. */
export const refusalOfPage = (_text: string): Reading | undefined => undefined
