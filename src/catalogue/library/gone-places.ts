import type { ReadingPlace } from '../../library/index.ts'
import type { WorksListView } from '../works-view.ts'
import type { GonePlaces } from './readings-page.tsx'

const NOWHERE: GonePlaces = { before: new Map(), after: [] }
/** Of deleted works in a row: more are seen once these are removed. */
const MOST_IN_A_ROW = 100

/**
 * Deleted works have nothing to be searched or sorted by: they stand where they were in the whole list, in its usual
 * order, and in no other. Each belongs to the page of the work after it, those behind all works to the last page.
 */
export function gonePlaces(places: readonly ReadingPlace[], list: WorksListView): GonePlaces {
  const { filters, active, works, pager } = list
  if (active.length > 0 || filters.q || filters.sort !== 'visited') return NOWHERE
  const order = filters.order === 'asc' ? places.toReversed() : places
  const before = new Map<number, readonly ReadingPlace['id'][]>()
  const shown = new Set<number>(works.map(({ id }) => id))
  let row: ReadingPlace['id'][] = []
  for (const { id, work } of order) {
    if (work === null) {
      row.push(id)
      continue
    }
    if (shown.has(work)) before.set(work, row.slice(0, MOST_IN_A_ROW))
    row = []
  }
  return { before, after: pager.page === pager.pages ? row.slice(0, MOST_IN_A_ROW) : [] }
}
