import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll } from 'vitest'
import { alive, livePostmaster } from '../../src/storage/postmaster.ts'

const LIMIT_MS = 120_000

/** Folders and processes of one test file; all are gone when it ends, however it ends. */
export interface Sandbox {
  /** A fresh folder for a test's data. */
  readonly folder: (name?: string) => string
  /** To be killed at the end. */
  readonly watch: (pid: number) => void
}

export function sandbox(): Sandbox {
  const root = mkdtempSync(join(tmpdir(), 'palimpsest-program-'))
  const folders: string[] = []
  const pids = new Set<number>()
  afterAll(async () => {
    for (const pid of pids) kill(pid)
    for (const folder of folders) await killServer(folder)
    for (const pid of namedIn(root)) kill(pid)
    rmSync(root, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  })
  return {
    folder: (name = `data-${folders.length}`) => {
      const folder = join(root, name)
      folders.push(folder)
      return folder
    },
    watch: (pid) => void pids.add(pid),
  }
}

/** Processes whose command line names the folder; also those that see another disk there. */
function namedIn(root: string): number[] {
  if (!existsSync('/proc/self')) return []
  const pids = readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid)
  return pids.filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`${root}/`)
    } catch {
      return false
    }
  })
}

/** Ends the PostgreSQL of a data folder, whatever state it is in. */
export async function killServer(dataDir: string): Promise<void> {
  const server = livePostmaster(join(dataDir, 'postgres'))
  if (!server) return
  kill(server.pid, 'SIGQUIT')
  await until('the server is gone', () => !alive(server.pid))
}

export function kill(pid: number, signal: NodeJS.Signals = 'SIGKILL'): void {
  try {
    process.kill(pid, signal)
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'ESRCH') throw fault
  }
}

/** Asks again and again until the answer is something; the machine may be slow. */
export async function until<T>(what: string, ask: () => T | Promise<T>): Promise<NonNullable<T>> {
  const latest = Date.now() + LIMIT_MS
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (Date.now() > latest) throw new Error(`waited in vain: ${what}`)
    await pause(50)
  }
}

/** A copy with owners, modes and times kept. */
export function copyFolder(from: string, to: string): void {
  const { status, stderr } = spawnSync('cp', ['-a', from, to])
  if (status !== 0) throw new Error(String(stderr))
}
