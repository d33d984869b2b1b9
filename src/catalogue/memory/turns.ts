/** One piece of work after the other, in the order in which they were asked for; a failed one does not stop the next. */
export function takingTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }
}

/** Callers share the next run that has not begun: it sees whatever they had committed. */
export function shared<T>(run: (step: () => Promise<T>) => Promise<T>, step: () => Promise<T>) {
  let waiting: Promise<T> | undefined
  return (): Promise<T> => {
    waiting ??= run(() => {
      waiting = undefined
      return step()
    })
    return waiting
  }
}
