import { beforeAll, describe, expect, test } from 'vitest'
import { ask, makeArchive, serverOf } from './archive.ts'
import { addressOf, type Program, startProgram } from './program.ts'
import { owner, type Reader } from './reader.ts'
import { copyFolder, kill, sandbox, until } from './sandbox.ts'
import { HALF_WRITTEN, someWorks } from './works.ts'

const box = sandbox()
const made = box.folder('made')

beforeAll(() => makeArchive(made))

function copied(): string {
  const folder = box.folder()
  copyFolder(made, folder)
  return folder
}

const works = async (dataDir: string): Promise<number> =>
  (await ask<{ n: number }>(dataDir, 'select count(*)::int as n from works'))[0]?.n ?? 0
const unread = `select from import_files where outcome is null`
const readToTheEnd = (dataDir: string): Promise<boolean> =>
  ask(dataDir, `select from import_runs where standing <> 'done'`).then((rows) => rows.length === 0)

async function startedUpload(program: Program, count: number): Promise<Reader> {
  const keeper = await owner(await addressOf(program))
  expect((await keeper.upload(someWorks(count))).status).toBe(303)
  return keeper
}

describe('kill -9 of the program', () => {
  test('leaves its server to the next start, which goes on with the import that was under way', async () => {
    const dataDir = copied()
    const first = startProgram(box, dataDir)
    await startedUpload(first, 40)
    await until('some are in', async () => (await works(dataDir)) >= 5)
    const server = serverOf(dataDir)
    first.signal('SIGKILL')
    await first.ended
    expect(serverOf(dataDir)).toBe(server)
    expect((await ask(dataDir, unread)).length).toBeGreaterThan(0)

    const second = startProgram(box, dataDir)
    const address = await addressOf(second)
    expect(serverOf(dataDir)).toBe(server)
    await until('the import is done', () => readToTheEnd(dataDir))
    expect(await works(dataDir)).toBe(40)
    expect(await ask(dataDir, HALF_WRITTEN)).toEqual([])
    expect((await (await owner(address)).get('/')).status).toBe(200)

    // Both at once, as when the power fails.
    const pid = serverOf(dataDir)
    kill(pid ?? 0)
    second.signal('SIGKILL')
    await second.ended
    const third = startProgram(box, dataDir)
    await addressOf(third)
    expect(serverOf(dataDir)).not.toBe(pid)
    expect(await works(dataDir)).toBe(40)
    third.signal('SIGTERM')
    expect((await third.ended).status).toBe(0)
  })
})

describe('kill -9 of PostgreSQL under load', () => {
  test('gives errors for a while, then all is well again by itself', async () => {
    const dataDir = copied()
    const program = startProgram(box, dataDir)
    const keeper = await startedUpload(program, 40)
    await until('some are in', async () => (await works(dataDir)) >= 3)
    const load = underLoad(keeper)

    const postmaster = serverOf(dataDir) ?? 0
    kill(postmaster)
    await until('another server is there', () => ![postmaster, undefined].includes(serverOf(dataDir)))
    await load.wellAgain()

    // One of the server's own processes: PostgreSQL then drops every connection and recovers.
    const backends = await ask<{ pid: number }>(
      dataDir,
      `select pid from pg_stat_activity where application_name = 'palimpsest'`,
    )
    kill(backends[0]?.pid ?? 0)
    await until('its connection is gone', async () => {
      const left = await ask(dataDir, 'select from pg_stat_activity where pid = $1', [
        backends[0]?.pid,
      ]).catch(() => undefined)
      return left?.length === 0
    })
    await load.wellAgain()
    const answers = await load.end()

    const failed = program
      .err()
      .split('\n')
      .filter((line) => line.includes('a request failed'))
      .map((line) => line.slice(0, 300))
    expect(failed).toEqual([])
    expect(answers.filter(({ status }) => status !== 200 && status !== 503)).toEqual([])
    expect(answers.some(({ status }) => status === 503)).toBe(true)
    for (const { status, retryAfter } of answers) if (status === 503) expect(retryAfter).toMatch(/^\d+$/)
    await until('the import that was under way is done', () => readToTheEnd(dataDir).catch(() => false))
    expect(await works(dataDir)).toBe(40)

    expect((await keeper.upload(someWorks(3, 900))).status).toBe(303)
    await until('an import asked for afterwards is done', () => readToTheEnd(dataDir))
    expect(await works(dataDir)).toBe(43)
    expect(await ask(dataDir, HALF_WRITTEN)).toEqual([])
    expect(program.child.exitCode).toBeNull()
    program.signal('SIGTERM')
    expect((await program.ended).status).toBe(0)
    expect(serverOf(dataDir)).toBeUndefined()
  })
})

interface Answer {
  readonly status: number
  readonly retryAfter: string | null
}

/** Requests one after the other from three readers, until told to end. */
function underLoad(reader: Reader) {
  const answers: Answer[] = []
  let going = true
  const loop = async (paths: readonly string[]): Promise<void> => {
    for (let at = 0; going; at++) {
      const answer = await reader.get(paths[at % paths.length] ?? '/')
      await answer.text()
      answers.push({ status: answer.status, retryAfter: answer.headers.get('retry-after') })
    }
  }
  const loops = [
    loop(['/', '/works']),
    loop(['/works/1', '/users/keeper']),
    loop(['/works/search?q=lamp', '/healthz']),
  ]
  return {
    wellAgain: async () => {
      await until('thirty answers are well, one after another', () => {
        const last = answers.slice(-30)
        return last.length === 30 && last.every(({ status }) => status === 200)
      })
    },
    end: async (): Promise<readonly Answer[]> => {
      going = false
      await Promise.all(loops)
      return answers
    },
  }
}
