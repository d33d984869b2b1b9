import { t } from '../../web/say.ts'
import { PERMISSIONS_SHAPE } from '../permissions-shape.ts'
import { NOTHING_SAID, PERMISSION_KINDS, type Permissions } from '../record.ts'
import type { Typed } from '../tables.ts'

const MOST_WORDS = 2_000

/** What a work's form says of permissions: an answer nobody gave is `unsaid`. */
export function permissionsTyped(typed: Typed, faults: Record<string, string>): Permissions {
  const said = (name: string): string => [typed[name] ?? ''].flat().at(-1) ?? ''
  const words = said('words').replace(/\r\n?/g, '\n').trim()
  const fault = wordsFault(words)
  if (fault) faults.words = fault
  const answers = PERMISSION_KINDS.map((kind) => [kind, said(`may_${kind}`)] as const)
  const read = PERMISSIONS_SHAPE.safeParse({
    ...NOTHING_SAID,
    ...Object.fromEntries(answers.filter(([, a]) => a)),
    words,
  })
  return read.success ? read.data : { ...NOTHING_SAID, words }
}

/** What is wrong with a creator's own words, to be said beside them. */
export function wordsFault(words: string): string | undefined {
  const over = [...words].length - MOST_WORDS
  if (over <= 0) return undefined
  return t(
    'That is {n, plural, one {# letter} other {# letters}} more than the {most, number} there is room for. Say it shorter, or put the rest into the work’s notes.',
    { n: over, most: MOST_WORDS },
  )
}
