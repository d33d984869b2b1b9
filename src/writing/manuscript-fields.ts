import { STOOD_FIELD, type Typed } from '../works/index.ts'

/** What a form carries for its own sake: nothing of it was typed. */
const CONTROLS: ReadonlySet<string> = new Set([
  ...[
    'csrf',
    'key',
    'base',
    'kept',
    STOOD_FIELD,
    'as',
    'names',
    'part',
    'work',
    'chapter',
    'age',
    'deed',
    'account',
  ],
])

export const isControl = (name: string): boolean => CONTROLS.has(name)

/** Every value of a field: none where it is absent, or holds nothing. */
export function valuesIn(fields: Typed, name: string): readonly string[] {
  const value = fields[name]
  return [value ?? []].flat().filter((one) => one !== '')
}

/** The value of a field that is there once. */
export const valueIn = (fields: Typed, name: string): string => valuesIn(fields, name).at(-1) ?? ''

/**
 * What was typed, of all that a form sent. A tick that is not set is not sent: `names`, all the names in the form, tell
 * it from a field that the form does not have. Lines end as they do in a text area, and not as they are sent. Beside it
 * goes what stood in the form when it was opened: so what is opened again knows whether anything was changed since.
 */
export function typedIn(sent: Typed): Typed {
  const names = valueIn(sent, 'names').split(',').filter(Boolean)
  const unset = names.filter((name) => sent[name] === undefined).map((name) => [name, []] as const)
  return Object.fromEntries(
    [...Object.entries(sent), ...unset]
      .filter(([name, value]) => (name === STOOD_FIELD ? value !== '' : !CONTROLS.has(name)))
      .map(([name, value]) => [name, typeof value === 'string' ? lines(value) : value.map(lines)]),
  )
}

const lines = (value: string): string => value.replaceAll('\r\n', '\n')

/** Of these a form always sends something; they mean nothing but beside what was typed. */
const BESIDE: ReadonlySet<string> = new Set(['series_shown', 'related_kind', 'posts_zone'])

/** The names of the fields of `mine` in which the other holds something else. What `mine` does not have, it leaves alone. */
export const differing = (mine: Typed, other: Typed): readonly string[] =>
  Object.keys(mine)
    .filter((name) => !CONTROLS.has(name) && !BESIDE.has(name) && !name.endsWith('_was'))
    .filter((name) => !isLeftAlone(mine, name))
    .filter((name) => lines(valuesIn(mine, name).join('\n')) !== lines(valuesIn(other, name).join('\n')))

/** A field that says itself what it was when the form was opened, and says the same. */
export const isLeftAlone = (typed: Typed, name: string): boolean =>
  `${name}_was` in typed && valueIn(typed, name) === valueIn(typed, `${name}_was`)

const FIRST_WORDS = 120

/** So that its writer knows it again: the title, or how the text begins. */
export const firstWords = (text: string): string => {
  const words = text
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (words.length <= FIRST_WORDS) return words
  const end = words.lastIndexOf(' ', FIRST_WORDS)
  return `${words.slice(0, end > 0 ? end : FIRST_WORDS)} …`
}
