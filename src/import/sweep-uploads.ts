import { readdir, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Db } from '../storage/transaction.ts'
import { uploadFolder } from './import-runs.ts'

const A_DAY_MS = 24 * 60 * 60 * 1_000

/** What was being sent when the program was ended waits for nobody; what waits to be read is left. */
export async function sweepUploads(db: Db, dataDir: string, now: Date): Promise<void> {
  const folder = uploadFolder(dataDir)
  const waiting = await db
    .selectFrom('import_files')
    .select('kept_at')
    .where('kept_at', 'is not', null)
    .where('outcome', 'is', null)
    .execute()
  const needed = new Set(waiting.map(({ kept_at: path }) => dirname(path ?? '')))
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    const touched = await stat(path).catch(() => undefined)
    if (!touched || needed.has(path) || now.getTime() - touched.mtimeMs < A_DAY_MS) continue
    await rm(path, { recursive: true, force: true })
  }
}
