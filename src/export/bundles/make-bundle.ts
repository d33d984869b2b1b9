import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findPersonById } from '../../accounts/index.ts'
import { type Actor, GUEST } from '../../core/actor.ts'
import type { WorkId } from '../../core/ids.ts'
import type { FileStore } from '../../storage/file-store.ts'
import type { Db } from '../../storage/transaction.ts'
import type { KeptParts } from '../books/kept-parts.ts'
import { bundleFile, bundleFolder, piecesFolder } from './bundle-files.ts'
import { MOST } from './bundle-kinds.ts'
import { type Bundle, bundleById } from './bundles.ts'
import { joinPieces } from './join-pieces.ts'
import { failBundle, finishBundle, noteProgress, type Progress, startBundle } from './progress.ts'
import { writePiece } from './write-piece.ts'

export interface Making {
  readonly db: Db
  readonly dataDir: string
  readonly files: FileStore
  readonly kept: KeptParts
  readonly baseUrl: string
  readonly archive: () => Promise<string>
  readonly now: () => Date
}

/**
 * Makes what was asked for: a piece for each work, each asked for as if it were fetched alone; then all in one file.
 * Stopped half-way, it goes on with the first work that has no piece.
 */
export async function makeBundle(making: Making, id: string): Promise<void> {
  const { db, dataDir, now } = making
  if (!(await startBundle(db, id))) return
  const bundle = await bundleById(db, id)
  const actor = bundle && (await whoAsked(db, bundle))
  if (!bundle || !actor) return
  const folder = piecesFolder(dataDir, id)
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const { held } = await writePieces(making, { bundle, actor, folder })
    const path = bundleFile(dataDir, id)
    const archive = { name: await making.archive(), url: making.baseUrl }
    const pieces = held.map(({ place, work }) => ({ work, path: pieceAt(folder, place) }))
    const bytes = await joinPieces(
      { db, files: making.files, archive, now: now() },
      bundle,
      pieces,
      `${path}.part`,
    )
    await rename(`${path}.part`, path)
    await finishBundle(db, id, bytes, now())
  } catch (fault) {
    await failBundle(db, id, now())
    await rm(join(bundleFolder(dataDir), `${id}.part`), { force: true })
    throw fault
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Undefined: the account is gone, and its bundles with it. */
const whoAsked = async (db: Db, { person }: Bundle): Promise<Actor | undefined> =>
  person === null ? GUEST : findPersonById(db, person)

const pieceAt = (folder: string, place: number): string => join(folder, String(place).padStart(5, '0'))

interface Asked {
  readonly bundle: Bundle
  readonly actor: Actor
  readonly folder: string
}

interface Held {
  readonly place: number
  readonly work: WorkId
}

/** From where the last left off; once the bound is reached, the rest is only counted. */
async function writePieces(
  making: Making,
  { bundle, actor, folder }: Asked,
): Promise<{ readonly held: readonly Held[] }> {
  const { works } = bundle
  const { bytes: most } = MOST[actor.type]
  let bytes = await bytesIn(folder)
  let progress: Progress = bundle
  for (const [place, work] of works.entries()) {
    if (place < progress.done) continue
    const piece = bytes > most ? 'beyond' : await writePiece(making, actor, { bundle, place, work })
    if (typeof piece === 'object') await writeFile(pieceAt(folder, place), piece.bytes, { mode: 0o600 })
    if (typeof piece === 'object') bytes += piece.bytes.length
    progress = stepped(progress, work, typeof piece === 'object' ? 'held' : piece)
    await noteProgress(making.db, bundle.id, progress)
  }
  const places = new Map(works.map((work, place) => [work, place]))
  return { held: progress.held.map((work) => ({ work, place: places.get(work) ?? 0 })) }
}

const stepped = (progress: Progress, work: WorkId, as: 'held' | 'left-out' | 'beyond'): Progress => ({
  done: progress.done + 1,
  held: as === 'held' ? [...progress.held, work] : progress.held,
  leftOut: progress.leftOut + (as === 'left-out' ? 1 : 0),
  beyond: progress.beyond + (as === 'beyond' ? 1 : 0),
})

async function bytesIn(folder: string): Promise<number> {
  let bytes = 0
  for (const name of await readdir(folder)) bytes += (await stat(join(folder, name))).size
  return bytes
}
