import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Program {
  readonly child: ChildProcess
  readonly address: string
  readonly dataDir: string
  /** From the call to the first page read. */
  readonly firstPageMs: number
}

/** Starts the real program on this folder, on a free port. */
export async function startProgram(
  dataDir: string,
  besides: Readonly<Record<string, string>> = {},
): Promise<Program> {
  const start = performance.now()
  const env = { ...process.env, ...besides, DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error' }
  const child = spawn('bin/start', [], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  const address = await new Promise<string>((found, fail) => {
    child.on('exit', (code) => fail(new Error(`the program ended with ${code}: ${said}`)))
    child.stdout.on('data', (chunk) => {
      said += String(chunk)
      const [, at] = /running: (http:\/\/[^/\s]+)\//.exec(said) ?? []
      if (at) found(at)
    })
  })
  const page = await fetch(`${address}/`)
  await page.text()
  return { child, address, dataDir, firstPageMs: performance.now() - start }
}

export async function stopProgram({ child }: Program): Promise<void> {
  if (child.exitCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

/** Processor time of the program since it began, in milliseconds: what a busy machine disturbs least. */
export function processorMs({ child }: Program): number {
  const [, user, system] =
    /^.*\) (?:\S+ ){11}(\d+) (\d+)/s.exec(readFileSync(`/proc/${child.pid}/stat`, 'utf8')) ?? []
  return (Number(user ?? 0) + Number(system ?? 0)) * MS_A_TICK
}

const MS_A_TICK = 10

/** Megabytes in use, shared pages counted once (PSS), of the program and of every process of its database. */
export function figuresOf({ child, dataDir }: Program): { program: number; database: number } {
  const postmaster = Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
  const parents = new Map(processes().map((pid) => [pid, parentOf(pid)]))
  const below = [...parents].filter(([, parent]) => parent === postmaster).map(([pid]) => pid)
  const database = [postmaster, ...below].reduce((sum, pid) => sum + megabytes(pid), 0)
  return { program: megabytes(child.pid ?? 0), database }
}

const processes = (): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)

function parentOf(pid: number): number {
  const file = `/proc/${pid}/stat`
  if (!existsSync(file)) return 0
  return Number(
    readFileSync(file, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')[1],
  )
}

function megabytes(pid: number): number {
  const [, kilobytes] = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? []
  return Number(kilobytes ?? 0) / 1024
}
