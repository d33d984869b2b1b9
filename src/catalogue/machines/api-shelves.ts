import type { Member } from '../../core/actor.ts'
import { parseShelfId, type ShelfId, type WorkId } from '../../core/ids.ts'
import {
  READING_STATES,
  type ReadingState,
  readingCounts,
  readingOn,
  readingsOf,
  STATE_NAMES,
  setState,
} from '../../library/index.ts'
import { href, routes } from '../../routes.ts'
import type { Db } from '../../storage/transaction.ts'
import { t } from '../../web/say.ts'
import { putOnShelves, shelfIds, shelvesOf } from '../../works/index.ts'
import { type Browsing, browse } from '../browse.ts'
import { questionIn } from '../question.ts'
import { afterIn, type Walk } from '../walk.ts'
import { type Scope, usualSort } from '../wanted.ts'
import type { ShelfShape, ShelvesShape } from './api-own-shapes.ts'

interface Asked {
  readonly browsing: Browsing
  readonly base: string
  readonly now: Date
}

/** GET /api/v1/shelves: the lists of what was marked, the library, and the reader's own shelves in it. */
export async function shelvesShape(member: Member, asked: Asked): Promise<ShelvesShape> {
  const { browsing, base, now } = asked
  const [counts, library, shelves] = await Promise.all([
    readingCounts(browsing.db, member),
    browse({ ...browsing, perPage: 1 }, { of: 'library' }, questionIn(new URLSearchParams(), now)),
    shelvesOf(browsing.db, member),
  ])
  const { name } = member
  const kept = { key: 'library', kind: 'library', name: t('My library'), works: library.total } as const
  return {
    shelves: [
      ...READING_STATES.map(
        (state): ShelfShape => ({
          ...{ key: state, kind: 'list', name: STATE_NAMES[state](), works: counts[state] ?? 0 },
          url: base + href(routes.readingList, { name, state }),
        }),
      ),
      { ...kept, url: base + href(routes.library, { name }) },
      ...shelves.map(
        ({ id, name: called, works }): ShelfShape => ({
          ...{ key: String(id), kind: 'shelf', name: called, works },
          url: base + href(routes.shelf, { name, shelfId: id }),
        }),
      ),
    ],
  }
}

/** A shelf as it is written in an address. */
export type ShelfKey = ReadingState | 'library' | ShelfId

export const shelfIn = (key: string): ShelfKey | undefined =>
  key === 'library' ? key : (READING_STATES.find((state) => state === key) ?? parseShelfId(key))

/** What stands on it, as a list is about it; undefined where they have no such shelf. */
export async function shelfScope(db: Db, member: Member, key: ShelfKey): Promise<Scope | undefined> {
  if (key === 'library') return { of: 'library' }
  if (typeof key === 'number') {
    const shelf = await shelfIds(db, member, key)
    return shelf && { of: 'library', only: shelf.ids }
  }
  const readings = await readingsOf(db, member, { state: key })
  return { of: 'readings', only: readings.flatMap(({ work }) => work ?? []) }
}

/** How a program goes through it: from work to work, but by number what fits words best. */
export function walkIn(search: URLSearchParams, scope: Scope, now: Date): Walk | undefined | 'no-such-after' {
  const { sort } = questionIn(search, now, usualSort(scope))
  const after = afterIn(search.get('after'), sort)
  if (after === null) return 'no-such-after'
  return sort === 'relevance' ? undefined : { after }
}

export type OnShelf = 'done' | 'no-such-work' | 'no-such-shelf' | 'history-off' | 'not-by-hand'

interface Put {
  readonly key: ShelfKey
  readonly work: WorkId
  readonly now: Date
}

/** A work has one mark: where it is put, it leaves the list it was in. On shelves a kept copy may stand on several. */
export async function putOnShelf(db: Db, member: Member, { key, work, now }: Put): Promise<OnShelf> {
  if (key === 'library') return 'not-by-hand'
  if (typeof key === 'number') return changeShelf(db, member, { work, now }, (held) => [...held, key], key)
  const outcome = await setState(db, member, { work, state: key, now })
  return outcome === 'marked' ? 'done' : outcome
}

export async function takeOffShelf(db: Db, member: Member, { key, work, now }: Put): Promise<OnShelf> {
  if (key === 'library') return 'not-by-hand'
  if (typeof key === 'number')
    return changeShelf(db, member, { work, now }, (held) => held.filter((id) => id !== key), key)
  // In another list, or in none: it is not in this one.
  if ((await readingOn(db, member, work))?.state !== key) return 'done'
  const outcome = await setState(db, member, { work, state: null, now })
  return outcome === 'marked' ? 'done' : outcome
}

async function changeShelf(
  db: Db,
  member: Member,
  { work, now }: Omit<Put, 'key'>,
  change: (held: readonly ShelfId[]) => readonly ShelfId[],
  key: ShelfId,
): Promise<OnShelf> {
  const all = await shelvesOf(db, member, work)
  if (!all.some(({ id }) => id === key)) return 'no-such-shelf'
  const shelves = change(all.filter(({ holds }) => holds).map(({ id }) => id))
  const outcome = await putOnShelves(db, member, { work, shelves, now })
  return outcome === 'put' ? 'done' : 'no-such-work'
}
