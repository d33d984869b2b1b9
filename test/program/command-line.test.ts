import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeArchive, OWNER, serverOf } from './archive.ts'
import { addressOf, command, type Ending, type Program, type Started, startProgram } from './program.ts'
import { reader } from './reader.ts'
import { copyFolder, sandbox } from './sandbox.ts'
import { someWorks } from './works.ts'

const box = sandbox()
const made = box.folder('made')
const running = box.folder('running')
const files = box.folder('files')
let program: Program

beforeAll(async () => {
  await makeArchive(made)
  copyFolder(made, running)
  mkdirSync(files)
  for (const [name, text] of Object.entries(someWorks(2))) writeFileSync(join(files, name), text)
  writeFileSync(join(files, 'shopping.txt'), 'eggs, lamp oil')
  program = startProgram(box, running)
  await addressOf(program)
})

const here = (args: readonly string[], started?: Started): Promise<Ending> =>
  command(box, running, args, started)

/** Refused: a sentence on standard error, no stack, nothing on standard output, a status that is not 0. */
function refused(ending: Ending, said: RegExp): void {
  expect(ending).toMatchObject({ status: 1, out: '' })
  expect(ending.err).toMatch(said)
  expect(ending.err).not.toMatch(/\n\s+at |node:internal/)
}

