import { open, readFile } from 'node:fs/promises'
import type { WorkId } from '../../core/ids.ts'
import { openZip } from '../../epub/index.ts'
import type { FileStore } from '../../storage/file-store.ts'
import type { Db } from '../../storage/transaction.ts'
import type { Archive } from '../download.ts'
import { fileName } from '../file-name.ts'
import type { Bundle } from './bundles.ts'
import { joinBook } from './join-book.ts'
import { joinPage } from './join-page.ts'

export interface PieceFile {
  readonly work: WorkId
  readonly path: string
}

export interface Joining {
  readonly db: Db
  readonly files: FileStore
  readonly archive: Archive
  readonly now: Date
}

export type Write = (bytes: Uint8Array) => Promise<unknown>

/** All pieces in one file at `path`, one after another in memory; how many bytes, or null where there is no piece. */
export async function joinPieces(
  joining: Joining,
  bundle: Bundle,
  pieces: readonly PieceFile[],
  path: string,
): Promise<number | null> {
  if (pieces.length === 0) return null
  const file = await open(path, 'w', 0o600)
  try {
    let written = 0
    const write: Write = async (bytes) => {
      written += bytes.length
      await file.writeFile(bytes)
    }
    if (bundle.shape === 'zip') await joinZip(joining, bundle, pieces, write)
    else if (bundle.format === 'epub') await joinBook(joining, bundle, pieces, write)
    else await joinPage(bundle, pieces, write)
    await file.sync()
    return written
  } finally {
    await file.close()
  }
}

/** Books whose bytes are packed already. */
const PACKED: ReadonlySet<string> = new Set(['epub', 'pdf'])

/** Numbered, so that they stand in their order and no two have one name. */
async function joinZip(
  { db, now }: Joining,
  { format }: Bundle,
  pieces: readonly PieceFile[],
  write: Write,
): Promise<void> {
  const zip = openZip(write, now)
  const titles = await titlesOf(db, pieces)
  const digits = String(pieces.length).length
  for (const [n, { path, work }] of pieces.entries()) {
    const name = `${String(n + 1).padStart(digits, '0')}_${fileName(titles.get(work) ?? '', work)}.${format}`
    await zip.add({ name, bytes: await readFile(path), ...(PACKED.has(format) ? { stored: true } : {}) })
  }
  await zip.end()
}

async function titlesOf(db: Db, pieces: readonly PieceFile[]): Promise<ReadonlyMap<WorkId, string>> {
  const ids = pieces.map(({ work }) => work)
  const rows = await db.selectFrom('works').select(['id', 'title']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, title }) => [id, title]))
}
