import { type Reading, refused } from './source.ts'

/** Written on branch `imports`. */
export const looksLikeEpub = (names: readonly string[]): boolean => names.includes('META-INF/container.xml')
export const readAo3Epub = async (_entries: Map<string, () => Promise<Uint8Array>>): Promise<Reading> =>
  refused('not-supported', 'not written yet')
