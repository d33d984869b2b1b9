import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { StorageFault } from './storage-fault.ts'

/**
 * PostgreSQL refuses to run as root. When we are root, its processes run under another account; this says which,
 * and the folder, if any, that the account cannot pass through by its own right.
 */
export interface PostgresAccount {
  readonly uid: number
  readonly gid: number
  readonly closed: string | undefined
}

const SETPRIV = '/usr/bin/setpriv'

/** Undefined when we are not root. A cluster that is there already stays with whom it belongs to. */
export function postgresAccount(cluster: string, needs: readonly string[]): PostgresAccount | undefined {
  if (process.getuid?.() !== 0) return refuseForeign(cluster)
  const { uid, gid } =
    ownerOf(cluster) ?? namedAccount('postgres') ?? makeAccount() ?? namedAccount('nobody') ?? refuse()
  const closed = [cluster, ...needs].flatMap(foldersAbove).find((folder) => !mayPass(folder, uid, gid))
  if (closed && !existsSync(SETPRIV)) refuseClosed(closed)
  return { uid, gid, closed }
}

function refuseForeign(cluster: string): undefined {
  if (!process.getuid || !existsSync(cluster)) return undefined
  const { uid } = statSync(cluster)
  if (uid === process.getuid()) return undefined
  throw new StorageFault(
    `The database in ${cluster} belongs to another user (number ${uid}). Start Palimpsest as the user that made it ` +
      `(root, perhaps), or give it to this one: chown -R ${process.getuid()} ${dirname(cluster)}`,
  )
}

function ownerOf(cluster: string): { uid: number; gid: number } | undefined {
  if (!existsSync(cluster)) return undefined
  const { uid, gid } = statSync(cluster)
  return uid === 0 ? undefined : { uid, gid }
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
  throw new StorageFault(
    'PostgreSQL must not run as root, and this machine has no account named postgres or nobody. ' +
      'Start Palimpsest as an ordinary user, or set DATABASE_URL to a PostgreSQL server of your own.',
  )
}

function refuseClosed(folder: string): never {
  throw new StorageFault(
    `PostgreSQL runs under another account than root and cannot enter ${folder}. ` +
      `Allow it (chmod o+x ${folder}), set DATA_DIR elsewhere, or start Palimpsest as an ordinary user.`,
  )
}

function foldersAbove(path: string): string[] {
  const folders: string[] = []
  for (let at = dirname(path); at !== dirname(at); at = dirname(at)) if (existsSync(at)) folders.push(at)
  return folders
}

function mayPass(folder: string, uid: number, gid: number): boolean {
  const { mode, uid: owner, gid: group } = statSync(folder)
  if (owner === uid) return (mode & 0o100) !== 0
  if (group === gid) return (mode & 0o010) !== 0
  return (mode & 0o001) !== 0
}

interface AsAccount {
  readonly command: string
  readonly args: readonly string[]
  readonly options: { readonly uid?: number; readonly gid?: number }
}

/**
 * How a command is run under the account. Where the data folder lies below one that only root may enter (a fresh
 * `mktemp -d`, or /root), the account is lent the one right it lacks, to pass through, as setpriv's ambient
 * capability; nothing on disk is changed.
 */
export function asAccount(
  account: PostgresAccount | undefined,
  command: string,
  args: readonly string[],
): AsAccount {
  if (!account) return { command, args, options: {} }
  const { uid, gid, closed } = account
  if (!closed) return { command, args, options: { uid, gid } }
  const become = ['--reuid', String(uid), '--regid', String(gid), '--clear-groups']
  const only = '-all,+dac_override'
  const lend = ['--inh-caps', only, '--ambient-caps', '+dac_override', '--bounding-set', only]
  // Without this bit access(2), by which initdb looks for its fellow programs, would not count the lent right.
  const kept = ['--securebits', '+no_setuid_fixup']
  return { command: SETPRIV, args: [...kept, ...become, ...lend, command, ...args], options: {} }
}

/** Nothing of ours leaks into the server, and nothing of the shell's PG* settings bends it. */
export const postgresEnv = (): NodeJS.ProcessEnv => ({ PATH: process.env.PATH, TZ: 'UTC', LC_ALL: 'C' })
