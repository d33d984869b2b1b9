import { setImmediate } from 'node:timers/promises'

/** How long the program's one thread may be held before requests have their turn. */
const AT_MOST_MS = 3

/** For long work in small steps: a promise to wait for when it has been at it for too long, else undefined. */
export function pausing(): () => Promise<unknown> | undefined {
  let since = performance.now()
  return () => {
    if (performance.now() - since < AT_MOST_MS) return undefined
    return setImmediate().then(() => {
      since = performance.now()
    })
  }
}
