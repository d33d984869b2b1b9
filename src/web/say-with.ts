import type { Child } from 'hono/jsx'
import { locale, t } from './say.ts'

/** Private-use characters: no author's text and no message holds them, so they can mark a part's place. */
const EDGE = '\uE000'

/** `t` with elements as values: `sayWith('{title} by {creators}', { title: <a/>, creators: <b/> })`. */
export function sayWith(message: string, parts: Readonly<Record<string, Child>>): Child[] {
  const places: Record<string, string> = {}
  for (const name of Object.keys(parts)) places[name] = EDGE + name + EDGE
  return t(message, places)
    .split(EDGE)
    .map((piece, at) => (at % 2 ? (parts[piece] ?? null) : piece))
}

const lists = new Map<string, Intl.ListFormat>()

/** Elements as the reader's language lists them: "a, b and c", or "a, b or c". */
export function sayList(
  parts: readonly Child[],
  type: 'conjunction' | 'disjunction' = 'conjunction',
): Child[] {
  if (parts.length < 2) return [...parts]
  let next = 0
  return (
    listFormat(type)
      // An empty element would be left out of the parts.
      .formatToParts(parts.map(() => EDGE))
      .map((part) => (part.type === 'element' ? (parts[next++] ?? null) : part.value))
  )
}

function listFormat(type: 'conjunction' | 'disjunction'): Intl.ListFormat {
  // British English has no comma before "and", as the interface's own sentences have none.
  const language = locale() === 'en' ? 'en-GB' : locale()
  const key = `${language} ${type}`
  const known = lists.get(key)
  if (known) return known
  const made = new Intl.ListFormat(language, { type })
  lists.set(key, made)
  return made
}
