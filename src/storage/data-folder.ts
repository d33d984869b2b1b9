import { createHash, randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { PostgresAccount } from './postgres-account.ts'
import { StorageFault } from './storage-fault.ts'

/** sun_path holds 108 bytes; the socket's own name takes 16. */
const LONGEST_SOCKET_FOLDER = 90

export function ensureWritable(dataDir: string): void {
  try {
    makeFolder(dataDir)
    const probe = join(dataDir, `.probe-${process.pid}`)
    writeFileSync(probe, 'x')
    rmSync(probe)
  } catch (fault) {
    const full = ['ENOSPC', 'EDQUOT'].includes((fault as NodeJS.ErrnoException).code ?? '')
    throw new StorageFault(
      `The data folder ${dataDir} cannot be written: ${(fault as Error).message}. ` +
        (full
          ? 'Free some space there, then start again.'
          : 'Give this user the right to write there, or set DATA_DIR to another folder.'),
    )
  }
}

/** As mkdir's `recursive` would, which in Node never returns where a system (/proc) says ENOENT of a folder it has. */
function makeFolder(path: string): void {
  if (existsSync(path) && statSync(path).isDirectory()) return
  if (!existsSync(dirname(path))) makeFolder(dirname(path))
  try {
    mkdirSync(path)
  } catch (fault) {
    // Another start made it meanwhile.
    if ((fault as NodeJS.ErrnoException).code !== 'EEXIST' || !statSync(path).isDirectory()) throw fault
  }
}

/** Where the server's socket lies: in the data folder, or, when that path is too long for a socket, in tmp. */
export function socketFolder(dataDir: string, account: PostgresAccount | undefined): string {
  const near = join(dataDir, 'run')
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16)
  const folder =
    Buffer.byteLength(near) <= LONGEST_SOCKET_FOLDER ? near : join(tmpdir(), `palimpsest-${name}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  refuseForeign(folder, account)
  if (account) chownSync(folder, account.uid, account.gid)
  return folder
}

/** Whoever owns the folder of the socket could stand in for the server: in tmp anybody may have made it. */
function refuseForeign(folder: string, account: PostgresAccount | undefined): void {
  const found = lstatSync(folder)
  const ours = [process.getuid?.(), account?.uid].includes(found.uid)
  if (found.isDirectory() && (ours || !process.getuid)) return
  throw new StorageFault(
    `${folder} belongs to somebody else, so the database's socket cannot be kept there. ` +
      'Remove it, or set DATA_DIR to a folder with a shorter path.',
  )
}

/** The password of our own server: made once, whole or not at all, whoever else is making it now. */
export function keptPassword(dataDir: string): string {
  const file = join(dataDir, 'postgres-password')
  const aside = `${file}.${process.pid}`
  writeFileSync(aside, randomBytes(24).toString('base64url'), { mode: 0o600, flush: true })
  try {
    linkSync(aside, file)
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw unreadable(file, fault)
  } finally {
    rmSync(aside, { force: true })
  }
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (fault) {
    throw unreadable(file, fault)
  }
}

const unreadable = (file: string, fault: unknown): StorageFault =>
  new StorageFault(
    `The database's password in ${file} cannot be kept or read: ${(fault as Error).message}. ` +
      'Start Palimpsest as the user that made this data folder.',
  )
