import type { Handler } from './app-env.ts'
import { clientAddress } from './client-address.ts'

const MACHINES =
  /bot|crawl|spider|slurp|preview|fetch|monitor|curl|wget|python|java\/|okhttp|libwww|headless/i

/** Who reads, for counting readers: undefined for machines, for what a browser fetches ahead, and where it cannot be told. */
export function visitorOf(c: Handler): string | undefined {
  const agent = c.req.header('user-agent') ?? ''
  if (agent === '' || MACHINES.test(agent) || c.req.header('sec-purpose')?.includes('prefetch'))
    return undefined
  const { actor } = c.var
  return actor.type === 'member' ? `member ${actor.id}` : clientAddress(c)
}
