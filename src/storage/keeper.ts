import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import { ensureServer, prepareCluster, stopServer } from './embedded.ts'
import { type Hold, takeHold, type Use } from './hold.ts'
import { type Connection, connectionTo, type Place } from './place.ts'
import { alive, livePostmaster } from './postmaster.ts'
import { StorageFault } from './storage-fault.ts'

/**
 * Keeps our own PostgreSQL running as long as anyone needs it: starts it, starts it again when it dies, and stops it
 * when the last who used it leaves (hold.ts).
 */
export interface Keeper {
  readonly connection: Connection
  /** Gives the server up; stops it when nobody else uses it. */
  readonly release: () => Promise<void>
}

interface Held {
  readonly postmaster: number
  readonly hold: Hold
}

const WATCH_MS = 400
const LONGEST_WAIT_MS = 10_000
const HOLD_TRIES = 10

export async function keepServer(dataDir: string, use: Use, log: Logger): Promise<Keeper> {
  const place = await prepareCluster(dataDir)
  let held = await hold(place, use)
  const released = new AbortController()

  const watch = async (): Promise<void> => {
    let wait = WATCH_MS
    while (await waited(wait, released.signal)) {
      if (alive(held.postmaster) && !held.hold.lost()) continue
      try {
        if (!alive(held.postmaster)) log.error({ ...held, hold: undefined }, 'PostgreSQL has died')
        await held.hold.drop()
        held = await hold(place, use)
        log.warn({ postmaster: held.postmaster }, 'PostgreSQL is back')
        wait = WATCH_MS
      } catch (fault) {
        wait = Math.min(wait * 2, LONGEST_WAIT_MS)
        log.error({ fault: String(fault) }, 'PostgreSQL does not come back yet; trying again')
      }
    }
  }
  const watching = watch()

  return {
    connection: connectionTo(place),
    release: async () => {
      released.abort()
      // A start under way is waited for, else it would come up after everyone has left.
      await watching
      await leave(place, held.hold)
    },
  }
}

/** Answers false when told to stop. */
const waited = (ms: number, signal: AbortSignal): Promise<boolean> =>
  pause(ms, !signal.aborted, { ref: false, signal }).catch(() => false)

/** The server runs and we are among its users. It may be stopped by the last of them just as we come: then again. */
async function hold(place: Place, use: Use): Promise<Held> {
  for (let attempt = 1; ; attempt++) {
    const postmaster = await ensureServer(place)
    try {
      return { postmaster, hold: await takeHold(place, use) }
    } catch (fault) {
      if (fault instanceof StorageFault || attempt >= HOLD_TRIES) throw fault
      await pause(100 * attempt)
    }
  }
}

async function leave(place: Place, mine: Hold): Promise<void> {
  if (!livePostmaster(place.cluster)) return mine.drop()
  // Without our hold we cannot know who else is here: we ask as a newcomer would.
  const asking = mine.lost() ? await takeHold(place, 'command').catch(() => undefined) : mine
  if (!asking || (await asking.last().catch(() => false))) await stopServer(place)
  await asking?.drop()
}
