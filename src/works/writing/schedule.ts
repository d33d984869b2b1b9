import { Temporal } from 'temporal-polyfill'
import { TIME_ZONES } from '../../accounts/index.ts'
import { tellLater } from '../../jobs/tell.ts'
import type { Transaction } from '../../storage/transaction.ts'
import type { Typed } from '../tables.ts'

/** When something posts itself: the moment, and the day and hour as its writer set them, in their zone. */
export interface Schedule {
  readonly at: Date
  /** `2026-12-24T18:00` */
  readonly local: string
  readonly zone: string
}

export type ScheduleFault = 'no-day' | 'no-hour' | 'unknown-zone' | 'past' | 'too-far'

const MOST_YEARS = 5

/** The day, hour and zone that were typed, as a moment: `posts_day`, `posts_hour` and `posts_zone` of a form. */
export function scheduleOf(typed: Typed, now: Date): Schedule | ScheduleFault {
  const zone = one(typed.posts_zone)
  if (!TIME_ZONES.includes(zone)) return 'unknown-zone'
  const day = one(typed.posts_day)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !isDay(day)) return 'no-day'
  const hour = /^([01]?\d|2[0-3])[:.](\d{2})/.exec(one(typed.posts_hour))
  if (!hour || Number(hour[2]) > 59) return 'no-hour'
  const local = `${day}T${(hour[1] ?? '').padStart(2, '0')}:${hour[2]}`
  const at = momentOf(local, zone)
  if (at <= now) return 'past'
  return at.getTime() > now.getTime() + MOST_YEARS * 366 * DAY_MS ? 'too-far' : { at, local, zone }
}

/** An hour that the clocks leave out is as much later as they are put forward; of an hour that comes twice, the first. */
const momentOf = (local: string, zone: string): Date => new Date(zoned(local, zone).epochMilliseconds)

interface ClockTurn {
  readonly is: 'left-out' | 'twice'
  /** The hour it becomes. */
  readonly hour: string
}

/** What the clocks do to an hour that was set, on the two days of a year when they do anything. */
export function clockTurn(local: string, zone: string): ClockTurn | null {
  if (!TIME_ZONES.includes(zone) || !isDay(local.slice(0, 10)) || !/T([01]\d|2[0-3]):[0-5]\d$/.test(local))
    return null
  const settled = zoned(local, zone)
  const hour = settled.toPlainTime().toString({ smallestUnit: 'minute' })
  if (!local.endsWith(hour)) return { is: 'left-out', hour }
  const later = Temporal.PlainDateTime.from(local).toZonedDateTime(zone, { disambiguation: 'later' })
  return later.epochMilliseconds === settled.epochMilliseconds ? null : { is: 'twice', hour }
}

/** 'compatible' is what calendars do: RFC 5545. */
const zoned = (local: string, zone: string): Temporal.ZonedDateTime =>
  Temporal.PlainDateTime.from(local).toZonedDateTime(zone, { disambiguation: 'compatible' })

/** In the transaction that schedules: somebody looks when the moment has come. */
export const tellWhenDue = (trx: Transaction, at: Date, now: Date): Promise<void> =>
  tellLater(trx, 'writing.due', {}, at.getTime() - now.getTime())

const DAY_MS = 24 * 60 * 60_000

const isDay = (day: string): boolean => {
  const date = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day)
}

const one = (value: Typed[string] | undefined): string => ([value].flat()[0] ?? '').trim()
