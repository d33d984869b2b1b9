import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { type Sandbox, until } from './sandbox.ts'

const REPOSITORY = join(import.meta.dirname, '../..')

/** The real program, or its command line, as a process of its own. */
export interface Program {
  readonly pid: number
  readonly child: ChildProcess
  readonly out: () => string
  readonly err: () => string
  readonly ended: Promise<Ending>
  readonly signal: (signal: NodeJS.Signals) => void
}

export interface Ending {
  readonly status: number | null
  readonly signal: NodeJS.Signals | null
  readonly out: string
  readonly err: string
}

export interface Started {
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly input?: string
  readonly cwd?: string
  /** A command that runs the program in a special way: setpriv, unshare. */
  readonly within?: readonly string[]
  readonly uid?: number
  readonly gid?: number
}

export function startProgram(box: Sandbox, dataDir: string, started: Started = {}): Program {
  return launch(box, dataDir, ['--import', 'tsx', join(REPOSITORY, 'src/main.ts')], started)
}

/** Where the program says it is; a fault with all it said when it ends instead. */
export async function addressOf(program: Program): Promise<string> {
  let ended = false
  void program.ended.then(() => (ended = true))
  return until('the program says its address', () => {
    if (ended) throw new Error(`it ended:\n${program.out()}\n${program.err()}`)
    return /is running: (http:\S+)\//.exec(program.out())?.[1]
  })
}

/** Runs one command to its end. */
export function command(
  box: Sandbox,
  dataDir: string,
  args: readonly string[],
  started: Started = {},
): Promise<Ending> {
  return startCommand(box, dataDir, args, started).ended
}

export function startCommand(
  box: Sandbox,
  dataDir: string,
  args: readonly string[],
  started: Started = {},
): Program {
  return launch(box, dataDir, ['--import', 'tsx', join(REPOSITORY, 'src/cli.ts'), ...args], started)
}

/** A script of the tests that stands for a program. */
export function startScript(box: Sandbox, script: string, args: readonly string[]): Program {
  return launch(box, '', ['--import', 'tsx', join(import.meta.dirname, script), ...args], {})
}

function launch(box: Sandbox, dataDir: string, words: readonly string[], started: Started): Program {
  const { args = [], env = {}, input, cwd = REPOSITORY, within = [], uid, gid } = started
  const [file = '', ...rest] = [...within, process.execPath, ...words, ...args]
  const child = spawn(file, rest, {
    cwd,
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'warn', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid }),
  })
  if (child.pid === undefined) throw new Error(`${file} cannot be started`)
  box.watch(child.pid)
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (text) => (out += text))
  child.stderr.setEncoding('utf8').on('data', (text) => (err += text))
  const ended = new Promise<Ending>((done) =>
    child.on('close', (status, signal) => done({ status, signal, out, err })),
  )
  return {
    ...{ pid: child.pid, child, ended, out: () => out, err: () => err },
    signal: (signal) => void child.kill(signal),
  }
}
