import { type Kept, nextId, writeKept } from './browser.ts'
import type { Hidden } from './choices.ts'
import type { Thing } from './hidden.ts'
import type { Keeper } from './keeper.ts'
import { MOST_FILTERS, refusedFilter, refusedName, type SavedFilter } from './saved-filters.ts'

/** A guest's choices, changed for one request; what fits into the cookie is sent back with the answer. */
export function browserKeeper(before: Kept, now: Date): Keeper {
  let kept = before
  let cookie: string | undefined
  const keep = (next: Kept): boolean => {
    const written = writeKept(next)
    if (written === 'full') return false
    kept = next
    cookie = written.cookie
    return true
  }
  const withFilters = (filters: readonly SavedFilter[]): boolean => keep({ ...kept, filters })
  const known = (id: number): boolean => kept.filters.some((one) => one.id === id)
  const taken = (name: string, by?: number): boolean =>
    kept.filters.some((one) => one.id !== by && one.name.toLowerCase() === name.toLowerCase())

  return {
    filters: async () => [...kept.filters].sort((a, b) => a.name.localeCompare(b.name)),
    hidden: async () => kept.hidden,
    takenOut: async () => kept.hidden,
    save: async (filter) => {
      const refusal = refusedFilter(filter)
      if (refusal) return refusal
      if (taken(filter.name)) return 'name-taken'
      if (kept.filters.length >= MOST_FILTERS) return 'too-many'
      const others = filter.usual ? kept.filters.map((one) => ({ ...one, usual: false })) : kept.filters
      const made = { ...filter, id: nextId(kept.filters), lookedAt: now }
      return withFilters([...others, made]) ? 'saved' : 'full'
    },
    rename: async (id, name) => {
      const refusal = refusedName(name) ?? (taken(name, id) ? 'name-taken' : undefined)
      if (refusal) return refusal
      if (!known(id)) return 'no-such-filter'
      return withFilters(kept.filters.map((one) => (one.id === id ? { ...one, name } : one)))
        ? 'renamed'
        : 'full'
    },
    remove: async (id) => {
      if (!known(id)) return 'no-such-filter'
      withFilters(kept.filters.filter((one) => one.id !== id))
      return 'removed'
    },
    apply: async (id) => {
      if (id !== null && !known(id)) return 'no-such-filter'
      return withFilters(kept.filters.map((one) => ({ ...one, usual: one.id === id }))) ? 'applied' : 'full'
    },
    hide: async (thing) =>
      keep({ ...kept, hidden: withThing(kept.hidden, thing, true) }) ? 'hidden' : 'full',
    show: async (thing) => {
      keep({ ...kept, hidden: withThing(kept.hidden, thing, false) })
    },
    look: async (query) => {
      if (kept.filters.some((one) => one.query === query))
        withFilters(kept.filters.map((one) => (one.query === query ? { ...one, lookedAt: now } : one)))
    },
    cookies: () => (cookie === undefined ? [] : [cookie]),
  }
}

/** Newest first. */
function withThing(hidden: Hidden, thing: Thing, on: boolean): Hidden {
  const changed = <Id extends number>(ids: readonly Id[], id: Id): Id[] => [
    ...(on ? [id] : []),
    ...ids.filter((one) => one !== id),
  ]
  switch (thing.is) {
    case 'tag':
      return { ...hidden, tags: changed(hidden.tags, thing.id) }
    case 'work':
      return { ...hidden, works: changed(hidden.works, thing.id) }
    case 'account':
      return { ...hidden, accounts: changed(hidden.accounts, thing.id) }
    case 'pen-name':
      return { ...hidden, penNames: changed(hidden.penNames, thing.id) }
  }
}