describe('help', () => {
  test('is there for every command, and needs no archive', async () => {
    const commands = [[], ['user', 'add'], ['import'], ['list'], ['export']]
    const nowhere = box.folder('nowhere')
    const helps = await Promise.all(commands.map((words) => command(box, nowhere, [...words, '--help'])))
    for (const { status, out } of helps) {
      expect(status).toBe(0)
      expect(out).toMatch(/Usage: palimpsest/)
    }
    expect(helps[0]?.out).toMatch(/user[\s\S]*import[\s\S]*list[\s\S]*export/)
    expect(helps[1]?.out).toMatch(/--email[\s\S]*--role/)
    expect(helps[4]?.out).toMatch(/json, html or epub/)
    expect(serverOf(nowhere)).toBeUndefined()
  })

  test('is pointed at when the call is wrong', async () => {
    const wrong = await Promise.all([['fly'], ['user', 'add', 'somebody']].map((words) => here(words)))
    for (const ending of wrong) refused(ending, /^error: .*\n\(add --help/)
  })
})

describe('user add', () => {
  test('takes the password from standard input, and it opens the archive', async () => {
    const password = 'read from a pipe, äöü 灯'
    const added = await here(['user', 'add', 'piped', '--email', 'piped@example.org'], {
      input: `${password}\n`,
    })
    expect(added).toMatchObject({ status: 0, out: 'Added piped (member).\n', err: '' })
    expect(await logsIn('piped', password)).toBe(true)
    expect(await logsIn('piped', 'something else')).toBe(false)
  })

  test('makes a password and prints it once when none is given', async () => {
    const { status, out } = await here(['user', 'add', 'made_up', '--email', 'made@example.org'], {
      input: '',
    })
    const password = /said only this once: (\S+)\n$/.exec(out)?.[1] ?? ''
    expect({ status, password }).toEqual({
      status: 0,
      password: expect.stringMatching(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/),
    })
    expect(await logsIn('made_up', password)).toBe(true)
  })

  test('refuses with the remedy', async () => {
    const add = (name: string, email: string, ...more: string[]): Promise<Ending> =>
      here(['user', 'add', name, '--email', email, ...more], { input: 'a long enough password\n' })
    const [second, role, email, name, taken, takenEmail] = await Promise.all([
      add('usurper', 'usurper@example.org', '--role', 'owner'),
      add('judge', 'judge@example.org', '--role', 'judge'),
      add('nomail', 'not an address'),
      add('no', 'no@example.org'),
      add(OWNER.name.toUpperCase(), 'else@example.org'),
      add('somebody', OWNER.email),
    ])
    refused(second, /already belongs to keeper\. Leave out --role owner/)
    refused(role, /no role “judge”\. Choose one of member, wrangler, moderator, owner: --role member/)
    refused(email, /not an e-mail address: --email name@example\.org/)
    refused(name, /3 to 40 letters/)
    refused(taken, /already here\. Choose another name/)
    refused(takenEmail, /e-mail address is already here/)
    refused(
      await here(['user', 'add', 'hasty', '--email', 'hasty@example.org'], { input: 'short\n' }),
      /10 characters or more/,
    )
  })
})

async function logsIn(login: string, password: string): Promise<boolean> {
  const answer = await reader(await addressOf(program)).post('/users/login', { login, password })
  return answer.status === 303 && answer.headers.getSetCookie().length > 0
}

describe('import, list and export', () => {
  test('bring works in from where the caller stands, and a refused file makes the status 1', async () => {
    const cwd = process.cwd()
    const env = { ASKED_FROM: join(files, '..') }
    const table = await here(['import', 'files'], { cwd, env })
    expect(table.status).toBe(1)
    expect(table.out).toMatch(/imported +work-700001\.html\n +work \d+: /)
    expect(table.out).toMatch(/refused +shopping\.txt\n +\S/)
    expect(table.out).toMatch(/\n3 files: 2 imported, 0 updated, 0 already here, 1 refused\n$/)

    const again = await here(['import', '--json', 'work-700001.html', './work-700002.html'], {
      env: { ASKED_FROM: files },
    })
    expect(again.status).toBe(0)
    const report = JSON.parse(again.out)
    expect(report.counts).toEqual({ files: 2, imported: 0, updated: 0, alreadyHere: 2, refused: 0 })

    const listed = await here(['list'])
    expect(listed).toMatchObject({ status: 0, err: '' })
    expect(listed.out).toMatch(/\n2 works\n$/)
    const rows: { id: number; title: string }[] = JSON.parse((await here(['list', '--json'])).out)
    expect(rows.map((row) => row.id).sort()).toEqual(
      report.files.map((file: { workId: number }) => file.workId).sort(),
    )

    const id = String(rows[0]?.id)
    const [json, html, epub, folder] = await Promise.all([
      here(['export', id]),
      here(['export', id, '--format', 'html']),
      here(['export', id, '--format', 'epub']),
      here(['export', ...rows.map((row) => String(row.id)), '--format', 'epub', '--out', 'taken/away'], {
        env,
      }),
    ])
    expect(JSON.parse(json.out)).toMatchObject({ title: rows[0]?.title })
    expect(html.out).toMatch(/^<!DOCTYPE html/i)
    expect(epub.out).toMatch(/^PK/)
    expect(folder.status).toBe(0)
    const written = readdirSync(join(files, '../taken/away')).map((name) =>
      join(files, '../taken/away', name),
    )
    expect(folder.out.trim().split('\n').sort()).toEqual(written.sort())
    for (const path of written) expect(readFileSync(path).subarray(0, 2).toString()).toBe('PK')
  })

  test('refuse with the remedy', async () => {
    const [nothing, nobody, format, folder, unknown, odd, blocked] = await Promise.all([
      here(['import', '/no/such/thing']),
      here(['import', files, '--as', 'nobody_here']),
      here(['export', '1', '--format', 'pdf']),
      here(['export', '1', '2']),
      here(['export', '999999']),
      here(['export', 'seven']),
      here(['export', '1', '--out', join(files, 'shopping.txt', 'inside')]),
    ])
    refused(nothing, /nothing at \/no\/such\/thing\. Name files/)
    refused(nobody, /no account “nobody_here”\. Make it first: bin\/palimpsest user add nobody_here/)
    refused(format, /no format “pdf”\. Choose one of: json, html, epub/)
    refused(folder, /--out FOLDER/)
    refused(unknown, /no work 999999\..*bin\/palimpsest list/)
    refused(odd, /no work seven/)
    refused(blocked, /cannot be written.*--out/)
  })

  test('a reader that has seen enough is no fault', async () => {
    const cut = await here(['list'], { within: ['sh', '-c', '"$0" "$@" | true'] })
    expect(cut.err).toBe('')
  })

  test('wrong settings are said in sentences', async () => {
    refused(await here(['list'], { env: { PORT: 'x', LOG_LEVEL: 'y' } }), /PORT: .*\n.*LOG_LEVEL: /)
  })
})

describe('with the archive stopped', () => {
  test('works just the same, and leaves no server behind', async () => {
    const dataDir = box.folder()
    copyFolder(made, dataDir)
    const brought = await command(box, dataDir, ['import', join(files, 'work-700001.html')])
    expect(brought).toMatchObject({ status: 0, err: '' })
    expect(serverOf(dataDir)).toBeUndefined()
    // Two at one moment share a server.
    const both = await Promise.all([
      command(box, dataDir, ['list']),
      command(box, dataDir, ['list', '--json']),
    ])
    expect(both.map(({ status, err }) => ({ status, err }))).toEqual([
      { status: 0, err: '' },
      { status: 0, err: '' },
    ])
    expect(serverOf(dataDir)).toBeUndefined()
  })

  test('before there is an owner, import says how to make one; then the owner is made, once', async () => {
    const dataDir = box.folder()
    refused(
      await command(box, dataDir, ['import', files]),
      /no owner yet\. Make one first:\n +bin\/palimpsest user add NAME --email ADDRESS --role owner/,
    )
    expect(serverOf(dataDir)).toBeUndefined()
    const owner = ['user', 'add', 'first', '--email', 'first@example.org', '--role', 'owner']
    expect(await command(box, dataDir, owner, { input: 'a long enough password' })).toMatchObject({
      status: 0,
      out: 'Added first (owner).\n',
    })
    expect(await command(box, dataDir, ['list'])).toMatchObject({ status: 0, out: '0 works\n' })
  })
})
