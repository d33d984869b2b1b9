import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { OWNER } from './archive.ts'
import { addressOf, command, type Program, startProgram } from './program.ts'
import { owner, reader } from './reader.ts'
import { sandbox, until } from './sandbox.ts'
import { makeServer, type Server } from './server.ts'
import { HALF_WRITTEN, someWorks } from './works.ts'

const box = sandbox()
const dataDir = box.folder()
let server: Server
let env: { DATABASE_URL: string }

beforeAll(async () => {
  server = await makeServer(box)
  await server.start()
  env = { DATABASE_URL: server.url }
})

const readToTheEnd = async (): Promise<boolean> =>
  !(await server.ask(`select from import_runs where standing <> 'done'`).catch(() => [1])).length
const works = async (): Promise<number> => (await server.ask('select from works')).length

async function stopped(program: Program): Promise<void> {
  program.signal('SIGTERM')
  expect((await program.ended).status).toBe(0)
}

describe('with a PostgreSQL of somebody else’s', () => {
  test('two programs that start at one moment on an empty database both serve it, and make no server', async () => {
    const [first, second] = [startProgram(box, dataDir, { env }), startProgram(box, dataDir, { env })]
    const addresses = await Promise.all([addressOf(first), addressOf(second)])
    for (const address of addresses) expect((await fetch(`${address}/healthz`)).status).toBe(200)
    const input = OWNER.password
    const words = ['user', 'add', OWNER.name, '--email', OWNER.email, '--role', 'owner']
    expect(await command(box, dataDir, words, { env, input })).toMatchObject({ status: 0 })
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false)

    // The one that is at an import is killed; the other takes it over. (Which it was, nobody can say.)
    await (await owner(addresses[0])).upload(someWorks(30))
    await until('some are in', async () => (await works()) >= 2)
    first.signal('SIGKILL')
    await first.ended
    await until('the import is done', readToTheEnd)
    expect(await works()).toBe(30)
    expect(await server.ask(HALF_WRITTEN)).toEqual([])
    await stopped(second)
    expect(await server.ask('select 1 as one')).toEqual([{ one: 1 }])
  })

  test('lives through its restart', async () => {
    const program = startProgram(box, dataDir, { env })
    const address = await addressOf(program)
    const keeper = await owner(address)
    await server.stop('SIGQUIT')
    const away = await keeper.get('/')
    expect({ status: away.status, retry: away.headers.get('retry-after') }).toEqual({
      status: 503,
      retry: '5',
    })
    // An empty list is in memory, and needs no database; what words are in does.
    expect((await reader(address).get('/works?q=lamp')).status).toBe(503)
    await server.start()
    await until('it is well again', async () => (await keeper.get('/')).status === 200)
    await keeper.upload(someWorks(2, 500))
    await until('it imports', readToTheEnd)
    expect(await works()).toBe(32)
    await stopped(program)
  })

  test('is told what is wrong when it cannot get in', async () => {
    const wrong = new URL(server.url)
    wrong.password = 'a-guess'
    const refused = await Promise.all([
      startProgram(box, dataDir, { env: { DATABASE_URL: wrong.href } }).ended,
      startProgram(box, dataDir, { env: { DATABASE_URL: 'postgres://somebody@127.0.0.1:1/postgres' } }).ended,
    ])
    expect(refused.map(({ status }) => status)).toEqual([1, 1])
    expect(refused[0]?.err).toMatch(
      /^The database does not let us in: .* Check the user and the password in DATABASE_URL\.\n$/,
    )
    expect(refused[1]?.err).toMatch(/^The database does not let us in: .* Is the server running/)
  })
})
