import { createHash } from 'node:crypto'
import type { Db, Transaction } from './transaction.ts'

interface StoredFile {
  readonly type: string
  readonly bytes: Buffer
}

/**
 * Keeps a file under a hash of what is in it and of whose it is: the same file of two owners has two names, which
 * nobody can compare.
 */
export async function keepFile(
  trx: Transaction,
  owner: string,
  { type, bytes }: StoredFile,
): Promise<string> {
  const hash = createHash('sha256').update(`${owner}\n${type}\n`).update(bytes).digest('hex')
  await trx
    .insertInto('files')
    .values({ hash, type, bytes })
    .onConflict((row) => row.doNothing())
    .execute()
  return hash
}

export async function readFile(db: Db, hash: string): Promise<StoredFile | undefined> {
  return db.selectFrom('files').select(['type', 'bytes']).where('hash', '=', hash).executeTakeFirst()
}
