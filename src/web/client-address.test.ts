import { Hono } from 'hono'
import { expect, test } from 'vitest'
import type { Env } from './app-env.ts'
import { clientAddress } from './client-address.ts'

async function seen(remoteAddress: string | undefined, forwarded?: string): Promise<string> {
  const app = new Hono<Env>().get('/', (c) => c.text(clientAddress(c) ?? 'unknown'))
  const env = remoteAddress === undefined ? undefined : { incoming: { socket: { remoteAddress } } }
  return (await app.request('/', { headers: forwarded ? { 'x-forwarded-for': forwarded } : {} }, env)).text()
}

test.each([
  ['nobody knows', undefined, '203.0.113.7', 'unknown'],
  ['a reader who comes straight here', '203.0.113.7', undefined, '203.0.113.7'],
  ['a reader who says to be another', '203.0.113.7', '198.51.100.1', '203.0.113.7'],
  ['behind a proxy of this machine', '127.0.0.1', '203.0.113.7', '203.0.113.7'],
  ['behind a proxy, having made some up', '::ffff:127.0.0.1', '198.51.100.1, 203.0.113.7', '203.0.113.7'],
  ['behind a proxy in a container', '172.17.0.1', '203.0.113.7', '203.0.113.7'],
  ['behind a proxy that does not say', '::1', undefined, 'unknown'],
  ['behind a proxy that says nonsense', '::1', 'x'.repeat(10_000), 'unknown'],
  ['one of a network of IPv6', '2001:db8:1:2:3:4:5:6', undefined, '2001:db8:1:2::/64'],
  ['one of it, written shorter', '2001:db8:1:2::6', undefined, '2001:db8:1:2::/64'],
  ['one of a network with zeros', '2001:db8::6', undefined, '2001:db8:0:0::/64'],
])('%s', async (_, peer, forwarded, address) => {
  expect(await seen(peer, forwarded)).toBe(address)
})
