import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Logger } from 'pino'
import { loadIndex } from '../../search/index.ts'
import type { Db } from '../../storage/transaction.ts'
import type { Built } from './build.ts'
import { WORKS } from './schema.ts'

/**
 * The index as a file in the data folder, so that a large archive need not be read whole at each start. Its name is
 * the mark that the database has of it: a file that this database, as it is now, did not write is not read.
 */
const folderOf = (dataDir: string): string => join(dataDir, 'catalogue')
const ENDING = '.index'

export async function keepSnapshot(db: Db, dataDir: string, { index, seen }: Built): Promise<void> {
  const folder = folderOf(dataDir)
  await mkdir(folder, { recursive: true })
  const id = randomUUID()
  const bytes = index.save()
  const { before } = seen
  await writeFile(join(folder, `${id}.part`), bytes)
  await rename(join(folder, `${id}.part`), join(folder, `${id}${ENDING}`))
  await sql`insert into catalogue_marks (id, seen) values (${id}, ${before}::text::xid8)`.execute(db)
  const others = (await readdir(folder)).filter((name) => name !== `${id}${ENDING}`)
  for (const name of others) await rm(join(folder, name), { force: true })
  await sql`delete from catalogue_marks where made_at < now() - interval '30 days'`.execute(db)
}

/** The latest snapshot that belongs to this database, or undefined: then all is read anew. */
export async function keptSnapshot(db: Db, dataDir: string, log: Logger): Promise<Built | undefined> {
  const folder = folderOf(dataDir)
  const names = await readdir(folder).catch(() => [])
  const ids = names.filter((name) => name.endsWith(ENDING)).map((name) => name.slice(0, -ENDING.length))
  const mark = await latestMark(db, ids)
  if (!mark) return undefined
  const read = loadIndex(await readFile(join(folder, `${mark.id}${ENDING}`)), WORKS)
  if (typeof read !== 'string') return { index: read, seen: { before: mark.seen, taken: new Set() } }
  log.warn({ fault: read }, 'the file of the catalogue is of no use; it is built anew from the database')
  return undefined
}

/** Of a database restored elsewhere, transactions count from anew: a mark from ahead of them says so. */
async function latestMark(db: Db, ids: readonly string[]): Promise<{ id: string; seen: string } | undefined> {
  const uuids = ids.filter((id) => /^[0-9a-f-]{36}$/.test(id))
  if (!uuids.length) return undefined
  const { rows } = await sql<{ id: string; seen: string }>`
    select id, seen::text from catalogue_marks, change_log_start
    where id = any(${uuids}::uuid[]) and seen > txid and seen <= pg_snapshot_xmax(pg_current_snapshot())
      and not exists (select from change_log where change_log.txid > pg_snapshot_xmax(pg_current_snapshot()))
    order by made_at desc limit 1`.execute(db)
  return rows[0]
}
