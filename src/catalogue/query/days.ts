import { afterSpaces, afterWord, matchAt, type Sign, signAt } from './scan.ts'

interface Days {
  readonly from: string | null
  readonly to: string | null
}

export interface AskedDays {
  readonly days: Days | null
  readonly end: number
}

const AGE =
  /(\d{1,4})(?:\s{0,9}[-–]\s{0,9}(\d{1,4}))?\s{0,9}(day|week|month|year|hour|minute)s?\b(?:\s{1,9}ago\b)?/iy
const DAY = /(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?![\d-])/y
const BETWEEN = /(?:-|–|\.\.|to\b)/y

const LAST = /(?:last|past)\s{1,9}(?:(\d{1,4})\s{0,9})?(day|week|month|year)s?\b/iy
const NAMED = /(today|yesterday)\b/iy

/**
 * Which days are meant: `last 2 weeks`, `last month`, `today`, `<7 days` (since a week ago), `>8 weeks` (longer ago), `13-21 months`, `2 months ago` (in the
 * month that was two months ago), or by the calendar: `2024`, `2024-05`, `2024-05-01`, `>2024-05`, `2019..2021`.
 */
export function daysAsked(text: string, at: number, before: Sign, today: string): AskedDays {
  const own = signAt(text, at)
  const sign = own.sign || before
  const start = afterSpaces(text, own.end)
  const last = matchAt(LAST, text, start)
  if (last && !sign) return { days: since(last, today), end: start + last[0].length }
  const named = matchAt(NAMED, text, start)
  if (named) return { days: byCalendar(dayNamed(named[0], today), sign), end: start + named[0].length }
  const age = matchAt(AGE, text, start)
  if (age) return { days: byAge(age, sign, today), end: start + age[0].length }
  const day = matchAt(DAY, text, start)
  const first = day && calendar(day)
  if (!day || !first) return { days: null, end: afterWord(text, start) }
  const end = start + day[0].length
  const dashAt = afterSpaces(text, end)
  const dash = matchAt(BETWEEN, text, dashAt)
  const other = dash && matchAt(DAY, text, afterSpaces(text, dashAt + dash[0].length))
  const second = other && calendar(other)
  if (other && second) {
    const [early, late] = first.from <= second.from ? [first, second] : [second, first]
    return { days: { from: early.from, to: late.to }, end: other.index + other[0].length }
  }
  return { days: byCalendar(first, sign), end }
}

type Unit = 'day' | 'week' | 'month' | 'year'

/** From so long ago until now. */
const since = ([, count = '1', written = 'day']: RegExpExecArray, today: string): Days => ({
  from: ago(today, Number(count), unitNamed(written)),
  to: null,
})

function dayNamed(name: string, today: string): Span {
  const day = /^t/i.test(name) ? today : ago(today, 1, 'day')
  return { from: day, to: day }
}

function byAge(found: RegExpExecArray, sign: Sign, today: string): Days {
  const [, low = '0', high, written = 'day'] = found
  const unit = unitNamed(written)
  // Days are the finest that a work's date tells.
  const hours = /^(hour|minute)/i.test(written)
  const count = (digits: string): number => (hours ? 0 : Number(digits))
  if (high !== undefined) {
    const [near, far] = [count(low), count(high)].sort((a, b) => a - b)
    return { from: ago(today, far ?? 0, unit), to: ago(today, near ?? 0, unit) }
  }
  const then = ago(today, count(low), unit)
  if (sign.startsWith('<')) return { from: then, to: null }
  if (sign.startsWith('>')) return { from: null, to: then }
  return around(then, unit)
}

const UNITS: readonly Unit[] = ['day', 'week', 'month', 'year']
const unitNamed = (written: string): Unit => UNITS.find((one) => one === written.toLowerCase()) ?? 'day'

const dayOf = (date: Date): string => date.toISOString().slice(0, 10)
const at = (year: number, month: number, day: number): string => {
  const date = new Date(Date.UTC(2000, 0, 1))
  date.setUTCFullYear(Math.max(1, Math.min(9999, year)), month, day)
  return date.getUTCFullYear() > 9999 ? '9999-12-31' : date.getUTCFullYear() < 1 ? '0001-01-01' : dayOf(date)
}

function parts(day: string): [year: number, month: number, day: number] {
  const [year = 2000, month = 1, date = 1] = day.split('-').map(Number)
  return [year, month - 1, date]
}

function ago(today: string, count: number, unit: Unit): string {
  const [year, month, day] = parts(today)
  if (unit === 'year') return at(year - count, month, Math.min(day, daysIn(year - count, month)))
  if (unit === 'month') return at(year, month - count, Math.min(day, daysIn(year, month - count)))
  return at(year, month, day - count * (unit === 'week' ? 7 : 1))
}

const daysIn = (year: number, month: number): number =>
  new Date(Date.UTC(year, month + 1, 0)).getUTCDate() || 28

/** The day, the week from Monday, the month or the year that holds a day. */
function around(then: string, unit: Unit): Days {
  const [year, month, day] = parts(then)
  switch (unit) {
    case 'day':
      return { from: then, to: then }
    case 'week': {
      const sinceMonday = (new Date(`${then}T00:00:00Z`).getUTCDay() + 6) % 7
      return { from: at(year, month, day - sinceMonday), to: at(year, month, day - sinceMonday + 6) }
    }
    case 'month':
      return { from: at(year, month, 1), to: at(year, month + 1, 0) }
    case 'year':
      return { from: at(year, 0, 1), to: at(year, 12, 0) }
  }
}

interface Span {
  readonly from: string
  readonly to: string
}

function calendar([, y = '', m, d]: RegExpExecArray): Span | undefined {
  const [year, month, day] = [Number(y), Number(m ?? 1) - 1, Number(d ?? 1)]
  if (year < 1 || month < 0 || month > 11 || day < 1 || day > daysIn(year, month)) return undefined
  if (d !== undefined) return { from: at(year, month, day), to: at(year, month, day) }
  if (m !== undefined) return { from: at(year, month, 1), to: at(year, month + 1, 0) }
  return { from: at(year, 0, 1), to: at(year, 12, 0) }
}

function byCalendar({ from, to }: Span, sign: Sign): Days {
  switch (sign) {
    case '>':
      return { from: at(...next(to, 1)), to: null }
    case '>=':
      return { from, to: null }
    case '<':
      return { from: null, to: at(...next(from, -1)) }
    case '<=':
      return { from: null, to }
    default:
      return { from, to }
  }
}

function next(day: string, by: 1 | -1): [number, number, number] {
  const [year, month, date] = parts(day)
  return [year, month, date + by]
}
