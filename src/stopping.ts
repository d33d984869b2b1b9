import { constants } from 'node:os'

/** What was started is stopped newest first, once, within a limit. A signal asks for it at any moment. */
export interface Stopping {
  /** Aborted when told to stop: what is still starting gives up. */
  readonly signal: AbortSignal
  readonly started: (stop: () => Promise<unknown>) => void
  /** Ends the process. Asked twice, the first asking counts. */
  readonly stop: (status: number) => Promise<never>
}

const STOP_WITHIN_MS = 4_500

/** `told`: the exit status when a signal ends it; a command says by which (128 and its number), a server says 0. */
export function stopOnSignals(told: 'well' | 'by-signal'): Stopping {
  const stops: (() => Promise<unknown>)[] = []
  const abort = new AbortController()
  let stopping: Promise<never> | undefined
  const all = async (status: number): Promise<never> => {
    setTimeout(() => process.exit(status), STOP_WITHIN_MS).unref()
    abort.abort()
    for (const stop of stops.reverse()) {
      await stop().catch((fault: unknown) => console.error(`stopping: ${String(fault)}`))
    }
    return process.exit(status)
  }
  const stop = (status: number): Promise<never> => {
    stopping ??= all(status)
    return stopping
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => void stop(told === 'well' ? 0 : 128 + constants.signals[signal]))
  }
  return { signal: abort.signal, started: (one) => void stops.push(one), stop }
}
