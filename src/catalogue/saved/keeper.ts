import type { Actor, Member } from '../../core/actor.ts'
import type { SavedFilterId } from '../../core/ids.ts'
import type { Db } from '../../storage/transaction.ts'
import { questionIn } from '../question.ts'
import { readKept } from './browser.ts'
import { browserKeeper } from './browser-keeper.ts'
import type { Choices, Hidden } from './choices.ts'
import { hiddenBy, hide, show, type Thing, takenOutFor } from './hidden.ts'
import {
  filtersOf,
  lookedAt,
  makeDefault,
  type NameRefusal,
  type NewFilter,
  noDefault,
  removeFilter,
  renameFilter,
  type SavedFilter,
  type SaveRefusal,
  saveFilter,
} from './saved-filters.ts'

/** Where a reader's choices are kept: a member's in their account, a guest's in their browser. The same can be done with both. */
export interface Keeper {
  readonly filters: () => Promise<readonly SavedFilter[]>
  readonly hidden: () => Promise<Hidden>
  /** The same for lists: also what a member is done with, where they want that left out. */
  readonly takenOut: () => Promise<Hidden>
  readonly save: (filter: NewFilter) => Promise<'saved' | SaveRefusal | 'full'>
  readonly rename: (id: SavedFilterId, name: string) => Promise<Renaming>
  readonly remove: (id: SavedFilterId) => Promise<'removed' | 'no-such-filter'>
  /** Null: no filter is applied to every list. */
  readonly apply: (id: SavedFilterId | null) => Promise<'applied' | 'no-such-filter' | 'full'>
  readonly hide: (thing: Thing) => Promise<Hiding>
  readonly show: (thing: Thing) => Promise<void>
  readonly look: (query: string) => Promise<void>
  /** `Set-Cookie` values that keep what was done. */
  readonly cookies: () => readonly string[]
}

export type Renaming = 'renamed' | 'no-such-filter' | NameRefusal | 'full'
export type Hiding = 'hidden' | 'too-many' | 'yourself' | 'official' | 'full'

export function keeperOf(db: Db, actor: Actor, cookie: string | undefined, now: Date): Keeper {
  return actor.type === 'member' ? accountKeeper(db, actor, now) : browserKeeper(readKept(cookie), now)
}

export const accountKeeper = (db: Db, member: Member, now: Date): Keeper => ({
  filters: () => filtersOf(db, member),
  hidden: () => hiddenBy(db, member),
  takenOut: () => takenOutFor(db, member),
  save: async (filter) => {
    const saved = await saveFilter(db, member, filter, now)
    return typeof saved === 'number' ? 'saved' : saved
  },
  rename: (id, name) => renameFilter(db, member, id, name),
  remove: (id) => removeFilter(db, member, id),
  apply: async (id) => {
    if (id !== null) return makeDefault(db, member, id)
    await noDefault(db, member)
    return 'applied'
  },
  hide: (thing) => hide(db, member, thing, now),
  show: (thing) => show(db, member, thing),
  look: (query) => lookedAt(db, member, query, now),
  cookies: () => [],
})

/** What holds in the reader's lists, from what they keep. */
export function choicesIn(filters: readonly SavedFilter[], hidden: Hidden, now: Date): Choices {
  const usual = filters.find((filter) => filter.usual)
  return {
    filter: usual ? { name: usual.name, question: questionIn(new URLSearchParams(usual.query), now) } : null,
    hidden,
  }
}
