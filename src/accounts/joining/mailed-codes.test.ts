import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeWorld, NOW, type World } from '../../../test/world.ts'
import type { PersonId } from '../../core/ids.ts'
import { inTransaction } from '../../storage/transaction.ts'
import { CODE_HOURS, type CodePurpose, codesWithin, lookAtCode, mailCode, takeCode } from './mailed-codes.ts'

let world: World
let person: PersonId
beforeAll(async () => {
  world = await makeWorld()
  person = (await world.person('ana')).id
})
afterAll(() => world.end())

const made = (purpose: CodePurpose, now = NOW, address?: string) =>
  inTransaction(world.db, (trx) => mailCode(trx, { person, purpose, now, ...(address ? { address } : {}) }))
const taken = (code: string, purpose: CodePurpose, now = NOW) =>
  inTransaction(world.db, (trx) => takeCode(trx, { code, purpose, now }))
const after = (hours: number, ms = 0): Date => new Date(NOW.getTime() + hours * 3_600_000 + ms)

test('[A-12] a code is 256 random bits, proves its address once, and nothing the second time', async () => {
  const code = await made('change-address', NOW, 'new@example.org')
  expect(Buffer.from(code, 'base64url')).toHaveLength(32)
  expect(await taken(code, 'change-address')).toEqual({ person, address: 'new@example.org' })
  expect(await taken(code, 'change-address')).toBe('used')
})

test('[A-12] asking again voids the code before it, of this purpose only', async () => {
  const [first, other] = [await made('reset'), await made('confirm')]
  const second = await made('reset')
  expect(await taken(first, 'reset')).toBe('used')
  expect(await taken(other, 'confirm')).toMatchObject({ person })
  expect(await taken(second, 'reset')).toMatchObject({ person })
})

test.each(Object.entries(CODE_HOURS) as [CodePurpose, number][])(
  '[A-12] a code to %s is good for %i hours and not a moment longer',
  async (purpose, hours) => {
    const code = await made(purpose)
    expect(await lookAtCode(world.db, { code, purpose, now: after(hours, -1) })).toMatchObject({ person })
    expect(await taken(code, purpose, after(hours))).toBe('expired')
  },
)

test('a code does nothing for another purpose, and what nobody was mailed is unknown', async () => {
  const code = await made('confirm')
  expect(await taken(code, 'reset')).toBe('unknown')
  for (const bad of ['', 'x', '\u0000', 'é'.repeat(10_000), `${code} `])
    expect(await taken(bad, 'confirm')).toBe('unknown')
})

test('[A-14] the database holds no code, only what a code is found by', async () => {
  const code = await made('reset')
  const { rows } = await world.pool.query('select row_to_json(mailed_codes)::text as row from mailed_codes')
  const kept = rows.map(({ row }) => String(row)).join()
  expect(kept).not.toContain(code)
  expect(kept).not.toContain(Buffer.from(code, 'base64url').toString('hex'))
})

test('of fifty at the same moment one is taken', async () => {
  const code = await made('reset')
  const answers = await Promise.all(Array.from({ length: 50 }, () => taken(code, 'reset')))
  expect(answers.filter((answer) => typeof answer !== 'string')).toHaveLength(1)
})

test('what was mailed within hours is counted, and forgotten after a month', async () => {
  const before = await codesWithin(world.db, { person, purpose: 'reset', now: NOW }, 12)
  await made('reset')
  expect(await codesWithin(world.db, { person, purpose: 'reset', now: NOW }, 12)).toBe(before + 1)
  expect(await codesWithin(world.db, { person, purpose: 'reset', now: after(12) }, 12)).toBe(0)
  await made('reset', after(31 * 24))
  const { rows } = await world.pool.query('select count(*) from mailed_codes')
  expect(Number(rows[0].count)).toBe(1)
})
