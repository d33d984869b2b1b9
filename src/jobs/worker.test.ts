import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { pino } from 'pino'
import { afterAll, describe, expect, inject, test } from 'vitest'
import { until } from '../../test/program/sandbox.ts'
import { makeWorld, type World } from '../../test/world.ts'
import type { MailId } from '../core/ids.ts'
import { openPool } from '../storage/open.ts'
import { inTransaction } from '../storage/transaction.ts'
import { givenUp, hearAgain, waits } from './given-up.ts'
import { tell } from './tell.ts'
import { type Listeners, startWorker, type Worker } from './worker.ts'

const log = pino({ level: 'silent' })
const worlds: World[] = []
const pools: pg.Pool[] = []
const workers: Worker[] = []

afterAll(async () => {
  for (const worker of workers) await worker.stop()
  await Promise.all(pools.map((pool) => pool.end()))
  for (const world of worlds) await world.end()
})

async function world(): Promise<World> {
  const made = await makeWorld()
  worlds.push(made)
  return made
}

/** A worker with connections of its own, as in another process. */
const worker = (place: World, hear: Listeners['import.requested']): Promise<Worker> =>
  workerOf(place, { 'import.requested': hear })

async function workerOf({ connection }: World, hears: Partial<Listeners>): Promise<Worker> {
  const pool = openPool(connection, 5, log)
  pools.push(pool)
  const started = await startWorker(pool, hears, log)
  workers.push(started)
  return started
}

async function told({ db }: World): Promise<string> {
  const runId = randomUUID()
  await inTransaction(db, (trx) => tell(trx, 'import.requested', { runId }))
  return runId
}

const aMail = ({ db }: World): Promise<void> =>
  inTransaction(db, (trx) => tell(trx, 'mail.posted', { mailId: 1 as MailId }))

const jobs = async ({ pool }: World): Promise<{ attempts: number; locked_by: string | null }[]> =>
  (await pool.query('select attempts, locked_by from graphile_worker.jobs')).rows

const forever = (): Promise<void> => new Promise(() => undefined)

describe('a fact that was told', () => {
  test('is heard once, and then no more', async () => {
    const place = await world()
    const heard: string[] = []
    await worker(place, async ({ runId }) => void heard.push(runId))
    const ids = [await told(place), await told(place)]
    await until('both are heard', () => heard.length >= 2)
    await until('nothing is left', async () => (await jobs(place)).length === 0)
    expect(heard.sort()).toEqual(ids.sort())
  })

  test('is heard again when the listener failed', async () => {
    const place = await world()
    let tries = 0
    await worker(place, async () => {
      tries += 1
      if (tries === 1) throw new Error('not this time')
    })
    await told(place)
    await until('it is heard twice', () => tries === 2)
    await until('nothing is left', async () => (await jobs(place)).length === 0)
  })

  test('is heard again when the database went away under the listener, and the worker goes on', async () => {
    const place = await world()
    const heard: string[] = []
    await worker(place, async ({ runId }) => {
      heard.push(runId)
      if (heard.length > 1) return
      await onServer(`alter database ${place.connection.database} allow_connections false`)
      await onServer(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${place.connection.database}'`,
      )
      throw new Error('the database is away')
    })
    const first = await told(place)
    await until('it was begun', () => heard.length === 1)
    await new Promise((done) => setTimeout(done, 1_500))
    await onServer(`alter database ${place.connection.database} allow_connections true`)
    await until('it is heard again', () => heard.length === 2)
    const second = await told(place)
    await until('and the next one too', () => heard.length === 3)
    expect(heard).toEqual([first, first, second])
    await until('nothing is left', async () => (await jobs(place)).length === 0)
  })
})

test('a fact that is soon heard does not wait for one that takes long, and two long ones follow each other', async () => {
  const place = await world()
  const heard: string[] = []
  let under = 0
  await workerOf(place, {
    'import.requested': async () => {
      under += 1
      heard.push(`${under} at once`)
      await until('the mail is heard', () => heard.includes('mail'))
      under -= 1
    },
    'mail.posted': async () => void heard.push('mail'),
  })
  await told(place)
  await told(place)
  await until('an import is begun', () => under === 1)
  await aMail(place)
  await until('nothing is left', async () => (await jobs(place)).length === 0)
  expect(heard).toEqual(['1 at once', 'mail', '1 at once'])
})

test('what was given up is heard once more when a day is over, and not before', async () => {
  const place = await world()
  const [fresh, old] = [await told(place), await told(place)]
  await place.pool.query('update graphile_worker._private_jobs set attempts = max_attempts')
  await place.pool.query(
    `update graphile_worker._private_jobs set updated_at = now() - interval '25 hours' where payload ->> 'runId' = $1`,
    [old],
  )
  const heard: string[] = []
  await worker(place, async ({ runId }) => {
    heard.push(runId)
    throw new Error('still not')
  })
  await until('it is heard', () => heard.length === 1)
  await until('and given up again', async () => (await givenUp(place.db))[0]?.n === 2)
  expect(heard).toEqual([old])
  expect(await waits(place.db, 'import.requested', { runId: fresh })).toBe(false)
  expect(await givenUp(place.db)).toMatchObject([{ fact: 'import.requested', fault: 'still not' }])
  await hearAgain(place.db)
  await until('both are heard', () => heard.includes(fresh) && heard.length >= 3)
})

describe('a worker that stops', () => {
  test('gives back what it was hearing, and it is heard by the next', async () => {
    const place = await world()
    let begun = false
    const first = await worker(place, () => {
      begun = true
      return forever()
    })
    const id = await told(place)
    await until('it is begun', () => begun)
    await first.stop()
    expect(await jobs(place)).toEqual([{ attempts: 0, locked_by: null }])
    const heard: string[] = []
    await worker(place, async ({ runId }) => void heard.push(runId))
    await until('it is heard', () => heard.length === 1)
    expect(heard).toEqual([id])
  })
})

describe('a job under way', () => {
  const aged = `update graphile_worker._private_jobs set locked_at = now() - interval '1 hour' where locked_at is not null`

  test('whose worker is dead is heard by another', async () => {
    const place = await world()
    await told(place)
    await place.pool.query(
      `update graphile_worker._private_jobs set locked_by = 'pool-of-a-dead-one', locked_at = now() - interval '1 hour', attempts = 1`,
    )
    let heard = 0
    await worker(place, async () => {
      heard += 1
    })
    await until('it is heard', () => heard === 1)
  })

  test('whose worker lives is left to it, however long it takes', async () => {
    const place = await world()
    let begun = 0
    const hear = (): Promise<void> => {
      begun += 1
      return forever()
    }
    await worker(place, hear)
    await told(place)
    await until('it is begun', () => begun === 1)
    await place.pool.query(aged)
    const [before] = await jobs(place)
    await workerOf(place, { 'import.requested': hear, 'mail.posted': hear })
    await aMail(place)
    await until('the other hears the next', () => begun === 2)
    expect((await jobs(place)).map((job) => job.locked_by)).toContain(before?.locked_by)
    expect(await jobs(place)).toHaveLength(2)
    expect(begun).toBe(2)
  })
})

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client(inject('server'))
  client.on('error', () => undefined)
  await client.connect()
  await client.query(sql)
  await client.end()
}
