import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allocate, openHeap } from './heap.ts'
import type { Kernels, OpenKernels } from './kernels.ts'
import { plainKernels } from './kernels-plain.ts'
import { fastKernels } from './kernels-simd.ts'
import { writeRow } from './rows.ts'

const BYTES = 128
const SLOTS = BYTES * 8
const bitmap = fc.array(fc.nat({ max: 0xffffffff }), { minLength: BYTES / 4, maxLength: BYTES / 4 })
const list = fc
  .uniqueArray(fc.nat({ max: SLOTS - 1 }), { maxLength: 70 })
  .map((slots) => slots.sort((a, b) => a - b))
const column = fc.array(fc.nat({ max: 0xffffffff }), { minLength: SLOTS, maxLength: SLOTS })
const rows = fc.array(
  fc.uniqueArray(fc.oneof(fc.nat({ max: 99 }), fc.nat({ max: 99_999 })), { maxLength: 9 }),
  {
    minLength: 20,
    maxLength: 20,
  },
)

interface Case {
  readonly a: readonly number[]
  readonly b: readonly number[]
  readonly list: readonly number[]
  readonly column: readonly number[]
  readonly low: number
  readonly high: number
  readonly rows: readonly (readonly number[])[]
}

/** Everything that kernels write and give back for a case. */
function run(open: OpenKernels, { a, b, list, column, low, high, rows }: Case): unknown {
  const heap = openHeap(4_000_000)
  const kernels = open(heap)
  const block = (values: readonly number[], length = values.length): number => {
    const at = allocate(heap, Math.max(length, 64) * 4)
    heap.u32.fill(0, at >>> 2, (at >>> 2) + length)
    heap.u32.set(values, at >>> 2)
    return at
  }
  const words = (at: number, length = BYTES / 4): number[] => [
    ...heap.u32.subarray(at >>> 2, (at >>> 2) + length),
  ]
  const said: unknown[] = []
  const y = block(b)
  const slots = block(list)
  const into = (work: (at: number) => void): void => {
    const x = block(a)
    work(x)
    said.push(words(x))
  }
  for (const name of ['and', 'or', 'andNot'] as const) into((x) => kernels[name](x, y, BYTES))
  for (const name of ['setList', 'clearList'] as const) into((x) => kernels[name](x, slots, list.length))
  const gaps = allocate(heap, SLOTS * 4)
  heap.u32[gaps >>> 2] = list[0] ?? 0
  heap.u16.set(
    list.slice(1).map((slot, i) => slot - (list[i] ?? 0)),
    (gaps >>> 1) + 2,
  )
  for (const name of ['setGaps', 'clearGaps'] as const)
    if (list.length > 1) into((x) => kernels[name](x, gaps, list.length))
  const small = allocate(heap, SLOTS * 4)
  list.forEach((slot, i) => void heap.u8.set([slot & 0xff, slot >>> 8, 0], small + i * 3))
  const values = block(column)
  for (const [name, most] of [
    ['range16', 0xffff],
    ['range8', 0xff],
  ] as const)
    into((x) =>
      kernels[name](x, values, BYTES, Math.min(low & most, high & most), Math.max(low & most, high & most)),
    )
  into((x) => kernels.range(x, values, BYTES, Math.min(low, high), Math.max(low, high)))
  const x = block(a)
  said.push(kernels.count(x, BYTES), kernels.andCount(x, y, BYTES), kernels.countList(x, slots, list.length))
  said.push(
    kernels.countSlots(x, small, list.length),
    list.length > 1 && kernels.countGaps(x, gaps, list.length),
  )
  const out = block([], SLOTS)
  const length = kernels.extract(x, BYTES, out)
  said.push(length, words(out, length))
  said.push(tallied(kernels, rows, 90_000), tallied(kernels, rows, 50))
  return said

  /** Terms past the table of canonical tags, of short and of long codes, are not counted. */
  function tallied(kernels: Kernels, rows: Case['rows'], canons: number): unknown {
    const addresses = block(
      Array.from({ length: SLOTS }, (_, i) => {
        const row = rows[i % rows.length] ?? []
        return writeRow(heap, row.slice(0, 5), row.slice(5))
      }),
    )
    const canon = block(
      Array.from({ length: 90_000 }, (_, i) => (i % 5 === 0 ? 0 : i % 10 === 3 ? i - 1 : i)),
    )
    const own = block(
      Array.from({ length: 90_000 / 32 + 1 }, (_, i) =>
        words(canon + i * 128, 32).reduce(
          (bits, root, j) => (root === i * 32 + j && root ? bits | (1 << j) : bits),
          0,
        ),
      ),
    )
    const counts = block([], 100_000)
    const touched = block([], 100_000)
    return [0, 1].map((part) => {
      const found = kernels.tally(x, BYTES, addresses, canons, counts, touched, 0, part)
      const before = words(touched, found)
      const settled = kernels.settle(touched, found, canon, own, counts)
      const some = kernels.sift(touched, settled, counts, 3)
      const sifted = [some, words(touched, settled)]
      const after: unknown[] = [
        before,
        sifted,
        words(touched, settled),
        words(counts, 100_000).filter(Boolean),
      ]
      kernels.clear(touched, settled, counts)
      after.push(words(counts, 100_000).filter(Boolean))
      if (part === 0 && canons === 50) after.push(filled(kernels, addresses))
      heap.u32.fill(0, counts >>> 2, (counts >>> 2) + 100_000)
      const stamps = block([], 100_000)
      const doubled = kernels.doubles(x, BYTES, addresses, canons, canon, counts, touched, stamps, 7 + part)
      after.push(words(touched, doubled), words(counts, 100_000).filter(Boolean))
      heap.u32.fill(0, counts >>> 2, (counts >>> 2) + 100_000)
      const marked = block(words(x, BYTES / 4))
      const left = kernels.keepDoubles(marked, BYTES, addresses, canons, canon, stamps, 7 + part + SLOTS)
      after.push([left], words(marked, BYTES / 4))
      return after
    })
  }

  /** Sizes, and where the slots of terms in each of the four forms come to lie. */
  function filled(kernels: Kernels, addresses: number): unknown {
    const [sizes, places, lasts] = [block([], TERMS), block([], TERMS), block([], TERMS)]
    kernels.measure(addresses, 0, 300, sizes, lasts)
    const measured = words(sizes, TERMS).filter(Boolean)
    heap.u32.fill(0xffffffff, lasts >>> 2, (lasts >>> 2) + TERMS)
    const room = block([], 200 * 320)
    words(sizes, TERMS).forEach((size, term) => {
      heap.u32[(sizes >>> 2) + term] = term % 4
      if (size > 0) heap.u32[(places >>> 2) + term] = room + (term % 200) * 1280
    })
    kernels.spread(addresses, 0, 300, sizes, places, lasts)
    const spread = [words(places, TERMS).filter(Boolean), words(lasts, TERMS).filter((one) => one < SLOTS)]
    return [measured, spread, words(room, 200 * 320).filter(Boolean)]
  }
}

/** A term in four is put in as each form. */
const TERMS = 100_000

test('the kernels in WebAssembly and in JavaScript agree', () => {
  const one = fc.nat({ max: 0xffffffff })
  fc.assert(
    fc.property(fc.record({ a: bitmap, b: bitmap, list, column, low: one, high: one, rows }), (it) => {
      expect(run(fastKernels, it)).toEqual(run(plainKernels, it))
    }),
    { numRuns: 40 },
  )
})
