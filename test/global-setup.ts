import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { fillSample, nameArchive, SAMPLE_PASSWORD } from '../src/site/index.ts'
import { connectionTo, ensureServer, prepareCluster, stopServer } from '../src/storage/embedded.ts'
import { migrate } from '../src/storage/migrate.ts'
import { kyselyOn } from './kysely-on.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** A PostgreSQL server on which tests may make databases. */
    server: pg.ClientConfig
  }
}

/**
 * One real PostgreSQL for the whole run: TEST_DATABASE_URL's, or our own in a folder of its own. Two templates are
 * made once; each test file copies the one it needs (test/world.ts).
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { server, stop } = await testServer()
  await makeTemplate(server, 'palimpsest_empty', async () => undefined)
  await makeTemplate(server, 'palimpsest_sample', async (pool) => {
    const db = kyselyOn(pool)
    await fillSample({ db, baseUrl: 'http://archive.test', password: SAMPLE_PASSWORD })
    await db.updateTable('people').set({ role: 'owner' }).where('name', '=', 'moderator').execute()
    await nameArchive(db, {
      name: 'The Lamplighters',
      about: 'Old stories told again.',
      now: new Date('2026-11-01'),
    })
  })
  project.provide('server', server)
  return stop
}

async function testServer(): Promise<{ server: pg.ClientConfig; stop: () => Promise<void> }> {
  const url = process.env.TEST_DATABASE_URL
  if (url) {
    const { hostname, port, username, password, pathname, searchParams } = new URL(url)
    const host = searchParams.get('host') ?? hostname
    const server = {
      host,
      port: Number(port || searchParams.get('port') || 5432),
      user: decodeURIComponent(username),
      password: decodeURIComponent(password),
      database: decodeURIComponent(pathname.slice(1)) || 'postgres',
    }
    return { server, stop: async () => undefined }
  }
  const folder = mkdtempSync(join(tmpdir(), 'palimpsest-test-'))
  const place = await prepareCluster(folder)
  await ensureServer(place)
  return {
    server: { ...connectionTo(place, 'postgres') },
    stop: async () => {
      await stopServer(place)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function makeTemplate(
  server: pg.ClientConfig,
  name: string,
  fill: (pool: pg.Pool) => Promise<void>,
): Promise<void> {
  const client = new pg.Client(server)
  await client.connect()
  await client.query(`drop database if exists ${name} with (force)`)
  await client.query(`create database ${name} template template0 encoding 'UTF8'`)
  await client.end()
  const pool = new pg.Pool({ ...server, database: name, max: 4 })
  pool.on('connect', (one) => one.on('error', () => undefined))
  pool.on('error', () => undefined)
  await migrate(pool)
  await fill(pool)
  if (!pool.ended) await pool.end()
}
