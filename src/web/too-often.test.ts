import { expect, test } from 'vitest'
import { counterOf } from './too-often.ts'

const at = (seconds: number): Date => new Date(Date.UTC(2026, 10, 22) + seconds * 1_000)

test('so many within so long, counted from the first; then the seconds to wait are said', () => {
  const counter = counterOf({ most: 2, withinMs: 60_000 })
  expect([0, 20, 30, 59.5, 60, 61, 62].map((second) => counter.take('a', at(second)))).toEqual([
    0, 0, 30, 1, 0, 0, 58,
  ])
  expect(counter.take('b', at(62))).toBe(0)
})

test('what costs more counts more, and counts nothing when it is refused', () => {
  const counter = counterOf({ most: 10, withinMs: 60_000 })
  expect(counter.take('a', at(0), 8)).toBe(0)
  expect(counter.take('a', at(1), 3)).toBe(59)
  expect(counter.take('a', at(1), 2)).toBe(0)
})

test('what is given back was never taken', () => {
  const counter = counterOf({ most: 1, withinMs: 60_000 })
  counter.giveBack('a')
  expect(counter.take('a', at(0))).toBe(0)
  counter.giveBack('a')
  expect(counter.take('a', at(0))).toBe(0)
  expect(counter.take('a', at(0))).toBe(60)
})

test('keys that strangers make up do not fill the memory: the oldest are forgotten', () => {
  const counter = counterOf({ most: 1, withinMs: 60_000 })
  for (let key = 0; key < 20_001; key++) expect(counter.take(`${key}`, at(0))).toBe(0)
  expect(counter.take('20000', at(0))).toBe(60)
  expect(counter.take('0', at(0))).toBe(0)
})
