import { readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** The server at work on a cluster, as its pid file tells. */
interface Postmaster {
  readonly pid: number
  /** The folder of its socket. */
  readonly sockets: string | undefined
}

/** Undefined when no server is at work there. A pid file that names some other program is removed. */
export function livePostmaster(cluster: string): Postmaster | undefined {
  const file = join(cluster, 'postmaster.pid')
  let lines: string[]
  try {
    lines = readFileSync(file, 'utf8').split('\n')
  } catch {
    return undefined
  }
  const pid = Number(lines[0])
  // Not written yet, or dead: PostgreSQL itself knows what to do with such a file.
  if (!(pid > 0) || !alive(pid)) return undefined
  if (isServerOf(pid, cluster)) return { pid, sockets: lines[4] || undefined }
  rmSync(file, { force: true })
  return undefined
}

export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (fault) {
    return (fault as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function isZombie(pid: number): boolean {
  try {
    return /^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

/**
 * A recycled process id is not our server, though it may be another PostgreSQL: a server works in its cluster's
 * folder. Where that cannot be seen we believe the pid file, for two servers on one cluster would ruin it.
 */
function isServerOf(pid: number, cluster: string): boolean {
  try {
    if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres')) return false
    const [at, its] = [statSync(`/proc/${pid}/cwd`), statSync(cluster)]
    return at.dev === its.dev && at.ino === its.ino
  } catch {
    return true
  }
}
