import { spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { copyFolder, kill, killServer, sandbox, until } from '../../test/program/sandbox.ts'
import { ensureWritable } from './data-folder.ts'
import { connectionTo, ensureServer, prepareCluster, stopServer } from './embedded.ts'
import type { Place } from './place.ts'
import { postgresAccount } from './postgres-account.ts'
import { alive, livePostmaster } from './postmaster.ts'

const box = sandbox()
const isRoot = process.getuid?.() === 0
const made = box.folder('made')

beforeAll(async () => {
  const place = await prepareCluster(made)
  await ensureServer(place)
  await asked(place, 'create table kept (what text)')
  await asked(place, `insert into kept values ('the lamp')`)
  await stopServer(place)
})

/** A stopped cluster of a test's own. */
function copied(name?: string): string {
  const folder = box.folder(name)
  copyFolder(made, folder)
  return folder
}

async function asked(place: Place, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(connectionTo(place))
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

const kept = async (place: Place): Promise<unknown> => (await asked(place, 'select what from kept'))[0]?.what
const shown = async (place: Place, name: string): Promise<unknown> =>
  (await asked(place, `show ${name}`))[0]?.[name]

describe('our own PostgreSQL', () => {
  test('is durable, and listens on a socket in the data folder and nowhere else', async () => {
    const place = await prepareCluster(copied())
    const pid = await ensureServer(place)
    expect(await shown(place, 'data_checksums')).toBe('on')
    expect(await shown(place, 'fsync')).toBe('on')
    expect(await shown(place, 'full_page_writes')).toBe('on')
    expect(await shown(place, 'synchronous_commit')).toBe('on')
    expect(await shown(place, 'listen_addresses')).toBe('')
    expect(await shown(place, 'unix_socket_directories')).toBe(join(place.dataDir, 'run'))
    expect(openPorts(pid)).toEqual([])
    await stopServer(place)
    expect(livePostmaster(place.cluster)).toBeUndefined()
  })

  test('keeps its password to itself, and takes no connection without it', async () => {
    const place = await prepareCluster(copied())
    await ensureServer(place)
    const file = join(place.dataDir, 'postgres-password')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readFileSync(file, 'utf8').length).toBeGreaterThanOrEqual(32)
    expect(statSync(place.sockets).mode & 0o777).toBe(0o700)
    const client = new pg.Client({ ...connectionTo(place), password: 'a guess' })
    await expect(client.connect()).rejects.toMatchObject({ code: '28P01' })
    writeFileSync(file, 'a wrong one')
    await expect(ensureServer(await prepareCluster(place.dataDir))).rejects.toThrow(/Put back the file/)
    await stopServer(place)
  })

  test('lives under a path too long for a socket', async () => {
    const place = await prepareCluster(copied(`deep-${'x'.repeat(150)}`))
    expect(place.sockets.length).toBeLessThan(90)
    await ensureServer(place)
    expect(await kept(place)).toBe('the lamp')
    await stopServer(place)
    rmSync(place.sockets, { recursive: true })
  })

  test.runIf(isRoot)('does not keep its socket in a folder that somebody else made', async () => {
    const place = await prepareCluster(copied(`deep-${'y'.repeat(150)}`))
    rmSync(place.sockets, { recursive: true })
    mkdirSync(place.sockets)
    chownSync(place.sockets, 4321, 4321)
    await expect(prepareCluster(place.dataDir)).rejects.toThrow(/belongs to somebody else/)
    rmSync(place.sockets, { recursive: true })
  })

  test('lives below a folder that only its owner may enter', async () => {
    const closed = box.folder('closed')
    mkdirSync(closed, { mode: 0o700 })
    chmodSync(closed, 0o700)
    const dataDir = join(closed, 'data')
    copyFolder(made, dataDir)
    const place = await prepareCluster(dataDir)
    await ensureServer(place)
    expect(await kept(place)).toBe('the lamp')
    await stopServer(place)
  })

  test.runIf(isRoot)('stays with the user its cluster belongs to, when root starts it', async () => {
    const place = await prepareCluster(copied())
    expect(postgresAccount(place.cluster, [])?.uid).toBe(statSync(join(made, 'postgres')).uid)
    expect(place.account?.uid).not.toBe(0)
  })
})

describe('what was left behind', () => {
  test('a server whose program was killed is used as it is', async () => {
    const place = await prepareCluster(copied())
    const pid = await ensureServer(place)
    expect(await ensureServer(await prepareCluster(place.dataDir))).toBe(pid)
    await stopServer(place)
  })

  test('a server started with another temporary folder is found by its own word', async () => {
    const place = await prepareCluster(copied(`deep-${'z'.repeat(150)}`))
    const pid = await ensureServer(place)
    const usual = process.env.TMPDIR
    process.env.TMPDIR = box.folder('elsewhere')
    mkdirSync(process.env.TMPDIR)
    try {
      expect(await ensureServer(await prepareCluster(place.dataDir))).toBe(pid)
    } finally {
      if (usual === undefined) delete process.env.TMPDIR
      else process.env.TMPDIR = usual
      await stopServer(place)
      rmSync(place.sockets, { recursive: true })
    }
  })

  test('the pid file of a killed server does not keep the next from starting', async () => {
    const place = await prepareCluster(copied())
    const pid = await ensureServer(place)
    kill(pid)
    await until('it is dead', () => !alive(pid))
    expect(existsSync(join(place.cluster, 'postmaster.pid'))).toBe(true)
    expect(await ensureServer(place)).not.toBe(pid)
    expect(await kept(place)).toBe('the lamp')
    await stopServer(place)
  })

  test('nor does one whose number now belongs to another program, or to another PostgreSQL', async () => {
    const [place, other] = [await prepareCluster(copied()), await prepareCluster(copied())]
    const sleeper = spawn('sleep', ['600'], { stdio: 'ignore' })
    box.watch(sleeper.pid ?? 0)
    const others = await ensureServer(other)
    for (const recycled of [sleeper.pid, others]) {
      const pid = await ensureServer(place)
      const file = join(place.cluster, 'postmaster.pid')
      const text = readFileSync(file, 'utf8')
      kill(pid)
      await until('it is dead', () => !alive(pid))
      writeFileSync(file, text.replace(/^\d+/, String(recycled)))
      expect(livePostmaster(place.cluster)).toBeUndefined()
      await ensureServer(place)
      expect(await kept(place)).toBe('the lamp')
    }
    expect(alive(sleeper.pid ?? 0)).toBe(true)
    expect(livePostmaster(other.cluster)?.pid).toBe(others)
    await Promise.all([stopServer(place), stopServer(other)])
  })

  test('a killed server that still has a busy child is waited for', async () => {
    const place = await prepareCluster(copied())
    const pid = await ensureServer(place)
    const busy = asked(place, 'select count(*) as busy from generate_series(1, 20000000)').catch(
      () => undefined,
    )
    await until(
      'it is busy',
      async () => (await asked(place, `select from pg_stat_activity where query ~ '^select count'`)).length,
    )
    kill(pid)
    expect(await ensureServer(place)).not.toBe(pid)
    await busy
    expect(await kept(place)).toBe('the lamp')
    await stopServer(place)
  })

  test('a cluster whose making was killed is made anew', async () => {
    const dataDir = box.folder()
    // In a container every start may have the same process id.
    mkdirSync(join(dataDir, `postgres.new-${process.pid}`, 'base'), { recursive: true })
    mkdirSync(join(dataDir, 'postgres.new-999999999'))
    const place = await prepareCluster(dataDir)
    expect(readdirSync(dataDir).filter((name) => name.startsWith('postgres.new'))).toEqual([])
    await ensureServer(place)
    await stopServer(place)
  })
})

describe('two at once', () => {
  test('on an empty folder make one cluster, and one server', async () => {
    const dataDir = box.folder()
    const script = `import { ensureServer, prepareCluster } from ${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))}
      console.log(await ensureServer(await prepareCluster(${JSON.stringify(dataDir)})))`
    const told = await Promise.all([1, 2, 3].map(() => saidBy(script)))
    const pid = String(livePostmaster(join(dataDir, 'postgres'))?.pid)
    expect(told).toEqual([pid, pid, pid].map((one) => ({ said: `${one}\n`, status: 0 })))
    await killServer(dataDir)
  })
})

function saidBy(script: string): Promise<{ said: string; status: number | null }> {
  const words = ['--import', 'tsx', '--input-type=module-typescript', '-e', script]
  const child = spawn(process.execPath, words, {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: import.meta.dirname,
  })
  box.watch(child.pid ?? 0)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)))
  return new Promise((done) => child.on('close', (status) => done({ said, status })))
}

describe('a data folder', () => {
  test.each([
    ['below a file', () => join(made, 'postgres-password', 'data'), /ENOTDIR|EACCES/],
    ['where nothing can be made', () => '/proc/palimpsest', /ENOENT|EACCES|EPERM/],
  ])('%s is refused with the remedy', (_name, path, reason) => {
    expect(() => ensureWritable(path())).toThrow(reason)
    expect(() => ensureWritable(path())).toThrow(/cannot be written.*DATA_DIR/)
  })
})

/** TCP ports the process listens on, by /proc. */
function openPorts(pid: number): string[] {
  const sockets = new Set(
    readdirSync(`/proc/${pid}/fd`).map((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1]
      } catch {
        return undefined
      }
    }),
  )
  return ['tcp', 'tcp6'].flatMap((kind) =>
    readFileSync(`/proc/${pid}/net/${kind}`, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode]) => state === '0A' && sockets.has(inode))
      .map(([, local]) => local ?? ''),
  )
}
