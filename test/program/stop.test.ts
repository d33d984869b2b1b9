import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { ask, makeArchive, serverOf } from './archive.ts'
import { addressOf, startCommand, startProgram } from './program.ts'
import { owner } from './reader.ts'
import { copyFolder, sandbox, until } from './sandbox.ts'
import { HALF_WRITTEN, someWorks } from './works.ts'

const box = sandbox()
const made = box.folder('made')

beforeAll(() => makeArchive(made))

function copied(): string {
  const folder = box.folder()
  copyFolder(made, folder)
  return folder
}

function folderOfWorks(count: number): string {
  const folder = box.folder()
  mkdirSync(folder)
  for (const [name, text] of Object.entries(someWorks(count))) writeFileSync(join(folder, name), text)
  return folder
}

/** The server's last word; after a crash, or an immediate stop, it is another. */
const shutDownClean = (dataDir: string): boolean =>
  /database system is shut down\s*$/.test(readFileSync(join(dataDir, 'postgres.log'), 'utf8'))

describe('told to stop', () => {
  test('the program ends well, with a connection held open, a request half sent and an import under way', async () => {
    const dataDir = copied()
    const program = startProgram(box, dataDir)
    const address = await addressOf(program)
    const keeper = await owner(address)
    await keeper.upload(someWorks(400))
    await until('it is importing', async () => (await ask(dataDir, 'select from works limit 1')).length)
    const { port, host } = new URL(address)
    const held = connect(Number(port), '127.0.0.1')
    held.on('error', () => undefined)
    held.write(`GET /healthz HTTP/1.1\r\nHost: ${host}\r\n\r\n`)
    const half = connect(Number(port), '127.0.0.1')
    half.on('error', () => undefined)
    half.write(`POST /users/login HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 1000\r\n\r\nlog`)
    await new Promise((done) => held.once('data', done))

    program.signal('SIGTERM')
    const { status, err } = await program.ended
    expect({ status, err: err.replace(/^\{.*\}\n/gm, '') }).toEqual({ status: 0, err: '' })
    await until('the server is gone', () => serverOf(dataDir) === undefined)
    expect(shutDownClean(dataDir)).toBe(true)

    // The import goes on with the next start, as if nothing had been.
    const next = startProgram(box, dataDir)
    await addressOf(next)
    const [job] = await ask<{ attempts: number }>(dataDir, 'select attempts from graphile_worker.jobs')
    expect(job?.attempts).toBeLessThanOrEqual(1)
    const before = (await ask(dataDir, 'select from works')).length
    await until('it imports again', async () => (await ask(dataDir, 'select from works')).length > before)
    expect(await ask(dataDir, HALF_WRITTEN)).toEqual([])
    expect(readFileSync(join(dataDir, 'postgres.log'), 'utf8')).not.toMatch(/not properly shut down/)
    next.signal('SIGINT')
    expect((await next.ended).status).toBe(0)
    await until('the server is gone', () => serverOf(dataDir) === undefined)
    expect(shutDownClean(dataDir)).toBe(true)
  })

  test('while it is starting, it leaves no server behind', async () => {
    const dataDir = box.folder()
    const program = startProgram(box, dataDir)
    await until('its server comes up', () => serverOf(dataDir))
    program.signal('SIGTERM')
    const { status, out } = await program.ended
    expect({ status, out }).toEqual({ status: 0, out: '' })
    await until('the server is gone', () => serverOf(dataDir) === undefined)
    const next = startProgram(box, dataDir)
    await addressOf(next)
    next.signal('SIGTERM')
    expect((await next.ended).status).toBe(0)
  })
})

describe('a command at work', () => {
  test('keeps the server when the program stops, and stops it as the last', async () => {
    const dataDir = copied()
    const program = startProgram(box, dataDir)
    await addressOf(program)
    const importing = startCommand(box, dataDir, ['import', folderOfWorks(150)])
    await until('it is importing', () => importing.out().includes('imported'))
    program.signal('SIGTERM')
    expect((await program.ended).status).toBe(0)
    expect(importing.child.exitCode).toBeNull()
    expect(serverOf(dataDir)).toBeDefined()
    const { status, out } = await importing.ended
    expect({ status, last: out.trimEnd().split('\n').at(-1) }).toEqual({
      status: 0,
      last: '150 files: 150 imported, 0 updated, 0 already here, 0 refused',
    })
    expect(serverOf(dataDir)).toBeUndefined()
  })

  test('that is interrupted says so by its status, and leaves no server and no half of a work', async () => {
    const dataDir = copied()
    const importing = startCommand(box, dataDir, ['import', folderOfWorks(200)])
    await until('it is importing', () => importing.out().includes('imported'))
    importing.signal('SIGINT')
    const { status, err } = await importing.ended
    expect(status).toBe(130)
    expect(err).not.toMatch(/\n\s+at /)
    await until('the server is gone', () => serverOf(dataDir) === undefined)
    expect(shutDownClean(dataDir)).toBe(true)
    const program = startProgram(box, dataDir)
    await addressOf(program)
    expect(await ask(dataDir, HALF_WRITTEN)).toEqual([])
    program.signal('SIGTERM')
    await program.ended
  })
})
