import { randomBytes } from 'node:crypto'
import { ConfigFault, readConfig } from './core/config.ts'
import { serve } from './serve.ts'
import { NoBinaries } from './storage/binaries.ts'
import { StorageFault } from './storage/embedded.ts'
import { NoPostgresAccount } from './storage/postgres-account.ts'

/** The only file that starts anything. A fault the operator can mend is said in a sentence, without a stack. */
try {
  const config = readConfig(process.env)
  const setupKey = randomBytes(9).toString('base64url')
  await serve({ config, sample: process.argv.includes('--sample'), setupKey })
} catch (fault) {
  const mendable = [ConfigFault, StorageFault, NoPostgresAccount, NoBinaries].some(
    (kind) => fault instanceof kind,
  )
  console.error(mendable ? (fault as Error).message : fault)
  process.exit(1)
}
