import { randomBytes } from 'node:crypto'
import { readConfig } from './core/config.ts'
import { faultSaid } from './fault-said.ts'
import { serve } from './serve.ts'
import { stopOnSignals } from './stopping.ts'

/** The only file that starts anything. A fault the operator can mend is said in a sentence, without a stack. */
const stopping = stopOnSignals('well')
try {
  const config = readConfig(process.env)
  const setupKey = randomBytes(9).toString('base64url')
  await serve({ config, sample: process.argv.includes('--sample'), setupKey }, stopping)
} catch (fault) {
  if (!stopping.signal.aborted) console.error(faultSaid(fault))
  await stopping.stop(1)
}
