import type { Child } from 'hono/jsx'
import { locale, t } from './say.ts'

/** Two letters of private use: no translation and no name holds them. */
const OPEN = '\uE000'
const CLOSE = '\uE001'

/** Values that keep places open in a message, to be filled with elements by `fill`. */
export function slots<Name extends string>(...names: readonly Name[]): Record<Name, string> {
  const places: Partial<Record<Name, string>> = {}
  for (const name of names) places[name] = OPEN + name + CLOSE
  return places as Record<Name, string>
}

/**
 * A sentence with elements in it, in whatever order the language wants them:
 * `fill(t('Kept in {folder} since {date}.', slots('folder', 'date')), { folder: <bdi>…</bdi>, date: <time>…</time> })`.
 */
export function fill(spoken: string, elements: Readonly<Record<string, Child>>) {
  return (
    <>
      {spoken.split(OPEN).map((part, at) => {
        const end = part.indexOf(CLOSE)
        return at === 0 || end < 0 ? part : [elements[part.slice(0, end)], part.slice(end + 1)]
      })}
    </>
  )
}

/** "A, B and C" of elements, as the language joins them; `plainly` with commas only. */
export function listed(elements: readonly Child[], how: 'and' | 'plainly' = 'and') {
  if (how === 'plainly') return <>{elements.map((element, at) => [at > 0 && t(', '), element])}</>
  const format = new Intl.ListFormat(locale() === 'en' ? 'en-GB' : locale(), { type: 'conjunction' })
  const parts = format.formatToParts(elements.map((_, at) => String(at)))
  return <>{parts.map(({ type, value }) => (type === 'element' ? elements[Number(value)] : value))}</>
}
