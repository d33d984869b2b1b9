import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { performBoth, sequence } from '../../src/search/sequences.ts'

/**
 * node --import tsx bench/engine/check.ts --sequences 10000 [--seed 1]: random archives, changes and questions, each
 * answer compared with the oracle's. Ends with 1 and the smallest sequence found when one differs.
 */
const option = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? otherwise : Number(process.argv[at + 1])
}
const sequences = option('sequences', 10_000)
const seed = option('seed', Date.now() & 0x7fffffff)
let answers = 0
fc.assert(
  fc.property(sequence, (changes) => {
    const { said, expected } = performBoth(changes)
    answers += said.length
    return isDeepStrictEqual(said, expected)
  }),
  { numRuns: sequences, seed },
)
console.log(`${sequences} sequences, ${answers} answers, all as the oracle's (seed ${seed})`)
