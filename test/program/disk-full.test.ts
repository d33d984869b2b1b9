import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeArchive, OWNER } from './archive.ts'
import { addressOf, type Program, startProgram } from './program.ts'
import { owner, reader } from './reader.ts'
import { sandbox, until } from './sandbox.ts'
import { HALF_WRITTEN, someWorks } from './works.ts'

/**
 * A disk of its own for the data folder: a small tmpfs in a mount namespace, which goes with the program. From outside
 * it is seen through /proc. Who is not root needs a kernel that lets ordinary users make namespaces.
 */
const box = sandbox()
const made = box.folder('made')
const isRoot = process.getuid?.() === 0

beforeAll(() => makeArchive(made))

function onSmallDisk(dataDir: string): Program {
  mkdirSync(dataDir)
  const namespaces = isRoot ? ['-m'] : ['-Urm']
  const user = isRoot ? '' : `unshare -U --map-user=${process.getuid?.()} --map-group=${process.getgid?.()}`
  const script = `mount -t tmpfs -o size=130m,mode=0755 none '${dataDir}' && cp -a '${made}/.' '${dataDir}' && exec ${user} "$0" "$@"`
  return startProgram(box, dataDir, { within: ['unshare', ...namespaces, 'sh', '-c', script] })
}

/** Writes until there is no room for another byte. */
function fill(file: string): void {
  const out = openSync(file, 'a')
  for (let size = 1024 * 1024; size >= 1; size = Math.floor(size / 4)) {
    const block = Buffer.alloc(size)
    try {
      while (writeSync(out, block) > 0);
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code !== 'ENOSPC') throw fault
    }
  }
  closeSync(out)
}

/** Asks the database through the folder as it is seen from here. */
async function ask(seen: string, sql: string): Promise<unknown[]> {
  const password = readFileSync(join(seen, 'postgres-password'), 'utf8')
  const client = new pg.Client({
    host: join(seen, 'run'),
    user: 'palimpsest',
    password,
    database: 'palimpsest',
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return (await client.query(sql)).rows
  } finally {
    await client.end().catch(() => undefined)
  }
}

const readToTheEnd = async (seen: string): Promise<boolean> =>
  !(await ask(seen, `select from import_runs where standing <> 'done'`).catch(() => [1])).length

describe('a full disk', () => {
  test('is said to whoever sends something, ends nothing, and once there is room all is well again', async () => {
    const dataDir = box.folder()
    const program = onSmallDisk(dataDir)
    const address = await addressOf(program)
    const keeper = await owner(address)
    const seen = join(`/proc/${program.pid}/root`, dataDir)
    const filler = join(seen, 'filler')
    fill(filler)

    // Of a long file its sender is still sending when the disk says no.
    const long = await keeper.upload({ 'long.html': '<p>The sea.</p>'.repeat(400_000) })
    expect(long.status).toBe(507)
    const upload = await keeper.upload(someWorks(20))
    expect(upload.status).toBe(507)
    expect(await upload.text()).toMatch(/no room left/)
    const statuses = new Set<number>()
    for (let turn = 0; turn < 8; turn++) {
      statuses.add(
        (await reader(address).post('/users/login', { login: OWNER.name, password: OWNER.password })).status,
      )
      statuses.add((await keeper.get('/')).status)
      fill(filler)
    }
    for (const status of statuses) expect([200, 303, 503, 507]).toContain(status)
    expect(program.child.exitCode).toBeNull()

    rmSync(filler)
    await until('it is well again', async () => {
      const answer = await keeper.get('/').catch(() => undefined)
      return answer?.status === 200
    })
    await until('it takes an upload', async () => (await keeper.upload(someWorks(5))).status === 303)
    await until('the import is done', () => readToTheEnd(seen))
    expect(await ask(seen, 'select from works')).toHaveLength(5)
    expect(await ask(seen, HALF_WRITTEN)).toEqual([])
    program.signal('SIGTERM')
    expect((await program.ended).status).toBe(0)
  })

  test('during an import that is under way, whose works are whole or not there', async () => {
    const dataDir = box.folder()
    const program = onSmallDisk(dataDir)
    const keeper = await owner(await addressOf(program))
    const seen = join(`/proc/${program.pid}/root`, dataDir)
    const filler = join(seen, 'filler')
    expect((await keeper.upload(someWorks(60))).status).toBe(303)
    await until('some are in', async () => (await keeper.get('/works/2')).status === 200)
    fill(filler)
    // Reading goes on, or says that it cannot; the program lives.
    for (let turn = 0; turn < 20; turn++) {
      expect([200, 303, 404, 503, 507]).toContain((await keeper.get('/works/1')).status)
      fill(filler)
    }
    rmSync(filler)
    await until('it goes on with the import', () => readToTheEnd(seen))
    expect(await ask(seen, 'select from works')).toHaveLength(60)
    expect(await ask(seen, HALF_WRITTEN)).toEqual([])
    expect(program.child.exitCode).toBeNull()
    program.signal('SIGTERM')
    expect((await program.ended).status).toBe(0)
  })
})
