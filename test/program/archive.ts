import { join } from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { join as joinArchive } from '../../src/accounts/index.ts'
import type { Config } from '../../src/core/config.ts'
import { nameArchive } from '../../src/site/index.ts'
import { keptPassword } from '../../src/storage/data-folder.ts'
import { openStorage } from '../../src/storage/open.ts'
import { livePostmaster } from '../../src/storage/postmaster.ts'

export const OWNER = { name: 'keeper', email: 'keeper@example.org', password: 'the lamp is still lit' }

/** A data folder with an archive that has an owner, stopped: to be copied, for making one takes seconds. */
export async function makeArchive(dataDir: string): Promise<void> {
  const config: Config = {
    ...{ port: 0, host: '127.0.0.1', baseUrl: 'http://archive.test', dataDir, databaseUrl: undefined },
    ...{ logLevel: 'silent', poolSize: 4, mail: {}, imageRoom: 500_000_000 },
  }
  const { db, close } = await openStorage(config, 'command', pino({ level: 'silent' }))
  const outcome = await joinArchive(db, { ...OWNER, role: 'owner' })
  if ('refused' in outcome) throw new Error(outcome.refused)
  await nameArchive(db, { name: 'The Lamplighters', about: '', now: new Date('2026-11-01') })
  await close()
}

/** Asks the running server of a data folder something. */
export async function ask<Row extends pg.QueryResultRow>(
  dataDir: string,
  sql: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const server = livePostmaster(join(dataDir, 'postgres'))
  if (!server) throw new Error(`no server runs in ${dataDir}`)
  const password = keptPassword(dataDir)
  const client = new pg.Client({ host: server.sockets, user: 'palimpsest', password, database: 'palimpsest' })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return (await client.query<Row>(sql, [...values])).rows
  } finally {
    await client.end().catch(() => undefined)
  }
}

export const serverOf = (dataDir: string): number | undefined =>
  livePostmaster(join(dataDir, 'postgres'))?.pid
