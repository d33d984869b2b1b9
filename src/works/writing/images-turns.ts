/** A decoded picture takes a hundred times the memory of its file: so many are decoded at once, the others wait. */
const AT_ONCE = 2

let busy = 0
const waiting: (() => void)[] = []

export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (busy >= AT_ONCE) await new Promise<void>((next) => waiting.push(next))
  else busy++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else busy--
  }
}
