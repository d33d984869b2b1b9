import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, describe, expect, inject, test } from 'vitest'
import { startScript } from '../../test/program/program.ts'
import { sandbox, until } from '../../test/program/sandbox.ts'
import { type Migration, migrate, readMigrations } from './migrate.ts'

const box = sandbox()
const pools: pg.Pool[] = []
const databases: string[] = []

afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.end()))
  for (const name of databases) await onServer(`drop database if exists ${name} with (force)`)
})

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client(inject('server'))
  await client.connect()
  await client.query(sql)
  await client.end()
}

async function freshDatabase(): Promise<string> {
  const name = `migrate_${process.pid}_${databases.length}`
  databases.push(name)
  await onServer(`create database ${name} template template0 encoding 'UTF8'`)
  return name
}

function poolOn(database: string): pg.Pool {
  const pool = new pg.Pool({ ...inject('server'), database, max: 4, statement_timeout: 60_000 })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  pools.push(pool)
  return pool
}

const later = (number: number, sql: string): Migration => ({ number, name: `${number}-later.sql`, sql })
const ours = readMigrations()
const next = (ours.at(-1)?.number ?? 0) + 1

const numbers = async (pool: pg.Pool): Promise<number[]> =>
  (await pool.query<{ number: number }>('select number from migrations order by number')).rows.map(
    (row) => row.number,
  )

/** Everything that is written down: the tables' rows, and how many transactions wrote anything. */
/** Every row of every table and every thing in the schema; transactions and statistics belong to the whole server. */
async function writtenDown(pool: pg.Pool): Promise<unknown> {
  const things = await pool.query<{ name: string; kind: string; file: string }>(
    `select c.oid::regclass::text as name, c.relkind as kind, c.relfilenode as file from pg_class c
     join pg_namespace n on n.oid = c.relnamespace
     where n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema' order by 1`,
  )
  const rows: unknown[] = []
  for (const { name } of things.rows.filter((thing) => thing.kind === 'r')) {
    const held = await pool.query(
      `select coalesce(string_agg(t.xmin::text || t::text, '|' order by t.ctid), '') as held from ${name} t`,
    )
    rows.push([name, held.rows[0]])
  }
  return { things: things.rows, rows }
}

describe('migrations', () => {
  test('are numbered one by one', () => {
    expect(ours.map((one) => one.number)).toEqual(ours.map((_, at) => at + 1))
  })

  test('run once, however often the program starts', async () => {
    const pool = poolOn(await freshDatabase())
    await migrate(pool)
    await migrate(pool)
    expect(await numbers(pool)).toEqual(ours.map((one) => one.number))
  })

  test('run once when two programs start at one moment', async () => {
    const database = await freshDatabase()
    const more = [...ours, later(next, 'create table counted (n integer); insert into counted values (1)')]
    await Promise.all([
      migrate(poolOn(database), more),
      migrate(poolOn(database), more),
      migrate(poolOn(database), more),
    ])
    const pool = poolOn(database)
    expect(await numbers(pool)).toEqual(more.map((one) => one.number))
    expect((await pool.query('select n from counted')).rows).toEqual([{ n: 1 }])
  })

  test('one that fails leaves nothing behind, and says which it was', async () => {
    const pool = poolOn(await freshDatabase())
    const more = [...ours, later(next, 'create table half (n integer); select 1 / 0')]
    await expect(migrate(pool, more)).rejects.toThrow(/migrating with \d+-later\.sql: division by zero/)
    expect((await pool.query(`select to_regclass('half') as half`)).rows).toEqual([{ half: null }])
    expect(await numbers(pool)).toEqual(ours.map((one) => one.number))
  })

  test('may take longer than a query of a page may', async () => {
    const database = await freshDatabase()
    const pool = new pg.Pool({ ...inject('server'), database, max: 4, statement_timeout: 1_000 })
    pools.push(pool)
    await migrate(pool, [later(1, 'select pg_sleep(1.5)')])
    expect(await numbers(pool)).toEqual([1])
    const shown = await pool.query('show statement_timeout')
    expect(shown.rows).toEqual([{ statement_timeout: '1s' }])
  })
})

describe('a database made by a newer program', () => {
  test('is refused, and not written to', async () => {
    const pool = poolOn(await freshDatabase())
    await migrate(pool)
    await pool.query(`insert into migrations (number, name) values (9999, '9999-from-the-future.sql')`)
    const before = await writtenDown(pool)
    await expect(migrate(pool)).rejects.toThrow(/newer Palimpsest.*9999-from-the-future.*Nothing was changed/)
    expect(await writtenDown(pool)).toEqual(before)
  })

  test('is refused too when the newer program was a moment ahead', async () => {
    const database = await freshDatabase()
    const [newer, older] = [poolOn(database), poolOn(database)]
    await migrate(older)
    const more = [...ours, later(next, 'select pg_sleep(1)')]
    const ahead = migrate(newer, more)
    await until('the newer one is at it', async () => {
      const { rowCount } = await older.query(
        `select from pg_stat_activity where query = 'select pg_sleep(1)' and datname = current_database()`,
      )
      return rowCount
    })
    await expect(migrate(older)).rejects.toThrow(/newer Palimpsest/)
    await ahead
  })
})

describe('a migration whose program is killed', () => {
  test('is rolled back, and the next start completes', async () => {
    const database = await freshDatabase()
    const folder = mkdtempSync(join(tmpdir(), 'palimpsest-migrations-'))
    writeFileSync(join(folder, '0001-first.sql'), 'create table first (n integer)')
    writeFileSync(
      join(folder, '0002-slow.sql'),
      'create table second (n integer); insert into second values (1); select pg_sleep(600)',
    )
    const connection = JSON.stringify({ ...inject('server'), database })
    const program = startScript(box, 'migrate-from.ts', [connection, folder])
    const pool = poolOn(database)
    await until('it is at the slow one', async () => {
      const { rowCount } = await pool.query(
        `select from pg_stat_activity where query ~ 'pg_sleep\\(600\\)' and datname = current_database() and pid <> pg_backend_pid()`,
      )
      return rowCount
    })
    program.signal('SIGKILL')
    expect((await program.ended).signal).toBe('SIGKILL')
    expect(await numbers(pool)).toEqual([1])

    writeFileSync(
      join(folder, '0002-slow.sql'),
      'create table second (n integer); insert into second values (2)',
    )
    await migrate(pool, readMigrations(folder))
    expect(await numbers(pool)).toEqual([1, 2])
    expect((await pool.query('select n from second')).rows).toEqual([{ n: 2 }])
    rmSync(folder, { recursive: true })
  })
})
