import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { visitor } from '../../test/visitor.ts'
import { BASE_URL, makeWorld, NOW, type World } from '../../test/world.ts'
import { readConfig } from '../core/config.ts'
import { resetFactors } from './reset-factors.ts'
import { CommandFault } from './tools.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld('sample')
})
afterAll(() => world.end())

async function reset(name: string): Promise<{ readonly status: number; readonly said: string }> {
  const says = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  const config = readConfig({ BASE_URL })
  const status = await resetFactors({ db: world.db, config, now: () => NOW }, name)
  const said = says.mock.calls.flat().join('\n')
  says.mockRestore()
  return { status, said }
}

/** With two steps, a passkey, and a browser that is logged in. */
async function guarded(name: string) {
  const { id } = await world.person(name)
  const at = visitor(world)
  await at.logIn(name)
  await world.pool.query(
    "insert into two_factors (person_id, secret, confirmed, made_at) values ($1, 'sealed', true, $2)",
    [id, NOW],
  )
  await world.pool.query("insert into recovery_codes (person_id, code_hash) values ($1, 'x')", [id])
  await world.pool.query(
    `insert into passkeys (person_id, name, made_at, credential_id, public_key, counter, transports)
     values ($1, 'lost phone', $2, $3, 'x', 0, '{}')`,
    [id, NOW, `credential of ${name}`],
  )
  return { id, at }
}

const left = async (table: string, person: number): Promise<number> =>
  (await world.pool.query(`select from ${table} where person_id = $1`, [person])).rows.length

test('[A-12] who has lost every factor comes in by the passphrase alone; sessions end, a mail tells, others keep theirs', async () => {
  const [lost, other] = [await guarded('lost_all'), await guarded('lost_nothing')]
  const before = await visitor(world).logIn('lost_all')
  expect(before.headers.get('location')).toContain('/users/login/second')
  const { status, said } = await reset('Lost_All')
  expect([status, said]).toEqual([0, expect.stringContaining('lost_all')])
  expect(said).not.toContain('@')
  for (const table of ['two_factors', 'recovery_codes', 'passkeys', 'sessions'])
    expect([table, await left(table, lost.id), await left(table, other.id)]).toEqual([table, 0, 1])
  expect([await lost.at.isIn(), await other.at.isIn()]).toEqual([false, true])
  const again = visitor(world)
  await again.logIn('lost_all')
  expect(await again.isIn()).toBe(true)
  expect((await world.mails('lost_all@example.org')).map(({ kind }) => kind)).toContain('factors-removed')
  expect((await world.mails('lost_nothing@example.org')).map(({ kind }) => kind)).not.toContain(
    'factors-removed',
  )
})

test('who has none is told so, and nothing changes; a name that nobody has, or an address, is a fault of the call', async () => {
  await world.person('plain_one')
  const at = visitor(world)
  await at.logIn('plain_one')
  expect((await reset('plain_one')).said).toContain('nothing was changed')
  expect(await at.isIn()).toBe(true)
  await expect(reset('nobody_here')).rejects.toThrow(CommandFault)
  await expect(reset('plain_one@example.org')).rejects.toThrow(CommandFault)
})
