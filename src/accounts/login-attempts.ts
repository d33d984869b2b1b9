import { counterOf } from '../web/too-often.ts'

interface Attempt {
  /** As typed: a name and an address of one person are counted apart, or the count would tell that they belong together. */
  readonly login: string
  /** Where it comes from, when that is known. */
  readonly from: string | undefined
  /** The browser, where this person logged in with it before. */
  readonly known?: string | undefined
}

interface LoginAttempts {
  /** Counts an attempt and answers 0, or the seconds to wait before another. */
  readonly begin: (attempt: Attempt, now: Date) => number
  /** It was the right passphrase: nobody was guessing. */
  readonly succeeded: (attempt: Attempt) => void
}

const QUARTER_MS = 15 * 60 * 1_000

/**
 * Wrong passphrases, counted before they are looked at, so that many at once count too. From one place an account has
 * few; from everywhere more, so that a stranger far away does not so easily shut somebody out. A browser its person has
 * logged in with before has an allowance of its own: nobody else's guesses count against it. (And a link by mail to a new
 * passphrase needs no log-in.)
 */
export function loginAttempts(): LoginAttempts {
  const here = counterOf({ most: 10, withinMs: QUARTER_MS })
  const anywhere = counterOf({ most: 100, withinMs: QUARTER_MS })
  const place = counterOf({ most: 60, withinMs: QUARTER_MS })
  const own = counterOf({ most: 10, withinMs: QUARTER_MS })
  const keysOf = ({ login, from, known }: Attempt) => {
    const account = login.toLowerCase()
    if (known !== undefined) return [[own, `${known} ${account}`]] as const
    return [
      ...(from === undefined ? [] : ([[place, from]] as const)),
      [here, `${from ?? 'somewhere'} ${account}`],
      [anywhere, account],
    ] as const
  }
  return {
    begin: (attempt, now) => {
      for (const [counter, key] of keysOf(attempt)) {
        const wait = counter.take(key, now)
        if (wait > 0) return wait
      }
      return 0
    },
    succeeded: (attempt) => {
      for (const [counter, key] of keysOf(attempt)) counter.giveBack(key)
    },
  }
}
