import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { faultWords } from '../../src/core/fault-words.ts'
import { tell } from '../../src/jobs/tell.ts'
import { hearOnce } from '../../src/jobs/worker.ts'
import { inTransaction } from '../../src/storage/transaction.ts'
import { makeWorld, type World } from '../world.ts'

/** A word that stands nowhere else: where it is found, it was told. */
const CANARY = 'quincetree'

const lines: string[] = []
const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) })
let world: World
beforeAll(async () => {
  world = await makeWorld('sample', undefined, log)
  await world.get('/')
})
afterAll(() => world.end())

const told = (): string[] => lines.filter((line) => line.includes(CANARY))

/** While this table is away, every request that asks it fails. */
async function without(table: string, work: () => Promise<void>): Promise<void> {
  await world.pool.query(`alter table ${table} rename to gone`)
  await work().finally(() => world.pool.query(`alter table gone rename to ${table}`))
}

describe('[A-40] a request that fails leaves its kind in the log, and nothing of its address', () => {
  test.each([
    ['claims', `/claims/${CANARY}`, '/claims/:code'],
    ['joining', `/signup/${CANARY}`, '/signup/:code'],
    ['mailed_codes', `/users/confirmation?code=${CANARY}`, '/users/confirmation'],
    ['mailed_codes', `/users/password/edit?code=${CANARY}`, '/users/password/edit'],
    ['pen_names', `/pens/${CANARY}`, '/pens/:code'],
    ['pen_names', `/pens/${CANARY}/works.atom`, '/pens/:code/works.atom'],
    ['people', `/users/${CANARY}/profile`, '/users/:name/profile'],
  ])('without %s: %s', async (table, path, kind) => {
    lines.length = 0
    await without(table, async () => {
      expect((await world.get(path)).status).toBe(500)
    })
    expect(told()).toEqual([])
    expect(lines.filter((line) => line.includes(`"path":"${kind}"`))).toHaveLength(1)
  })

  test('nor of a form', async () => {
    lines.length = 0
    const form = { name: CANARY, email: `${CANARY}@example.org`, password: `${CANARY} ${CANARY}` }
    await without('joining', async () => {
      expect((await world.post('/users/new', { ...form, code: CANARY, login: CANARY })).status).toBe(500)
    })
    expect(told()).toEqual([])
    expect(lines.length).toBeGreaterThan(0)
  })
})

test('[A-40] what PostgreSQL could not read is not said again', async () => {
  for (const asked of ['select $1::text::integer', 'select $1::text::date']) {
    const fault: Error = await world.pool.query(asked, [CANARY]).then(
      () => new Error('it was read'),
      (thrown) => thrown,
    )
    expect(String(fault), asked).toContain(CANARY)
    const { message, stack } = faultWords(fault)
    expect(message, asked).toMatch(/invalid input syntax/)
    expect(message + stack, asked).not.toContain(CANARY)
  }
})

test('[A-40] a job that fails says why, in the log and beside itself, without what was typed', async () => {
  lines.length = 0
  const fails = async ({ email }: { readonly email: string }): Promise<void> => {
    await world.pool.query('select $1::text::integer', [email])
  }
  const forgotten = { email: `${CANARY}@example.org`, locale: 'en' }
  await inTransaction(world.db, (trx) => tell(trx, 'passphrase.forgotten', forgotten))
  await hearOnce(world.pool, { 'passphrase.forgotten': fails }, log)
  const kept = async () =>
    JSON.stringify((await world.pool.query('select last_error from graphile_worker.jobs')).rows)
  await expect.poll(kept).toContain('invalid input syntax')
  expect(await kept()).not.toContain(CANARY)
  expect(told()).toEqual([])
  expect(lines.filter((line) => line.includes('Failed task'))).toHaveLength(1)
})
