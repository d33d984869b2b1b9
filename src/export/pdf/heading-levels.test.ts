import { expect, test } from 'vitest'
import { type BookNode, part } from './book-node.ts'
import { withoutSkips } from './heading-levels.ts'

const heading = (level: number): BookNode => ['heading', { level }, ['x']]
const levels = (nodes: readonly BookNode[]): (string | number)[] =>
  nodes.flatMap((node) =>
    typeof node === 'string' ? [] : node[0] === 'heading' ? [Number(node[1].level)] : levels(node[2]),
  )
const of = (...given: readonly number[]) => levels(withoutSkips(given.map(heading)))

test('headings that skip a level are lifted, and stay below what they were below', () => {
  expect(of(6)).toEqual([2])
  expect(of(2, 3, 4)).toEqual([2, 3, 4])
  expect(of(4, 6, 5, 4)).toEqual([2, 3, 3, 2])
  expect(of(6, 5, 4, 6)).toEqual([2, 2, 2, 3])
  expect(of(2, 6, 2, 6, 6)).toEqual([2, 3, 2, 3, 3])
})

test('what stands in a quotation, or after a part of our own page, counts, too', () => {
  expect(levels(withoutSkips([heading(3), ['quote', {}, [heading(6)]], heading(3)]))).toEqual([2, 3, 2])
  expect(levels(withoutSkips([part('Summary'), heading(5), part('Notes'), heading(6)]))).toEqual([3, 3])
})
