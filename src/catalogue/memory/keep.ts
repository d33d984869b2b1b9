import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { loadIndexInPieces, type SearchIndex } from '../../search/index.ts'
import type { Db } from '../../storage/transaction.ts'
import type { Built } from './build.ts'
import { fandomMetas } from './crossovers.ts'
import type { Seen } from './log.ts'
import { nothingToCount } from './recount.ts'
import { WORKS } from './schema.ts'

/**
 * The index as a file in the data folder, so that a large archive need not be read whole at each start. Its name says
 * which database it is of, and the database holds a mark of it: a file that this database, as it is now, did not write
 * is not read.
 */
const folderOf = (dataDir: string): string => join(dataDir, 'catalogue')
const ENDING = '.index'

/** Nothing may be told to the index meanwhile; it may be asked. */
export async function keepSnapshot(db: Db, dataDir: string, { index, seen }: Built): Promise<void> {
  const folder = folderOf(dataDir)
  await mkdir(folder, { recursive: true })
  const id = randomUUID()
  const name = `${seen.database}.${id}${ENDING}`
  await writePieces(join(folder, `${id}.part`), index)
  await rename(join(folder, `${id}.part`), join(folder, name))
  await sql`insert into catalogue_marks (id, seen) values (${id}, ${seen.before}::text::xid8)`.execute(db)
  for (const other of await readdir(folder))
    if (other !== name) await rm(join(folder, other), { force: true, recursive: true })
  await sql`delete from catalogue_marks where made_at < now() - interval '30 days'`.execute(db)
}

/** A question may take memory, which spoils what was written so far: then again from the start. */
const TRIES = 10

async function writePieces(path: string, index: SearchIndex): Promise<void> {
  const file = await open(path, 'w')
  try {
    for (let again = 1; !(await writtenWhole(file, index)); again++)
      if (again === TRIES) throw new Error(`writing ${path}: the index changed each time`)
  } finally {
    await file.close()
  }
}

async function writtenWhole(file: Awaited<ReturnType<typeof open>>, index: SearchIndex): Promise<boolean> {
  await file.truncate(0)
  const pieces = index.savePieces()
  let at = 0
  for (;;) {
    const { value, done } = pieces.next()
    if (done) return value
    await file.write(value, 0, value.length, at)
    at += value.length
  }
}

/** The latest snapshot of this database as it is now, or why there is none: then all is read anew. */
export async function keptSnapshot(db: Db, dataDir: string): Promise<Built | string> {
  const folder = folderOf(dataDir)
  const names = await readdir(folder).catch(() => [])
  const mark = await latestMark(db, names)
  if (!mark) return names.length ? 'no file is of this database as it is now' : 'there is none'
  const index = await readPieces(join(folder, `${mark.database}.${mark.id}${ENDING}`))
  if (typeof index === 'string') return index
  const seen = { database: mark.database, before: mark.seen, taken: [] }
  return { index, metas: await fandomMetas(db), seen, left: nothingToCount() }
}

async function readPieces(path: string): Promise<SearchIndex | string> {
  const loading = loadIndexInPieces(WORKS)
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) if (!loading.add(piece)) break
  return loading.end()
}

interface Mark {
  readonly id: string
  readonly database: Seen['database']
  readonly seen: string
}

async function latestMark(db: Db, names: readonly string[]): Promise<Mark | undefined> {
  const databaseOf = new Map(
    names.flatMap((name) => {
      const [, database, id] = /^([\d-]+)\.([0-9a-f-]{36})\.index$/.exec(name) ?? []
      return database && id ? [[id, database] as const] : []
    }),
  )
  if (!databaseOf.size) return undefined
  const { rows } = await sql<{ id: string; seen: string }>`
    select id, seen::text from catalogue_marks where id = any(${[...databaseOf.keys()]}::uuid[])
    order by made_at desc limit 1`.execute(db)
  return rows.map((row) => ({ ...row, database: databaseOf.get(row.id) ?? '' }))[0]
}
