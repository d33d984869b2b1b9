import type { Handler } from './app-env.ts'
import { clientAddress } from './client-address.ts'

const MACHINES =
  /bot|crawl|spider|slurp|preview|fetch|monitor|curl|wget|python|java\/|okhttp|libwww|headless/i

/** Who reads, for counting readers: undefined for machines, for what a browser fetches ahead, and where it cannot be told. */
export function visitorOf(c: Handler): string | undefined {
  if (!reads(c.req.header('user-agent'), c.req.header('sec-purpose'))) return undefined
  const { actor } = c.var
  return actor.type === 'member' ? `member ${actor.id}` : clientAddress(c)
}

/** A person at a browser, as far as the browser says. */
export const reads = (agent = '', purpose = ''): boolean =>
  agent !== '' && !MACHINES.test(agent) && !purpose.includes('prefetch')
