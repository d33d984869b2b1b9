import {
  NOTHING_SAID,
  PERMISSION_KINDS,
  PERMISSIONS_SHAPE,
  type Permissions,
  wordsFault,
} from '../works/index.ts'

type Form = Readonly<Record<string, string>>

const ALL: Readonly<Record<string, Permissions['download']>> = {
  'all-yes': 'yes',
  'all-ask': 'ask',
  'all-no': 'no',
}

/** What a form of permissions says: an answer nobody gave is `unsaid`. */
export function permissionsIn(form: Form): Permissions {
  const all = ALL[form.deed ?? '']
  const answers = PERMISSION_KINDS.map((kind) => [kind, all ?? form[kind] ?? 'unsaid'] as const)
  const words = (form.words ?? '').replace(/\r\n?/g, '\n').trim()
  const read = PERMISSIONS_SHAPE.safeParse({ ...Object.fromEntries(answers), words })
  return read.success ? read.data : { ...NOTHING_SAID, words }
}

/** What is wrong with it, to be said beside the words. */
export const faultIn = ({ words }: Permissions): string | undefined => wordsFault(words)
