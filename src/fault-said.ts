import { CommandFault } from './cli/tools.ts'
import { ConfigFault } from './core/config.ts'
import { StorageFault } from './storage/storage-fault.ts'

const MENDABLE = [ConfigFault, StorageFault, CommandFault]

/** What the terminal is told. A fault the operator can mend is a sentence; only one of ours shows where it was made. */
export function faultSaid(fault: unknown): string {
  if (MENDABLE.some((kind) => fault instanceof kind)) return (fault as Error).message
  if (!(fault instanceof Error)) return String(fault)
  // The system's own faults (a full disk, a folder that may not be written) and the database's have a code.
  if ('code' in fault && typeof fault.code === 'string') return `It failed: ${fault.message} (${fault.code})`
  return `This is a fault in Palimpsest; please report it.\n${fault.stack}`
}
