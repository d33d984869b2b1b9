import { BlockList, isIP } from 'node:net'

/**
 * Is this IP address one of the public internet? A page named by a stranger is fetched from there and nowhere else:
 * not from this machine, its neighbours, or the cloud's own services.
 */
export function isPublic(address: string): boolean {
  const kind = isIP(address)
  if (kind === 4) return !NOT_PUBLIC.check(address, 'ipv4')
  if (kind === 6) return GLOBAL.check(address, 'ipv6') && !NOT_PUBLIC_6.check(address, 'ipv6')
  return false
}

const NOT_PUBLIC = new BlockList()
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
  // Azure's metadata and DNS, on a public address
  ['168.63.129.16', 32],
] as const)
  NOT_PUBLIC.addSubnet(net, prefix, 'ipv4')

/** Everything else of IPv6 is loopback, private, link-local, multicast, or IPv4 in another dress. */
const GLOBAL = new BlockList()
GLOBAL.addSubnet('2000::', 3, 'ipv6')

const NOT_PUBLIC_6 = new BlockList()
for (const [net, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  NOT_PUBLIC_6.addSubnet(net, prefix, 'ipv6')
