import { open, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { tidyName } from '../prose/index.ts'
import { type Db, inTransaction } from '../storage/transaction.ts'
import { type Gathered, gather } from './gather.ts'
import { isZip } from './seems.ts'

interface Waiting {
  readonly runId: string
  readonly id: number
  readonly name: string
  readonly path: string
}

interface Spread {
  readonly name: string
  readonly kept_at: string | null
  readonly outcome: 'refused' | null
  readonly reason: string | null
}

/**
 * A zip among the files that were sent becomes a row and a file for each that is in it: so its reader sees how far it
 * is, and whoever stops half-way goes on there. A book, or what cannot be opened, is no zip of files: it is read whole.
 */
export async function spreadZip(db: Db, { runId, id, name, path }: Waiting): Promise<boolean> {
  if (!(await beginsAsZip(path))) return false
  const found: Spread[] = []
  for await (const one of gather([path])) {
    const inside = one.name.slice(basename(path).length)
    if (!inside) return false
    const keptAt = `${path}-${found.length}`
    if ('bytes' in one) await writeFile(keptAt, one.bytes)
    found.push({ name: tidyName(name + inside), ...standing(one, keptAt) })
  }
  const [first, ...rest] = found
  if (!first) return false
  await inTransaction(db, async (trx) => {
    await trx.updateTable('import_files').set(first).where('id', '=', id).execute()
    const { last } = await trx
      .selectFrom('import_files')
      .select((is) => is.fn.max('position').as('last'))
      .where('run_id', '=', runId)
      .executeTakeFirstOrThrow()
    const rows = rest.map((one, at) => ({ run_id: runId, position: last + at + 1, ...one }))
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
      await trx
        .insertInto('import_files')
        .values(rows.slice(from, from + ROWS_AT_ONCE))
        .execute()
  })
  return true
}

/** A zip may hold more files than one statement has room for. */
const ROWS_AT_ONCE = 1_000

function standing(one: Gathered, keptAt: string): Omit<Spread, 'name'> {
  if (!('refused' in one)) return { kept_at: keptAt, outcome: null, reason: null }
  const reason = one.refused.outcome === 'refused' ? tidyName(one.refused.reason) : null
  return { kept_at: null, outcome: 'refused', reason }
}

async function beginsAsZip(path: string): Promise<boolean> {
  const file = await open(path).catch(() => undefined)
  if (!file) return false
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0)
    return isZip(buffer.subarray(0, bytesRead))
  } finally {
    await file.close()
  }
}
