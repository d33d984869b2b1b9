import { crc32 } from 'node:zlib'
import type { ChapterId } from '../../core/ids.ts'
import { imageFile } from '../../core/image-address.ts'
import { type FileStore, wholeFile } from '../../storage/file-store.ts'
import type { Db } from '../../storage/transaction.ts'
import { chapterTexts, type WorkImages, type WorkRecord } from '../../works/index.ts'
import type { FilePicture } from '../download-input.ts'
import { MOST_PICTURE_BYTES, namedIn } from '../own-pictures-read.ts'
import type { PackedChapter } from './packed-chapters.ts'
import type { PlannedPart } from './planned-part.ts'

export type BookPictures = ReadonlyMap<string, FilePicture & { readonly part: PlannedPart }>

interface Pictured {
  readonly record: WorkRecord
  readonly chapterIds: readonly ChapterId[]
  readonly stored: ReadonlyMap<ChapterId, PackedChapter>
  /** All that are in the work. */
  readonly known: WorkImages
}

/** The pictures of a book in the order they are met; their bytes are read when they are sent. */
export async function bookPictures(
  { db, files }: { readonly db: Db; readonly files: FileStore },
  pictured: Pictured,
): Promise<BookPictures> {
  const pictures = new Map<string, FilePicture & { readonly part: PlannedPart }>()
  const { known } = pictured
  if (Object.keys(known).length === 0) return pictures
  let left = MOST_PICTURE_BYTES
  for (const hash of new Set(await namesIn(db, pictured))) {
    const type = known[hash]?.type
    const part = type && (await picturePart(files, imageFile(hash, type)))
    if (!part || part.size > left) continue
    left -= part.size
    pictures.set(`/images/${part.file}`, { type, bytes: NO_BYTES, part })
  }
  return pictures
}

const NO_BYTES = Buffer.alloc(0)

async function namesIn(db: Db, { record, chapterIds, stored }: Pictured): Promise<readonly string[]> {
  const named = [...namedIn(record.notes)]
  for (const [n, id] of chapterIds.entries()) {
    const kept = stored.get(id)?.pictures
    const { notes = '', endNotes = '' } = record.chapters[n] ?? {}
    named.push(...(kept ?? namedIn(notes, (await chapterTexts(db, [id])).get(id)?.html ?? '', endNotes)))
  }
  return [...named, ...namedIn(record.endNotes)]
}

/** What a file is, by its name, which is a hash of it: asked of the store once. */
const FACTS = new Map<string, { readonly crc: number; readonly size: number }>()
const MOST_FACTS = 20_000

async function picturePart(
  files: FileStore,
  file: string,
): Promise<(PlannedPart & { readonly file: string }) | undefined> {
  const facts = FACTS.get(file) ?? (await look(files, file))
  if (!facts) return undefined
  if (FACTS.size >= MOST_FACTS) FACTS.clear()
  FACTS.set(file, facts)
  const read = async (): Promise<Uint8Array> => {
    const bytes = await wholeFile(files, file)
    if (bytes?.length !== facts.size) throw new Error(`reading picture ${file}: it is not as it was`)
    return bytes
  }
  return { ...facts, name: `EPUB/pictures/${file}`, method: 0, packedSize: facts.size, read, file }
}

async function look(files: FileStore, file: string) {
  const bytes = await wholeFile(files, file)
  return bytes && { crc: crc32(bytes), size: bytes.length }
}
