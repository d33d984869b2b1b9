import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'

/** A program beside ours that makes a file: bounded in time and memory, after those that came before. */
interface Bounded {
  readonly command: string
  /** Never anything that a person typed. */
  readonly words: readonly string[]
  readonly input?: Buffer
  readonly folder?: string
  readonly env: Readonly<Record<string, string>>
  readonly patienceMs: number
  readonly mostMemory: number
}

interface Ended {
  readonly said: Buffer
  readonly complaint: string
  readonly well: boolean
}
export type NotEnded = 'too-slow' | 'too-large' | 'busy'

/** More than these would wait longer than anybody does. */
const MOST_WAITING = 12
const LOOK_MS = 200

let waiting = 0
let last: Promise<unknown> = Promise.resolve()

/** Each takes a core: one at a time. */
export async function runInTurn(program: Bounded): Promise<Ended | NotEnded> {
  if (waiting >= MOST_WAITING) return 'busy'
  waiting++
  const turn = last.then(() => run(program)).finally(() => waiting--)
  last = turn.catch(() => undefined)
  return turn
}

async function run({
  command,
  words,
  input,
  folder,
  env,
  patienceMs,
  mostMemory,
}: Bounded): Promise<Ended | NotEnded> {
  const program = spawn(command, [...words], { cwd: folder, env, stdio: 'pipe', detached: true })
  let stopped: NotEnded | undefined
  const stop = (why: NotEnded): void => {
    stopped ??= why
    end(program.pid)
  }
  const late = setTimeout(stop, patienceMs, 'too-slow')
  const watch = setInterval(async () => {
    if ((await memoryOf(program.pid)) > mostMemory) stop('too-large')
  }, LOOK_MS)
  try {
    program.stdin.on('error', () => undefined)
    program.stdin.end(input)
    const ended = new Promise<number | null>((done, fail) => program.once('error', fail).once('close', done))
    const [said, complaint, code] = await Promise.all([buffer(program.stdout), buffer(program.stderr), ended])
    return stopped ?? { said, complaint: complaint.toString().slice(0, 2_000), well: code === 0 }
  } finally {
    clearTimeout(late)
    clearInterval(watch)
  }
}

/** The program and what it started. */
function end(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch (fault) {
    if (!(fault instanceof Error && 'code' in fault && fault.code === 'ESRCH')) throw fault
  }
}

const PAGE = 4096

/** Bytes that a program has in memory, where the system says so. */
async function memoryOf(pid: number | undefined): Promise<number> {
  const said = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '')
  return Number(said.split(' ')[1] ?? 0) * PAGE
}
