import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sandbox } from './sandbox.ts'

const box = sandbox()
const REPOSITORY = join(import.meta.dirname, '../..')

/** A clone with the real scripts, a program that says how it was called, and an npm that only notes its calls. */
function clone() {
  const root = box.folder()
  mkdirSync(join(root, 'src'), { recursive: true })
  cpSync(join(REPOSITORY, 'bin'), join(root, 'bin'), { recursive: true })
  writeFileSync(join(root, 'package-lock.json'), '{ "version": 1 }')
  const says =
    'console.log(JSON.stringify({ args: process.argv.slice(2), from: process.env.ASKED_FROM, at: process.cwd() }))'
  for (const name of ['cli', 'main']) writeFileSync(join(root, `src/${name}.ts`), says)
  const tools = join(root, 'tools')
  mkdirSync(tools)
  const npm = `#!/bin/sh
echo "$*" >> '${root}/npm-calls'
[ -z "$NPM_FAILS" ] || exit 1
mkdir -p node_modules/.bin
[ -n "$NO_NODE" ] || ln -sf '${process.execPath}' node_modules/.bin/node
ln -sfn '${join(REPOSITORY, 'node_modules/tsx')}' node_modules/tsx
`
  writeFileSync(join(tools, 'npm'), npm)
  chmodSync(join(tools, 'npm'), 0o755)
  const call = (path: string, args: readonly string[], env: Record<string, string> = {}) => {
    const elsewhere = join(root, 'tools')
    const PATH = env['PATH'] ?? `${tools}:/usr/bin:/bin`
    const { status, stdout, stderr } = spawnSync(path, args, {
      cwd: elsewhere,
      env: { ...env, PATH },
      encoding: 'utf8',
    })
    return { status, stdout, stderr }
  }
  const installs = (): number =>
    existsSync(join(root, 'npm-calls'))
      ? readFileSync(join(root, 'npm-calls'), 'utf8').trim().split('\n').length
      : 0
  return { root, tools, call, installs }
}

describe('the scripts of bin', () => {
  test('install once, and again only when the lockfile has changed', () => {
    const { root, call, installs } = clone()
    for (const _turn of [1, 2]) expect(call(join(root, 'bin/palimpsest'), ['list']).status).toBe(0)
    expect(installs()).toBe(1)
    expect(call(join(root, 'bin/start'), ['--sample']).stdout).toMatch(/"args":\["--sample"\]/)
    expect(installs()).toBe(1)
    writeFileSync(join(root, 'package-lock.json'), '{ "version": 2 }')
    expect(call(join(root, 'bin/palimpsest'), ['list']).status).toBe(0)
    expect(installs()).toBe(2)
  })

  test('hand on the arguments as they are, and where the caller stands, also through a link', () => {
    const { root, tools, call } = clone()
    symlinkSync(join(root, 'bin/palimpsest'), join(tools, 'archive'))
    for (const path of [join(root, 'bin/palimpsest'), '../bin/palimpsest', join(tools, 'archive')]) {
      const { stdout } = call(path, ['import', 'a b', '', '*'])
      expect(JSON.parse(stdout)).toEqual({ args: ['import', 'a b', '', '*'], from: tools, at: root })
    }
  })

  test('say what is missing', () => {
    const { root, call } = clone()
    const bare = join(root, 'bare')
    mkdirSync(bare)
    for (const name of ['sh', 'dirname', 'readlink', 'cksum', 'cut', 'cat'])
      symlinkSync(`/usr/bin/${name}`, join(bare, name))
    expect(call(join(root, 'bin/start'), [], { PATH: bare })).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/needs Node \(18 or later\) with npm/),
    })
    const failed = call(join(root, 'bin/start'), [], { NPM_FAILS: 'yes' })
    expect(failed).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(/Installing failed/),
    })
    rmSync(join(root, 'node_modules'), { recursive: true, force: true })
    const nodeless = call(join(root, 'bin/start'), [], { NO_NODE: 'yes' })
    expect(nodeless).toMatchObject({ status: 1, stderr: expect.stringMatching(/Node 24 was not installed/) })
  })
})
