import { type Kept, nextId, writeKept } from './browser.ts'
import type { Hidden } from './choices.ts'
import type { Thing } from './hidden.ts'
import type { Keeper } from './keeper.ts'
import {
  MOST_FILTERS,
  type NewFilter,
  refusedFilter,
  refusedName,
  type SavedFilter,
} from './saved-filters.ts'

/** A guest's choices, changed for one request; what fits into the cookie is sent back with the answer. */
export function browserKeeper(before: Kept, now: Date): Keeper {
  const browser: Browser = { kept: before, cookie: undefined }
  return {
    ...filtersIn(browser, now),
    hidden: async () => browser.kept.hidden,
    takenOut: async () => browser.kept.hidden,
    hide: async (thing) => (keepHidden(browser, thing, true) ? 'hidden' : 'full'),
    show: async (thing) => void keepHidden(browser, thing, false),
    cookies: () => (browser.cookie === undefined ? [] : [browser.cookie]),
  }
}

/** What the browser keeps from now on, and the cookie that tells it so. */
interface Browser {
  kept: Kept
  cookie: string | undefined
}

type Filters = Pick<Keeper, 'filters' | 'save' | 'rename' | 'remove' | 'apply' | 'look'>

function filtersIn(browser: Browser, now: Date): Filters {
  const all = (): readonly SavedFilter[] => browser.kept.filters
  const known = (id: number): boolean => all().some((one) => one.id === id)
  const keepEach = (as: (one: SavedFilter) => SavedFilter): boolean => keepFilters(browser, all().map(as))
  return {
    filters: async () => [...all()].sort((a, b) => a.name.localeCompare(b.name)),
    save: async (filter) => saveFilter(browser, filter, now),
    rename: async (id, name) => {
      const refusal = refusedName(name) ?? (isTaken(all(), name, id) ? 'name-taken' : undefined)
      if (refusal) return refusal
      if (!known(id)) return 'no-such-filter'
      return keepEach((one) => (one.id === id ? { ...one, name } : one)) ? 'renamed' : 'full'
    },
    remove: async (id) => {
      if (!known(id)) return 'no-such-filter'
      keepFilters(
        browser,
        all().filter((one) => one.id !== id),
      )
      return 'removed'
    },
    apply: async (id) => {
      if (id !== null && !known(id)) return 'no-such-filter'
      return keepEach((one) => ({ ...one, usual: one.id === id })) ? 'applied' : 'full'
    },
    look: async (query) => {
      if (all().some((one) => one.query === query))
        keepEach((one) => (one.query === query ? { ...one, lookedAt: now } : one))
    },
  }
}

function saveFilter(browser: Browser, filter: NewFilter, now: Date) {
  const { filters } = browser.kept
  const refusal = refusedFilter(filter)
  if (refusal) return refusal
  if (isTaken(filters, filter.name)) return 'name-taken'
  if (filters.length >= MOST_FILTERS) return 'too-many'
  const others = filter.usual ? filters.map((one) => ({ ...one, usual: false })) : filters
  const made = { ...filter, id: nextId(filters), lookedAt: now }
  return keepFilters(browser, [...others, made]) ? 'saved' : 'full'
}

const isTaken = (filters: readonly SavedFilter[], name: string, by?: number): boolean =>
  filters.some((one) => one.id !== by && one.name.toLowerCase() === name.toLowerCase())

const keepFilters = (browser: Browser, filters: readonly SavedFilter[]): boolean =>
  keep(browser, { ...browser.kept, filters })

const keepHidden = (browser: Browser, thing: Thing, on: boolean): boolean =>
  keep(browser, { ...browser.kept, hidden: withThing(browser.kept.hidden, thing, on) })

/** False: the cookie would be too long, and all stays as it was. */
function keep(browser: Browser, next: Kept): boolean {
  const written = writeKept(next)
  if (written === 'full') return false
  browser.kept = next
  browser.cookie = written.cookie
  return true
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
