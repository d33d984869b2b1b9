import { join } from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { beforeAll, describe, expect, test } from 'vitest'
import { copyFolder, kill, sandbox, until } from '../../test/program/sandbox.ts'
import { type Keeper, keepServer } from './keeper.ts'
import { alive, livePostmaster } from './postmaster.ts'

const box = sandbox()
const log = pino({ level: 'silent' })
const made = box.folder('made')

beforeAll(async () => {
  await (await keepServer(made, 'serve', log)).release()
})

function copied(): string {
  const folder = box.folder()
  copyFolder(made, folder)
  return folder
}

const serverOf = (dataDir: string): number | undefined => livePostmaster(join(dataDir, 'postgres'))?.pid

async function one({ connection }: Keeper): Promise<unknown> {
  const client = new pg.Client(connection)
  client.on('error', () => undefined)
  try {
    await client.connect()
    return (await client.query('select 1 as one')).rows[0]?.one
  } catch {
    return undefined
  } finally {
    await client.end().catch(() => undefined)
  }
}

describe('who uses the server', () => {
  test('the last one out stops it', async () => {
    const dataDir = copied()
    const site = await keepServer(dataDir, 'serve', log)
    const [first, second] = [
      await keepServer(dataDir, 'command', log),
      await keepServer(dataDir, 'command', log),
    ]
    await site.release()
    expect(await one(first)).toBe(1)
    await first.release()
    expect(await one(second)).toBe(1)
    await second.release()
    expect(serverOf(dataDir)).toBeUndefined()
  })

  test('all leaving at one moment leave no server behind', async () => {
    const dataDir = copied()
    const users = await Promise.all([1, 2, 3, 4].map(() => keepServer(dataDir, 'command', log)))
    await Promise.all(users.map((user) => user.release()))
    await until('it is gone', () => serverOf(dataDir) === undefined)
  })

  test('one comes while the last one leaves, and has a server', async () => {
    const dataDir = copied()
    let user = await keepServer(dataDir, 'serve', log)
    for (let turn = 0; turn < 4; turn++) {
      const [, next] = await Promise.all([user.release(), keepServer(dataDir, 'command', log)])
      expect(await one(next)).toBe(1)
      user = next
    }
    await user.release()
    expect(serverOf(dataDir)).toBeUndefined()
  })

  test('a second site is refused, and the first does not notice', async () => {
    const dataDir = copied()
    const site = await keepServer(dataDir, 'serve', log)
    await expect(keepServer(dataDir, 'serve', log)).rejects.toThrow(/already running on .*set DATA_DIR/)
    expect(await one(site)).toBe(1)
    await site.release()
    expect(serverOf(dataDir)).toBeUndefined()
  })
})

describe('a server that dies', () => {
  test('is started again, and a second site is still refused', async () => {
    const dataDir = copied()
    const site = await keepServer(dataDir, 'serve', log)
    const pid = serverOf(dataDir)
    kill(pid ?? 0)
    await until('it is back', async () => serverOf(dataDir) !== pid && (await one(site)))
    await until('it is held', () =>
      keepServer(dataDir, 'serve', log).then(
        async (second) => {
          // It came between the fall and the return of the first: it must not stay.
          await second.release()
          return false
        },
        () => true,
      ),
    )
    await site.release()
    expect(serverOf(dataDir)).toBeUndefined()
  })

  test('is not started again after everyone has left', async () => {
    const dataDir = copied()
    const site = await keepServer(dataDir, 'serve', log)
    const pid = serverOf(dataDir) ?? 0
    kill(pid)
    await until('it is dead', () => !alive(pid))
    await site.release()
    expect(serverOf(dataDir)).toBeUndefined()
  })

  test('and the one who leaves first leaves it to the other', async () => {
    const dataDir = copied()
    const [site, user] = [await keepServer(dataDir, 'serve', log), await keepServer(dataDir, 'command', log)]
    kill(serverOf(dataDir) ?? 0)
    await site.release()
    await until('the other has a server', () => one(user))
    await user.release()
    expect(serverOf(dataDir)).toBeUndefined()
  })
})
