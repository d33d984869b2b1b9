/** Targets of issue 3 §5: p50 / p99 in ms, bytes a work, seconds. */
export interface Targets {
  readonly list: readonly [number, number]
  readonly deep: readonly [number, number]
  readonly typing: readonly [number, number]
  readonly post: readonly [number, number]
  readonly mergeMs: number
  readonly bytes: number
  readonly buildMs: number
  readonly coldMs: number
}

const AT: readonly (readonly [works: number, targets: Targets])[] = [
  [
    100_000,
    {
      list: [0.4, 1.5],
      deep: [0.1, 0.1],
      typing: [0.02, 0.02],
      post: [3, 3],
      mergeMs: 3,
      bytes: 200,
      buildMs: 200,
      coldMs: 200,
    },
  ],
  [
    1_000_000,
    {
      list: [3, 10],
      deep: [0.5, 2],
      typing: [0.05, 0.5],
      post: [5, 25],
      mergeMs: 20,
      bytes: 150,
      buildMs: 2000,
      coldMs: 500,
    },
  ],
  [
    10_000_000,
    {
      list: [20, 80],
      deep: [3, 10],
      typing: [0.08, 1],
      post: [5, 40],
      mergeMs: 200,
      bytes: 140,
      buildMs: 25_000,
      coldMs: 4000,
    },
  ],
]

/** Those of the least size that is not smaller. */
export const targetsFor = (works: number): Targets => (AT.find(([size]) => works <= size) ?? AT.at(-1)!)[1]
