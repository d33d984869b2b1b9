/** Pseudo-random numbers from a seed, and the distributions the generator needs. */
export interface Chance {
  /** 0 ≤ u < 1. */
  readonly unit: () => number
  readonly below: (n: number) => number
  readonly normal: () => number
  /** exp of a normal number. */
  readonly lognormal: (mu: number, sigma: number) => number
  /** 1, 2, … with this mean. */
  readonly geometric: (mean: number) => number
  /** A rank from 1 to n, likely as rank^−slope. */
  readonly zipf: (n: number, slope: number) => number
}

/** sfc32 (Chris Doty-Humphrey, PractRand), seeded by splitmix. */
export function chanceOf(seed: number): Chance {
  let s = seed | 0
  const mix = (): number => {
    s = (s + 0x9e3779b9) | 0
    let z = s ^ (s >>> 16)
    z = Math.imul(z, 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return z ^ (z >>> 15)
  }
  let [a, b, c, d] = [mix(), mix(), mix(), 1]
  const unit = (): number => {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + t
    c |= 0
    return (t >>> 0) / 4294967296
  }
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit())
  return {
    unit,
    below: (n) => Math.floor(unit() * n),
    normal,
    lognormal: (mu, sigma) => Math.exp(mu + sigma * normal()),
    geometric: (mean) => 1 + Math.floor(Math.log(1 - unit()) / Math.log(1 - 1 / Math.max(mean, 1.0001))),
    zipf: (n, slope) =>
      n <= 1 ? 1 : Math.min(n, Math.floor(((n ** (1 - slope) - 1) * unit() + 1) ** (1 / (1 - slope)))),
  }
}

/** Ranks from 0, weighted by slopes that change at given ranks; drawn by bisection of the running sum. */
export function piecewise(n: number, slopes: readonly (readonly [upTo: number, slope: number])[], first = 0) {
  const sums = new Float64Array(n)
  let weight = 1
  let sum = 0
  for (let rank = 1; rank <= n; rank++) {
    const slope = slopes.find(([upTo]) => rank <= upTo)?.[1] ?? slopes.at(-1)?.[1] ?? 1
    if (rank > 1) weight *= ((rank - 1) / rank) ** slope
    sum += weight
    sums[rank - 1] = sum
  }
  // The first holds just this share.
  const head = first > 0 ? (first * (sum - sums[0]!)) / (1 - first) - sums[0]! : 0
  for (let i = 0; i < n; i++) sums[i] = sums[i]! + head
  const all = sums[n - 1]!
  return {
    share: (rank: number): number => (sums[rank]! - (rank > 0 ? sums[rank - 1]! : 0)) / all,
    draw(unit: number): number {
      const wanted = unit * all
      let low = 0
      let high = n - 1
      while (low < high) {
        const middle = (low + high) >>> 1
        if (sums[middle]! <= wanted) low = middle + 1
        else high = middle
      }
      return low
    },
  }
}
