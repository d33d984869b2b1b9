import type { Choices } from './choices.ts'
import { choicesIn, type Keeper } from './keeper.ts'
import { normalQuery, type Within } from './normal-query.ts'
import type { Desk } from './reader-view.ts'

interface At {
  readonly search: URLSearchParams
  readonly now: Date
  /** What a list is of, as an address says it: `['tag', 'fandom:Emma']`. */
  readonly within?: Within | undefined
}

/** What holds in a list and what is offered beside it. A saved filter's list is looked at by being opened. */
export async function deskFor(
  keeper: Keeper,
  { search, now, within }: At,
): Promise<{ readonly choices: Choices; readonly saving: Desk['saving'] }> {
  const [filters, hidden] = await Promise.all([keeper.filters(), keeper.takenOut()])
  const query = normalQuery(search, now, within)
  const saved = filters.find((filter) => filter.query === query)
  if (saved) await keeper.look(query)
  const saving = query ? { query, savedAs: saved?.name ?? null } : null
  return { choices: choicesIn(filters, hidden, now), saving }
}
