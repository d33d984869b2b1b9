import type { Child } from 'hono/jsx'
import { locale, t } from './say.ts'

/** A private-use character: no author's text and no message holds it, so it can mark a part's place. */
const EDGE = '\uE000'

/**
 * `t` with elements as values: `sayWith('{title} by {creators}', { title: <a/>, creators: <b/> })`. A number
 * is said as `t` says it, so that a plural can stand in the same sentence; give a count as an element its own tag.
 */
export function sayWith(message: string, parts: Readonly<Record<string, Child>>): Child[] {
  const places: Record<string, string | number> = {}
  for (const [name, part] of Object.entries(parts)) {
    places[name] = typeof part === 'number' ? part : EDGE + name + EDGE
  }
  return t(message, places)
    .split(EDGE)
    .map((piece, at) => (at % 2 ? (parts[piece] ?? null) : piece))
}

type Joint = 'and' | 'or' | 'commas'
const lists = new Map<string, Intl.ListFormat>()

/** Elements as the reader's language lists them: "a, b and c", "a, b or c", or with commas only. */
export function sayList(parts: readonly Child[], joint: Joint = 'and'): Child[] {
  if (parts.length < 2) return [...parts]
  if (joint === 'commas') return parts.flatMap((part, at) => (at > 0 ? [t(', '), part] : [part]))
  let next = 0
  return (
    listFormat(joint)
      // An empty element would be left out of the parts.
      .formatToParts(parts.map(() => EDGE))
      .map((part) => (part.type === 'element' ? (parts[next++] ?? null) : part.value))
  )
}

function listFormat(joint: 'and' | 'or'): Intl.ListFormat {
  // British English has no comma before "and", as the interface's own sentences have none.
  const language = locale() === 'en' ? 'en-GB' : locale()
  const key = `${language} ${joint}`
  const known = lists.get(key)
  if (known) return known
  const made = new Intl.ListFormat(language, { type: joint === 'and' ? 'conjunction' : 'disjunction' })
  lists.set(key, made)
  return made
}
