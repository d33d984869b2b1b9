import { t } from '../web/say.ts'
import { NOTHING_SAID, PERMISSION_KINDS, PERMISSIONS_SHAPE, type Permissions } from '../works/index.ts'

type Form = Readonly<Record<string, string>>

const ALL: Readonly<Record<string, Permissions['download']>> = {
  'all-yes': 'yes',
  'all-ask': 'ask',
  'all-no': 'no',
}

const MOST_WORDS = 2_000

/** What a form of permissions says: an answer nobody gave is `unsaid`. */
export function permissionsIn(form: Form): Permissions {
  const all = ALL[form.deed ?? '']
  const answers = PERMISSION_KINDS.map((kind) => [kind, all ?? form[kind] ?? 'unsaid'] as const)
  const words = (form.words ?? '').replace(/\r\n?/g, '\n').trim()
  const read = PERMISSIONS_SHAPE.safeParse({ ...Object.fromEntries(answers), words })
  return read.success ? read.data : { ...NOTHING_SAID, words }
}

/** What is wrong with it, to be said beside the words. */
export function faultIn({ words }: Permissions): string | undefined {
  const over = [...words].length - MOST_WORDS
  if (over <= 0) return undefined
  return t(
    'That is {n, plural, one {# letter} other {# letters}} more than the {most, number} there is room for. Say it shorter, or put the rest into the work’s notes.',
    { n: over, most: MOST_WORDS },
  )
}
