import type { WorkId } from '../core/ids.ts'
import { imageFile } from '../core/image-address.ts'
import { type FileStore, wholeFile } from '../storage/file-store.ts'
import type { Db } from '../storage/transaction.ts'
import { imagesIn, type WorkRecord } from '../works/index.ts'
import type { FilePicture } from './download-input.ts'

/** Of all pictures of one file: what is in memory at once, and what we take in again. The others become links. */
export const MOST_PICTURE_BYTES = 30_000_000

const NAMED = /\/images\/([0-9a-f]{64})/g

/** The pictures that a work shows, in the order they are met, as large as they are. Whoever asks may see the work. */
export async function picturesOf(
  { db, files }: { readonly db: Db; readonly files: FileStore },
  id: WorkId,
  record: WorkRecord,
): Promise<ReadonlyMap<string, FilePicture>> {
  const pictures = new Map<string, FilePicture>()
  const named = hashesIn(record)
  if (named.size === 0) return pictures
  const known = await imagesIn(db, id)
  let left = MOST_PICTURE_BYTES
  for (const hash of named) {
    const type = known[hash]?.type
    const bytes = type && (await wholeFile(files, imageFile(hash, type)))
    if (!bytes || bytes.length > left) continue
    left -= bytes.length
    pictures.set(`/images/${imageFile(hash, type)}`, { type, bytes })
  }
  return pictures
}

function hashesIn({ notes, endNotes, chapters }: WorkRecord): ReadonlySet<string> {
  const texts = chapters.flatMap((one) => [one.notes, one.html, one.endNotes])
  return new Set(namedIn(notes, ...texts, endNotes))
}

/** The hashes of the pictures that texts name. */
export const namedIn = (...texts: readonly string[]): readonly string[] =>
  texts
    .filter((html) => html.includes('/images/'))
    .flatMap((html) => [...html.matchAll(NAMED)].map(([, hash = '']) => hash))
