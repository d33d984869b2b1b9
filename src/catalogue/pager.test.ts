import { expect, it } from 'vitest'
import { Pager } from './pager.tsx'

const numbers = (page: number, pages: number): string =>
  [
    ...String(Pager({ pager: { page, pages, at: (n) => `/works?page=${n}` } })).matchAll(
      /<\/span>(\d+)<|(…)/g,
    ),
  ]
    .map(([, n, gap]) => n ?? gap)
    .join(' ')

it('shows both ends and the neighbours of where one is', () => {
  expect(numbers(1, 52)).toBe('1 2 3 … 52')
  expect(numbers(26, 52)).toBe('1 … 24 25 26 27 28 … 52')
  expect(numbers(52, 52)).toBe('1 … 50 51 52')
})

it('leaves out no single number', () => {
  expect(numbers(5, 9)).toBe('1 2 3 4 5 6 7 8 9')
})

it('is not there for one page', () => {
  expect(Pager({ pager: { page: 1, pages: 1, at: () => '' } })).toBeNull()
})
