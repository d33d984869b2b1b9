import { resolve } from 'node:path'
import { findOwner } from '../accounts/index.ts'
import type { Member } from '../core/actor.ts'
import type { Config } from '../core/config.ts'
import type { Db } from '../storage/transaction.ts'

/** What every command is handed. A command answers with its exit status. */
export interface Tools {
  readonly db: Db
  readonly config: Config
  readonly now: () => Date
}

/** A fault of the call; the message says the remedy. */
export class CommandFault extends Error {}

/** A path as the person typed it, from where they stood. */
export const asked = (path: string): string => resolve(process.env.ASKED_FROM ?? process.cwd(), path)

/** The archive's owner, or a fault that says how to make one. */
export async function owner(db: Db): Promise<Member> {
  const found = await findOwner(db)
  if (found) return found
  throw new CommandFault(
    'This archive has no owner yet. Make one first:\n' +
      '  bin/palimpsest user add NAME --email ADDRESS --role owner\n' +
      'or open the set-up page that bin/start prints.',
  )
}
