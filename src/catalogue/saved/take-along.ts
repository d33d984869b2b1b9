import type { Member } from '../../core/actor.ts'
import { type Db, inTransaction } from '../../storage/transaction.ts'
import type { Kept } from './browser.ts'
import { hideAll } from './hide-all.ts'
import { filtersOf, LONGEST_NAME, type NewFilter, type SavedFilter, saveFilter } from './saved-filters.ts'

/**
 * What a browser kept before its reader logged in, taken into the account. Nothing is lost: a name that is taken gets a
 * number, the account's own default stays, and what does not fit is answered and stays in the browser.
 */
export function takeAlong(db: Db, member: Member, kept: Kept, now: Date): Promise<Kept> {
  return inTransaction(db, async (trx) => {
    const own = await filtersOf(trx, member)
    const filters: SavedFilter[] = []
    for (const filter of kept.filters) {
      if (own.some(({ query }) => query === filter.query)) continue
      const usual = filter.usual && !own.some((one) => one.usual)
      if (!(await saveUnder(trx, member, { ...filter, usual }, now))) filters.push(filter)
    }
    return { filters, hidden: await hideAll(trx, member, kept.hidden, now) }
  })
}

const MOST_TRIES = 60

async function saveUnder(db: Db, member: Member, filter: NewFilter, now: Date): Promise<boolean> {
  for (let number = 1; number < MOST_TRIES; number++) {
    const end = number > 1 ? ` ${number}` : ''
    const name = [...filter.name].slice(0, LONGEST_NAME - end.length).join('') + end
    const saved = await saveFilter(db, member, { ...filter, name }, now)
    if (saved !== 'name-taken') return typeof saved === 'number'
  }
  return false
}
