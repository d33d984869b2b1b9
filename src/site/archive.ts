import { sql } from 'kysely'
import { findOwner } from '../accounts/index.ts'
import type { Db } from '../storage/transaction.ts'
import type { ArchiveFacts } from '../web/app-env.ts'

interface ArchiveRow extends Omit<ArchiveFacts, 'joining' | 'skins'> {
  readonly secret: string
  readonly openedAt: Date | null
}

/** What the archive says of itself. */
export async function readArchive(db: Db): Promise<ArchiveRow> {
  const row = await db
    .selectFrom('archive')
    .select(['name', 'about', 'secret', 'opened_at as openedAt'])
    .executeTakeFirstOrThrow()
  return { ...row, ready: (await findOwner(db)) !== undefined }
}

export async function nameArchive(
  db: Db,
  { name, about, now }: { readonly name: string; readonly about: string; readonly now: Date },
): Promise<void> {
  await db.updateTable('archive').set({ name, about, opened_at: now }).execute()
}

/** Throws when the database does not answer. */
export async function databaseAnswers(db: Db): Promise<void> {
  await sql`select 1`.execute(db)
}
