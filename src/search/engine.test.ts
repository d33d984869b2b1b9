import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openIndex } from './index.ts'
import { openOracle } from './oracle.ts'
import { perform, SCHEMA, sequence, TAGS } from './sequences.ts'

test('every answer is what looking at every entry gives, whatever changed before', () => {
  fc.assert(
    fc.property(sequence, (changes) => {
      const index = openIndex(SCHEMA)
      const oracle = openOracle(SCHEMA)
      for (const tag of TAGS) {
        index.setTag(tag)
        oracle.setTag(tag)
      }
      for (const change of changes) expect(perform(change, index)).toEqual(perform(change, oracle))
    }),
    { numRuns: 1000 },
  )
})
