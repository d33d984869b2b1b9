import { parseChapterId, parseWorkId } from '../core/ids.ts'
import { href, routes } from '../routes.ts'
import type { Place, Typed } from '../works/index.ts'
import { valueIn } from './manuscript-fields.ts'

/** Where a form of this place is opened; with a key: filled with that manuscript. */
export function formAddress(place: Place, manuscript?: string, done?: 'apart'): string {
  const { part, workId, chapterId } = place
  const query = { manuscript, done }
  if (workId === null) return href(routes.newWork, {}, query)
  if (part === 'work') return href(routes.editWork, { workId }, query)
  return chapterId === null
    ? href(routes.newChapter, { workId }, query)
    : href(routes.editChapter, { workId, chapterId }, query)
}

/** Where readers see it. */
export function readAddress({ workId, chapterId }: Place): string {
  if (workId === null) return routes.works
  return chapterId === null ? href(routes.work, { workId }) : href(routes.chapter, { workId, chapterId })
}

/** As a form says it: `part`, `work` and `chapter`. Undefined for what no form of ours says. */
export function placeIn(sent: Typed): Place | undefined {
  const part = valueIn(sent, 'part')
  const [work, chapter] = [valueIn(sent, 'work'), valueIn(sent, 'chapter')]
  const workId = work ? parseWorkId(work) : null
  const chapterId = chapter ? parseChapterId(chapter) : null
  if (workId === undefined || chapterId === undefined) return undefined
  if (part !== 'work' && part !== 'chapter') return undefined
  if (part === 'chapter' ? workId === null : chapterId !== null) return undefined
  return { part, workId, chapterId }
}

export const samePlace = (one: Place, other: Place): boolean =>
  one.part === other.part && one.workId === other.workId && one.chapterId === other.chapterId

/** A form's key, as `crypto.randomUUID` makes them. */
export const isKey = (text: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text)
