import { chmodSync, chownSync, existsSync, mkdirSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { ask, makeArchive, serverOf } from './archive.ts'
import { addressOf, startProgram } from './program.ts'
import { copyFolder, sandbox, until } from './sandbox.ts'

const box = sandbox()
const made = box.folder('made')
const isRoot = process.getuid?.() === 0

beforeAll(() => makeArchive(made))

function copied(): string {
  const folder = box.folder()
  copyFolder(made, folder)
  return folder
}

const well = async (address: string): Promise<boolean> => (await fetch(`${address}/healthz`)).ok

describe('the first start', () => {
  test('on an empty folder makes the database, and says where the archive is and how to set it up', async () => {
    const dataDir = box.folder()
    const program = startProgram(box, dataDir)
    const address = await addressOf(program)
    expect(await well(address)).toBe(true)
    expect(program.out()).toMatch(/Set it up here .*\/setup\?token=\S{12}/)
    expect(await ask(dataDir, 'show data_checksums')).toEqual([{ data_checksums: 'on' }])
    expect(await ask(dataDir, 'show fsync')).toEqual([{ fsync: 'on' }])
    expect(statSync(join(dataDir, 'postgres-password')).mode & 0o777).toBe(0o600)
    program.signal('SIGTERM')
    expect((await program.ended).status).toBe(0)
    expect(serverOf(dataDir)).toBeUndefined()
  })

  test('works for an ordinary user', async () => {
    // Where the clone lies below a folder of root's own (its 0700), the user is lent the right to read and no other.
    const dataDir = box.folder()
    mkdirSync(dataDir)
    chmodSync(join(dataDir, '..'), 0o711)
    const within = isRoot ? asNobody(dataDir) : []
    const program = startProgram(box, dataDir, { within })
    const address = await addressOf(program)
    expect(await well(address)).toBe(true)
    const user = isRoot ? 65534 : process.getuid?.()
    expect(statSync(join(dataDir, 'postgres')).uid).toBe(user)
    expect(statSync(`/proc/${serverOf(dataDir)}`).uid).toBe(user)
    program.signal('SIGTERM')
    expect((await program.ended).status).toBe(0)
    expect(serverOf(dataDir)).toBeUndefined()
  })

  test.runIf(isRoot)('that root made is refused to an ordinary user with the remedy', async () => {
    const dataDir = copied()
    chmodSync(join(dataDir, '..'), 0o711)
    chownSync(dataDir, 65534, 65534)
    const { status, err } = await startProgram(box, dataDir, { within: asNobody() }).ended
    expect({ status, err }).toEqual({
      status: 1,
      err: expect.stringMatching(/belongs to another user.*chown -R 65534/),
    })
  })
})

/** Runs a command as nobody, who may read everything: the clone may lie where only root may look. */
function asNobody(dataDir?: string): string[] {
  if (dataDir) chownSync(dataDir, 65534, 65534)
  const lend = ['--inh-caps', '-all,+dac_read_search', '--ambient-caps', '+dac_read_search']
  return ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups', ...lend]
}

describe('two starts', () => {
  test('on one data folder: the second is refused, the first unharmed', async () => {
    const dataDir = copied()
    const first = startProgram(box, dataDir)
    const address = await addressOf(first)
    const second = await startProgram(box, dataDir).ended
    expect(second.status).toBe(1)
    expect(second.err).toBe(
      `Palimpsest is already running on ${dataDir}. Stop that one first, or set DATA_DIR to another folder for a second archive.\n`,
    )
    expect(await well(address)).toBe(true)
    first.signal('SIGTERM')
    expect((await first.ended).status).toBe(0)
  })

  test('at one moment on an empty folder: exactly one wins', async () => {
    const dataDir = box.folder()
    const both = [startProgram(box, dataDir), startProgram(box, dataDir)]
    const loser = await Promise.race(both.map((one) => one.ended))
    expect(loser.status).toBe(1)
    expect(loser.err).toMatch(/already running/)
    const winner = both.find((one) => one.child.exitCode === null)
    expect(await well(await addressOf(winner ?? both[0]!))).toBe(true)
    winner?.signal('SIGTERM')
    expect((await winner?.ended)?.status).toBe(0)
    expect(serverOf(dataDir)).toBeUndefined()
  })
})

describe('a start that cannot be', () => {
  test('its port is taken: says so, and leaves no database running', async () => {
    const dataDir = copied()
    const taken = createServer().listen(0, '127.0.0.1')
    const { port } = (await until('listening', () => taken.address())) as { port: number }
    const { status, err } = await startProgram(box, dataDir, { env: { PORT: String(port) } }).ended
    taken.close()
    expect(status).toBe(1)
    expect(err).toBe(
      `Port ${port} on 127.0.0.1 is taken by another program. Stop that one, or choose another port: PORT=8081 bin/start\n`,
    )
    expect(serverOf(dataDir)).toBeUndefined()
  })

  test('its data folder cannot be written: says so', async () => {
    const file = join(made, 'postgres-password')
    const refused = await Promise.all(
      [join(file, 'data'), '/proc/palimpsest'].map((dataDir) => startProgram(box, dataDir).ended),
    )
    for (const { status, err } of refused) {
      expect(status).toBe(1)
      expect(err).toMatch(/^The data folder \S+ cannot be written: .*DATA_DIR to another folder\.\n$/)
    }
  })

  test('its data folder lies on a disk that is read only: says so', async () => {
    const dataDir = box.folder()
    mkdirSync(dataDir)
    const within = ['unshare', ...(isRoot ? ['-m'] : ['-Urm']), 'sh', '-c']
    const script = `mount -t tmpfs -o ro none '${dataDir}' && exec "$0" "$@"`
    const { status, err } = await startProgram(box, dataDir, { within: [...within, script] }).ended
    expect({ status, err }).toEqual({
      status: 1,
      err: expect.stringMatching(/cannot be written: EROFS.*DATA_DIR/),
    })
  })

  test('its settings are wrong: names them all, and touches nothing', async () => {
    const dataDir = box.folder()
    const env = { PORT: 'eighty', LOG_LEVEL: 'loud', BASE_URL: 'archive.example' }
    const { status, err } = await startProgram(box, dataDir, { env }).ended
    expect(status).toBe(1)
    expect(err).toMatch(/PORT: [\s\S]*BASE_URL: [\s\S]*LOG_LEVEL: /)
    expect(err).not.toMatch(/\n\s+at /)
    expect(existsSync(dataDir)).toBe(false)
  })

  test('its database was made by a newer version: says so, and writes nothing', async () => {
    const dataDir = copied()
    const before = await contents(
      dataDir,
      `insert into migrations (number, name) values (9999, '9999-later.sql')`,
    )
    const { status, err } = await startProgram(box, dataDir).ended
    expect(status).toBe(1)
    expect(err).toMatch(
      /^This database was made by a newer Palimpsest \(it has 9999-later\.sql.*Nothing was changed/,
    )
    expect(serverOf(dataDir)).toBeUndefined()
    expect(await contents(dataDir, 'select 1')).toEqual(before)
  })
})

/** Every table's number of rows and newest transaction, after doing something through the command line's server. */
async function contents(dataDir: string, first: string): Promise<unknown> {
  const { ensureServer, prepareCluster, stopServer } = await import('../../src/storage/embedded.ts')
  const place = await prepareCluster(dataDir)
  await ensureServer(place)
  await ask(dataDir, first)
  const tables = await ask<{ name: string }>(
    dataDir,
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname in ('public', 'graphile_worker') order by 1`,
  )
  const counted: unknown[] = []
  for (const { name } of tables) {
    counted.push([
      name,
      await ask(dataDir, `select count(*), max(xmin::text::bigint), max(xmax::text::bigint) from ${name}`),
    ])
  }
  await stopServer(place)
  return counted
}
