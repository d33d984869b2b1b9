/** From the first number to the last, both within. */
export type IdRange = readonly [first: number, last: number]

/**
 * Which chapters somebody has seen listed, as a device says it: numbers and ranges of numbers, `12-40,55`. A set, so
 * that a chapter set in between later is the one that is new; and short, since chapters that came together are
 * numbered together.
 */
export const knownWritten = (ids: readonly number[]): string =>
  rangesOf(ids)
    .map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`))
    .join(',')

export function rangesOf(ids: readonly number[]): readonly IdRange[] {
  const ranges: [number, number][] = []
  for (const id of [...ids].sort((a, b) => a - b)) {
    const latest = ranges.at(-1)
    if (latest && id <= latest[1] + 1) latest[1] = id
    else ranges.push([id, id])
  }
  return ranges
}

/** Undefined: it is not so written. Nothing is counted out: a range may say more than there is. */
export function knownRead(text: string): readonly IdRange[] | undefined {
  if (text === '') return []
  const ranges = text.split(',').map(rangeRead)
  const read = ranges.filter((range) => range !== undefined)
  return read.length === ranges.length ? read : undefined
}

function rangeRead(text: string): IdRange | undefined {
  const [, from, to = from] = /^([0-9]{1,10})(?:-([0-9]{1,10}))?$/.exec(text) ?? []
  return Number(from) <= Number(to) ? [Number(from), Number(to)] : undefined
}

/** As PostgreSQL reads a set of ranges; of 64 bits, so that no number is too large to be asked after. */
export const multirange = (ranges: readonly IdRange[]): string =>
  `{${ranges.map(([first, last]) => `[${first},${last}]`).join(',')}}`
