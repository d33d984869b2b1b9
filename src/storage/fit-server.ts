import type pg from 'pg'
import { StorageFault } from './storage-fault.ts'

const OLDEST_POSTGRES = 15

interface Server {
  /** As `server_version_num` has it: 150018 is 15.18. */
  readonly version: number
  readonly encoding: string
}

/** Asks whether there is a database we can work with; a fault says what to do about it. */
export async function refuseUnfitServer(pool: pg.Pool): Promise<void> {
  const { rows } = await pool
    .query<Server>(
      `select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding`,
    )
    .catch((fault) => {
      throw new StorageFault(outOfReach(fault))
    })
  const unfit = rows[0] && unfitness(rows[0])
  if (unfit) throw new StorageFault(unfit)
}

export function unfitness({ version, encoding }: Server): string | undefined {
  const major = Math.floor(version / 10_000)
  if (major < OLDEST_POSTGRES) {
    return `PostgreSQL ${major} is too old: version ${OLDEST_POSTGRES} or later is needed.`
  }
  if (encoding !== 'UTF8') {
    return (
      `The database's encoding is ${encoding}, which cannot hold every language. ` +
      "Make one with: create database palimpsest template template0 encoding 'UTF8'"
    )
  }
  return undefined
}

const REMEDIES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Is the server running, and are host and port in DATABASE_URL right?',
  ENOTFOUND: 'Is the host in DATABASE_URL spelt right?',
  ENOENT: 'Is the server running, and is the socket folder in DATABASE_URL right?',
  '28P01': 'Check the user and the password in DATABASE_URL.',
  '28000': "Check the user in DATABASE_URL, and the server's pg_hba.conf.",
  '3D000': 'Make the database first, or correct its name in DATABASE_URL.',
  '42501': 'Give this user the right to connect and to make tables there.',
  '53300': 'The server has no connection left: raise its max_connections, or lower DATABASE_POOL.',
}

function outOfReach(fault: { code?: string; message: string; errors?: readonly Error[] }): string {
  const said = fault.message || fault.errors?.map((one) => one.message).join('; ') || String(fault.code)
  const remedy = REMEDIES[fault.code ?? ''] ?? 'Check DATABASE_URL and the server it names.'
  return `The database does not let us in: ${said}. ${remedy}`
}
