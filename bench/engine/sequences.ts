import { isDeepStrictEqual, parseArgs } from 'node:util'
import fc from 'fast-check'
import { type Change, performBoth, sequence } from '../../src/search/sequences.ts'

/**
 * bin/bench sequences [--count 10000] [--seed S]: random archives, changes and questions put to the engine and to a
 * pass over all entries (`oracle.ts`), each answer compared. Ends with 1 and the smallest sequence found when one
 * differs. The same count and seed make the same sequences.
 */
export async function sequencesBench(args: readonly string[]): Promise<void> {
  const options = {
    count: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
  } as const
  const { values } = parseArgs({ args: [...args], options })
  const [count, seed] = [Number(values.count), Number(values.seed)]
  const done = { sequences: 0, changes: 0, questions: 0 }
  const result = fc.check(
    fc.property(sequence, (changes) => {
      const { said, expected } = performBoth(changes)
      note(done, changes)
      return isDeepStrictEqual(said, expected)
    }),
    { numRuns: count, seed },
  )
  const { sequences, changes, questions } = done
  console.log(`${sequences} sequences of ${changes} changes and ${questions} questions, seed ${seed}`)
  if (!result.failed) {
    console.log('All were answered as a pass over all entries answers them.')
    return
  }
  process.exitCode = 1
  console.log(`An answer differs; the smallest sequence for which it does, after ${result.numShrinks} steps:`)
  console.log(JSON.stringify(result.counterexample, null, 1))
  console.log(result.errorInstance ?? '')
}

function note(
  done: { sequences: number; changes: number; questions: number },
  changes: readonly Change[],
): void {
  const asked = changes.filter((change) => 'ask' in change || 'complete' in change).length
  done.sequences++
  done.questions += asked
  done.changes += changes.length - asked
  if (done.sequences % 1000 === 0) console.error(`${done.sequences} sequences …`)
}
