import type { Browsed } from './browse.ts'
import type { Question } from './question.ts'

/** A list as it was asked for: what was understood, what was found, and where it stands. */
export interface Answered {
  readonly question: Question
  readonly found: Browsed
  readonly path: string
  readonly search: URLSearchParams
}

/** The same list with something changed, from its first page on; nothing empty is left in the address. */
export function address(
  path: string,
  search: URLSearchParams,
  change: (query: URLSearchParams) => void,
): string {
  const query = new URLSearchParams(search)
  query.delete('page')
  change(query)
  for (const [name, value] of [...query]) if (!value) query.delete(name, value)
  const text = query.toString()
  return text ? `${path}?${text}` : path
}
