import { describe, expect, test } from 'vitest'
import { clockTurn, type Schedule, scheduleOf } from './schedule.ts'

const NOW = new Date('2026-03-01T12:00:00Z')
const typed = (day: string, hour: string, zone: string) => ({
  posts_day: day,
  posts_hour: hour,
  posts_zone: zone,
})

describe('an hour on the writer’s own clock', () => {
  const CASES: readonly (readonly [string, string, string, string, string])[] = [
    ['in winter', '2026-12-24', '18:00', 'Europe/Berlin', '2026-12-24T17:00:00.000Z'],
    ['in summer', '2026-07-24', '18:00', 'Europe/Berlin', '2026-07-24T16:00:00.000Z'],
    ['left out in spring', '2026-03-29', '02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['just before it', '2026-03-29', '01:59', 'Europe/Berlin', '2026-03-29T00:59:00.000Z'],
    ['just after it', '2026-03-29', '03:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
    ['twice in autumn', '2026-10-25', '02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['left out in New York', '2026-03-08', '02:30', 'America/New_York', '2026-03-08T07:30:00.000Z'],
    ['twice in New York', '2026-11-01', '01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
    ['half an hour left out', '2026-10-04', '02:15', 'Australia/Lord_Howe', '2026-10-03T15:45:00.000Z'],
    ['midnight left out', '2027-04-25', '00:00', 'Africa/Cairo', '2027-04-24T22:00:00.000Z'],
    ['three quarters from the hour', '2026-06-01', '06:00', 'Asia/Katmandu', '2026-06-01T00:15:00.000Z'],
    ['a day ahead', '2026-06-02', '00:30', 'Pacific/Kiritimati', '2026-06-01T10:30:00.000Z'],
    ['universal', '2026-06-01', '9:05', 'UTC', '2026-06-01T09:05:00.000Z'],
  ]
  test.each(CASES)('%s', (_what, day, hour, zone, at) => {
    const schedule = scheduleOf(typed(day, hour, zone), NOW) as Schedule
    expect(schedule.at.toISOString()).toBe(at)
    expect(schedule.local).toBe(`${day}T${hour.padStart(5, '0')}`)
  })

  test('what the clocks do to it is said', () => {
    expect(clockTurn('2026-03-29T02:30', 'Europe/Berlin')).toEqual({ is: 'left-out', hour: '03:30' })
    expect(clockTurn('2026-10-04T02:15', 'Australia/Lord_Howe')).toEqual({ is: 'left-out', hour: '02:45' })
    expect(clockTurn('2026-10-25T02:30', 'Europe/Berlin')).toEqual({ is: 'twice', hour: '02:30' })
    expect(clockTurn('2026-10-25T03:00', 'Europe/Berlin')).toBeNull()
    expect(clockTurn('2026-10-25T02:30', 'Asia/Tokyo')).toBeNull()
    expect(clockTurn('2026-02-31T02:30', 'Mars/Crater')).toBeNull()
  })
})

test('what cannot be a moment to come is refused, with the reason', () => {
  const CASES = [
    [typed('', '18:00', 'UTC'), 'no-day'],
    [typed('2026-02-30', '18:00', 'UTC'), 'no-day'],
    [typed('24.12.2026', '18:00', 'UTC'), 'no-day'],
    [typed('2026-12-24', '', 'UTC'), 'no-hour'],
    [typed('2026-12-24', '25:00', 'UTC'), 'no-hour'],
    [typed('2026-12-24', '18:60', 'UTC'), 'no-hour'],
    [typed('2026-12-24', '18:00', 'Mars/Crater'), 'unknown-zone'],
    [typed('2026-12-24', '18:00', ''), 'unknown-zone'],
    [{}, 'unknown-zone'],
    [typed('2026-03-01', '12:00', 'UTC'), 'past'],
    [typed('0001-01-01', '12:00', 'UTC'), 'past'],
    [typed('2036-03-01', '12:00', 'UTC'), 'too-far'],
    [typed('9999-12-31', '23:59', 'Pacific/Kiritimati'), 'too-far'],
  ] as const
  for (const [form, fault] of CASES) expect(scheduleOf(form, NOW), JSON.stringify(form)).toBe(fault)
})
