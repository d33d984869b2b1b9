import { execFileSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * PostgreSQL refuses to run as root. When we are root, its processes run under another account; this says which,
 * and how a command must be wrapped to run under it.
 */
export interface PostgresAccount {
  readonly uid: number
  readonly gid: number
  /** The command line that runs `command` under the account. */
  readonly wrap: (command: string, args: readonly string[]) => readonly [string, readonly string[]]
}

export class NoPostgresAccount extends Error {}

/** Undefined when we are not root, so that nothing needs wrapping. */
export function postgresAccount(needs: readonly string[]): PostgresAccount | undefined {
  if (process.getuid?.() !== 0) return undefined
  const { uid, gid } = namedAccount('postgres') ?? makeAccount() ?? namedAccount('nobody') ?? refuse()
  const closed = needs.flatMap(foldersAbove).filter((folder) => !othersMayPass(folder, uid, gid))
  return { uid, gid, wrap: closed.length ? passingThrough(uid, gid, closed) : plainly(uid, gid) }
}

function namedAccount(name: string): { uid: number; gid: number } | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined
}

function makeAccount(): { uid: number; gid: number } | undefined {
  try {
    execFileSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'], {
      stdio: 'ignore',
    })
  } catch {
    // No useradd here (a minimal container): the account `nobody` has to do.
    return undefined
  }
  return namedAccount('postgres')
}

function refuse(): never {
  throw new NoPostgresAccount(
    'PostgreSQL must not run as root, and this machine has no account named postgres or nobody. ' +
      'Start Palimpsest as an ordinary user, or set DATABASE_URL to a PostgreSQL server of your own.',
  )
}

function foldersAbove(path: string): string[] {
  const folders: string[] = []
  for (let at = dirname(path); at !== dirname(at); at = dirname(at)) if (existsSync(at)) folders.push(at)
  return folders
}

function othersMayPass(folder: string, uid: number, gid: number): boolean {
  const { mode, uid: owner, gid: group } = statSync(folder)
  if (owner === uid) return (mode & 0o100) !== 0
  if (group === gid) return (mode & 0o010) !== 0
  return (mode & 0o001) !== 0
}

const plainly =
  (uid: number, gid: number): PostgresAccount['wrap'] =>
  (command, args) =>
    existsSync('/usr/bin/setpriv')
      ? [
          '/usr/bin/setpriv',
          ['--reuid', String(uid), '--regid', String(gid), '--clear-groups', command, ...args],
        ]
      : [command, args]

/**
 * The data folder lies below a folder that only root may enter (a fresh `mktemp -d`, or /root). The account is
 * lent the one right it lacks, to pass through, by setpriv's ambient capabilities; nothing on disk is changed.
 */
function passingThrough(uid: number, gid: number, closed: readonly string[]): PostgresAccount['wrap'] {
  try {
    accessSync('/usr/bin/setpriv', constants.X_OK)
  } catch {
    throw new NoPostgresAccount(
      `PostgreSQL runs under another account than root and cannot enter ${closed[0]}. ` +
        `Allow it (chmod o+x ${closed[0]}), set DATA_DIR elsewhere, or start Palimpsest as an ordinary user.`,
    )
  }
  const lend = ['--inh-caps', '+dac_override', '--ambient-caps', '+dac_override']
  const become = ['--reuid', String(uid), '--regid', String(gid), '--clear-groups']
  return (command, args) => ['/usr/bin/setpriv', [...become, ...lend, command, ...args]]
}
