import pg from 'pg'
import { describe, expect, inject, test } from 'vitest'
import { refuseUnfitServer, unfitness } from './fit-server.ts'
import { StorageFault } from './storage-fault.ts'

describe('a server of somebody else’s', () => {
  test('must be PostgreSQL 15 or later', () => {
    expect(unfitness({ version: 140_022, encoding: 'UTF8' })).toBe(
      'PostgreSQL 14 is too old: version 15 or later is needed.',
    )
    expect(unfitness({ version: 90_624, encoding: 'UTF8' })).toMatch(/PostgreSQL 9 is too old/)
    expect(unfitness({ version: 150_000, encoding: 'UTF8' })).toBeUndefined()
    expect(unfitness({ version: 180_004, encoding: 'UTF8' })).toBeUndefined()
  })

  test('must hold every language', () => {
    expect(unfitness({ version: 150_018, encoding: 'SQL_ASCII' })).toMatch(/SQL_ASCII.*encoding 'UTF8'/)
    expect(unfitness({ version: 150_018, encoding: 'LATIN1' })).toMatch(/LATIN1/)
  })

  test('that fits is taken', async () => {
    await expect(refusal({})).resolves.toBe('taken')
  })

  test.each([
    ['is not there', { host: '127.0.0.1', port: 1 }, /ECONNREFUSED.*Is the server running/],
    ['has another name', { host: 'no-such-host.invalid' }, /does not let us in.*DATABASE_URL/],
    ['has no such socket', { host: '/nowhere' }, /Is the server running/],
    ['knows no such user', { user: 'nobody_here', password: 'not this one' }, /Check the user/],
    ['has no such database', { database: 'no_such_database' }, /Make the database first/],
  ])('that %s is refused with the remedy', async (_how, wrong, said) => {
    await expect(refusal(wrong)).rejects.toThrow(said)
    await expect(refusal(wrong)).rejects.toBeInstanceOf(StorageFault)
  })
})

async function refusal(wrong: pg.ClientConfig): Promise<string> {
  const pool = new pg.Pool({ ...inject('server'), ...wrong, max: 1 })
  try {
    await refuseUnfitServer(pool)
    return 'taken'
  } finally {
    await pool.end()
  }
}
