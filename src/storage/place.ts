import type { Binaries } from './binaries.ts'
import type { PostgresAccount } from './postgres-account.ts'

/** Where our own PostgreSQL lives, and what it takes to run and to reach it. */
export interface Place {
  readonly dataDir: string
  readonly cluster: string
  readonly sockets: string
  readonly password: string
  readonly account: PostgresAccount | undefined
  readonly binaries: Binaries
}

export interface Connection {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
}

export const PORT = 5432
export const USER = 'palimpsest'

export const connectionTo = (place: Place, database = 'palimpsest'): Connection => ({
  host: place.sockets,
  port: PORT,
  user: USER,
  password: place.password,
  database,
})
