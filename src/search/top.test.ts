import { expect, test } from 'vitest'
import { openTop } from './top.ts'

test('the greatest are told alike, whether few or thousands are asked for', () => {
  const order = (a: number, b: number): number => a - b
  const added = Array.from({ length: 6_000 }, (_, term) => ({ term, count: (term * 7919) % 97 }))
  const sorted = added.toSorted((a, b) => b.count - a.count || a.term - b.term)
  for (const size of [0, 1, 10, 2_048, 2_049, 5_000, 0xffffffff]) {
    const top = openTop(size, order)
    for (const { term, count } of added) if (top.takes(term, count)) top.add(term, count)
    expect(top.sorted(), String(size)).toEqual(sorted.slice(0, size))
  }
})
