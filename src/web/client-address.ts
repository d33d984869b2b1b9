import { isIP } from 'node:net'
import type { HttpBindings } from '@hono/node-server'
import type { Handler } from './app-env.ts'

/**
 * Where a request comes from, as far as it can be believed: the other end of the connection, or, where that is a proxy
 * beside us, what it added to `X-Forwarded-For` last. Undefined when only the proxy is known: it stands for everyone.
 * A reader with IPv6 has a whole network of addresses, which counts as one.
 */
export function clientAddress(c: Handler): string | undefined {
  const { incoming } = (c.env ?? {}) as Partial<HttpBindings>
  return addressAt(incoming?.socket.remoteAddress, c.req.header('x-forwarded-for'))
}

/** The same of a connection and its header. */
export function addressAt(remote: string | undefined, forwardedFor: string | undefined): string | undefined {
  const peer = plainAddress(remote ?? '')
  if (!NEAR.test(peer)) return peer === '' ? undefined : networkOf(peer)
  const told = plainAddress(forwardedFor?.split(',').at(-1)?.trim() ?? '')
  return isIP(told) ? networkOf(told) : undefined
}

/** Of this machine, or of a private network where proxies and containers are. */
const NEAR = /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|::1$|f[cd][0-9a-f]{2}:)/i

const plainAddress = (address: string): string => address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '')

function networkOf(address: string): string {
  if (isIP(address) !== 6) return address
  const [head = '', tail = ''] = address.split('::')
  const groups = head === '' ? [] : head.split(':')
  const missing = address.includes('::') ? 8 - groups.length - tail.split(':').filter(Boolean).length : 0
  const whole = [...groups, ...Array<string>(missing).fill('0'), ...tail.split(':').filter(Boolean)]
  return `${whole.slice(0, 4).join(':')}::/64`
}
