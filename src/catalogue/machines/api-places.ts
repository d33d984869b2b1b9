import type { Member } from '../../core/actor.ts'
import { parseChapterId, parseWorkId } from '../../core/ids.ts'
import { notePlace, type Place, placesOf } from '../../library/index.ts'
import { href, routes } from '../../routes.ts'
import type { Db } from '../../storage/transaction.ts'
import { PLACES_TOLD, type PlaceShape, type PlacesShape, type PlacesTakenShape } from './api-own-shapes.ts'

interface Asked {
  readonly base: string
  readonly now: Date
  /** Noted later than this. */
  readonly since?: Date | undefined
}

/** GET /api/v1/places */
export async function placesShape(db: Db, member: Member, { base, now, since }: Asked): Promise<PlacesShape> {
  const places = await placesOf(db, member, since ? { since } : {})
  return { places: places.map((place) => placeShape(place, base)), now: now.toISOString() }
}

/** RFC 3339; null for what is no moment, undefined for none. */
export function momentIn(written: string | undefined): Date | null | undefined {
  if (!written) return undefined
  const moment = /^\d{4}-\d\d-\d\d(?:T[\d:.]{5,18}(?:Z|[+-]\d\d:\d\d))?$/i.test(written)
    ? new Date(written)
    : null
  return moment && Number.isFinite(moment.getTime()) ? moment : null
}

function placeShape(place: Place, base: string): PlaceShape {
  const { workId, title, chapterId, paragraph, share, device, at, fresh, next } = place
  return {
    work: { id: workId, url: base + href(routes.work, { workId }), title },
    ...{ chapter: chapterId, paragraph, share, device, at: at.toISOString(), new_chapters: fresh.length },
    next: next && { ...next, url: base + href(routes.chapter, { workId, chapterId: next.id }) },
  }
}

export type Told = ReturnType<typeof toldIn>

/** What a device says, or in which field it cannot be understood. */
export function toldIn(body: unknown) {
  const read = PLACES_TOLD.safeParse(body)
  if (read.success) return { places: read.data.places }
  const [issue] = read.error.issues
  return { field: issue?.path.map(String).join('.') || 'places' }
}

/** PUT /api/v1/places: one after another, so that two of one work are taken by their time. */
export async function takePlaces(
  db: Db,
  member: Member,
  { places, now }: { readonly places: NonNullable<Told['places']>; readonly now: Date },
): Promise<PlacesTakenShape> {
  const taken: PlacesTakenShape['places'] = []
  for (const { work, chapter, at, ...place } of places) {
    const workId = parseWorkId(String(work))
    const chapterId = parseChapterId(String(chapter ?? '')) ?? null
    const noted = workId && { ...place, workId, chapterId, at: new Date(at) }
    taken.push({ work, outcome: noted ? await notePlace(db, member, noted, now) : 'no-such-work' })
  }
  return { places: taken }
}
