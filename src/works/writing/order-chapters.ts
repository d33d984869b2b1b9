import type { Member } from '../../core/actor.ts'
import type { ChapterId, WorkId } from '../../core/ids.ts'
import { type Db, inTransaction } from '../../storage/transaction.ts'
import { placeTyped } from './chapter-fields.ts'
import { type LockRefusal, lockOwnWork } from './lock-own.ts'
import { placeInOrder, settleDraft } from './place-chapter.ts'
import { renewWork } from './renew-work.ts'

interface Ordering {
  readonly workId: WorkId
  /** The chapters in the order the form showed them in. */
  readonly was: readonly ChapterId[]
  /** What stands beside each, as typed. */
  readonly places: ReadonlyMap<ChapterId, string>
  readonly now: Date
}

type OrderChapters = 'ordered' | LockRefusal

/**
 * Puts chapters where their typed numbers say, the others into the places that are left, in the order they have now:
 * also those that came while the form was open. Their ids, and so links to them, stay.
 */
export const orderChapters = (db: Db, actor: Member, ordering: Ordering): Promise<OrderChapters> =>
  inTransaction<OrderChapters>(db, async (trx) => {
    const { workId, now } = ordering
    const work = await lockOwnWork(trx, actor, workId)
    if (typeof work === 'string') return work
    const rows = await trx
      .selectFrom('chapters')
      .select('id')
      .where('work_id', '=', workId)
      .orderBy('position')
      .execute()
    const there = rows.map(({ id }) => id)
    const order = orderTyped(there, ordering)
    if (order.every((id, at) => id === there[at])) return 'ordered'
    await placeInOrder(trx, workId, order)
    if (work.standing === 'draft' || work.standing === 'scheduled') await settleDraft(trx, workId)
    await renewWork(trx, workId, { by: actor, now, dated: false })
    return 'ordered'
  })

/** Who was given another number takes it, or the next free one behind; everybody else fills up. */
function orderTyped(
  there: readonly ChapterId[],
  { was, places }: Pick<Ordering, 'was' | 'places'>,
): readonly ChapterId[] {
  const shown = new Map(was.map((id, at) => [id, at + 1]))
  const moved = there.flatMap((id, at) => {
    const typed = placeTyped(places.get(id) ?? '')
    if (typed === null || typed === shown.get(id)) return []
    return [{ id, at, place: Math.min(typed, there.length) }]
  })
  const taken = new Map<number, ChapterId>()
  for (const { id, place } of moved.toSorted((a, b) => a.place - b.place || a.at - b.at))
    taken.set(freePlace(taken, place, there.length), id)
  const movedIds = new Set(moved.map(({ id }) => id))
  const others = there.filter((id) => !movedIds.has(id)).values()
  return there.map((id, at) => taken.get(at + 1) ?? others.next().value ?? id)
}

function freePlace(taken: ReadonlyMap<number, ChapterId>, wanted: number, last: number): number {
  let place = wanted
  while (taken.has(place) && place < last) place++
  while (taken.has(place)) place--
  return place
}
