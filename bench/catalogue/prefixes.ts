import { fold, wordStarts } from '../../src/search/fold.ts'
import type { Name } from './flat.ts'

/** Prefixes up to this length are kept ready, each with its tags by use; longer ones are a range of the tails. */
export const KEPT_PREFIX = 4

/** From each word of a name to the name's end: what prefixes of any word are looked up in. */
export function* tailsOf(names: readonly Name[]): Generator<[string, Name]> {
  for (const name of names) {
    const folded = fold(name.text)
    for (const at of wordStarts(folded)) yield [folded.slice(at), name]
  }
}

/** Each prefix of up to four characters of those, once per tag: the names of a tag follow one another. */
export function* prefixesOf(names: readonly Name[]): Generator<[string, Name]> {
  let tag = -1
  let known = new Set<string>()
  for (const [tail, name] of tailsOf(names)) {
    if (name.tag !== tag) known = new Set()
    tag = name.tag
    for (let length = 1; length <= Math.min(KEPT_PREFIX, tail.length); length++) {
      const prefix = tail.slice(0, length)
      if (!known.has(prefix)) yield [prefix, name]
      known.add(prefix)
    }
  }
}

/** The least string above all that begin so, in the order of code points. */
export const afterPrefix = (prefix: string): string => `${prefix}\u{10ffff}`
