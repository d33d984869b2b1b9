import type { Member } from '../../core/actor.ts'
import { parseChapterId, parseWorkId, type WorkId } from '../../core/ids.ts'
import { MOST_PLACES_READ, notePlace, type Place, placesOf } from '../../library/index.ts'
import { href, routes } from '../../routes.ts'
import type { Db } from '../../storage/transaction.ts'
import { PLACES_TOLD, type PlaceShape, type PlacesShape, type PlacesTakenShape } from './api-own-shapes.ts'

interface Asked {
  readonly base: string
  readonly now: Date
  /** Noted later than this. */
  readonly since?: Date | undefined
  readonly after?: After | undefined
}

/**
 * Where an answer goes on: after the last place of the one before. A place that is noted anew meanwhile goes to the
 * front, where this walk has been already: so every answer of a walk says the moment at which it began, and whoever asks
 * for what came since then has all.
 */
interface After {
  readonly at: Date
  readonly workId: WorkId
  readonly begun: Date
}

/** GET /api/v1/places */
export async function placesShape(db: Db, member: Member, asked: Asked): Promise<PlacesShape> {
  const { base, now, since, after } = asked
  const found = await placesOf(db, member, { ...(since && { since }), after, most: MOST_PLACES_READ + 1 })
  const shown = found.slice(0, MOST_PLACES_READ)
  const begun = after?.begun ?? now
  const last = found.length > shown.length ? shown.at(-1) : undefined
  const query = last && { since: since?.toISOString(), after: afterWritten({ ...last, begun }) }
  return {
    places: shown.map((place) => placeShape(place, base)),
    now: begun.toISOString(),
    next: query ? base + href(routes.apiPlaces, {}, query) : null,
  }
}

const afterWritten = ({ at, workId, begun }: After): string =>
  [at.getTime(), workId, begun.getTime()].join('-')

/** As `next` says it; null for what it never says, undefined for none. */
export function afterIn(written: string | undefined): After | null | undefined {
  if (!written) return undefined
  const [at, work, begun, more] = written.split('-')
  const workId = parseWorkId(work ?? '')
  const [last, first] = [momentOf(at), momentOf(begun)]
  return workId && last && first && more === undefined ? { workId, at: last, begun: first } : null
}

/** A year of four digits: the database knows no others that a clock says. */
function momentOf(written: string | undefined): Date | undefined {
  const ms = written ? Number(written) : Number.NaN
  return Number.isSafeInteger(ms) && ms >= 0 && ms < LAST_MS ? new Date(ms) : undefined
}
const LAST_MS = Date.UTC(9999, 11, 31)

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

type Told = ReturnType<typeof toldIn>

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
