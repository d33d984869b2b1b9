import type { Peer } from '../peer.ts'
import { chdb } from './chdb.ts'
import { duckdb } from './duckdb.ts'
import { postgres } from './postgres.ts'
import { sqlite } from './sqlite.ts'
import { xapian } from './xapian.ts'

const PEERS: readonly Peer[] = [xapian, duckdb, chdb, postgres, sqlite]

/** All of them, or those asked for in small letters. An unknown name is a mistake; --peers none is none. */
export function peersNamed(wanted: readonly string[] | undefined): readonly Peer[] {
  if (!wanted) return PEERS
  const unknown = wanted.filter(
    (name) => name !== 'none' && !PEERS.some((peer) => peer.name.toLowerCase() === name),
  )
  if (unknown.length)
    throw new Error(
      `no peer is called ${unknown.join(', ')}: ${PEERS.map(({ name }) => name.toLowerCase()).join(', ')}`,
    )
  return PEERS.filter((peer) => wanted.includes(peer.name.toLowerCase()))
}
