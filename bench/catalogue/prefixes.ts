import { fold, wordStarts } from '../../src/search/fold.ts'
import type { Name } from './flat.ts'

/** Prefixes up to this length are kept ready, each with its tags by use; longer ones are a range of the tails. */
export const KEPT_PREFIX = 4

/**
 * What SQL engines need to find the prefix of any word: from each word of a name to the name's end, and each prefix of
 * up to four characters, with the tag it leads to. Said once per tag.
 */
export function tailsOf(names: readonly Name[]): { tails: [string, Name][]; prefixes: [string, Name][] } {
  const tails: [string, Name][] = []
  const prefixes: [string, Name][] = []
  const known = new Set<string>()
  for (const name of names) {
    const folded = fold(name.text)
    for (const at of wordStarts(folded)) {
      const tail = folded.slice(at)
      tails.push([tail, name])
      for (let length = 1; length <= Math.min(KEPT_PREFIX, tail.length); length++) {
        const key = `${name.tag} ${tail.slice(0, length)}`
        if (known.has(key)) continue
        known.add(key)
        prefixes.push([tail.slice(0, length), name])
      }
    }
  }
  return { tails, prefixes }
}

/** The least string above all that begin so, in the order of code points. */
export const afterPrefix = (prefix: string): string => `${prefix}\u{10ffff}`
