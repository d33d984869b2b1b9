import type { Member } from '../core/actor.ts'
import { imageFile } from '../core/image-address.ts'
import type { OpenZip } from '../epub/index.ts'
import { type FileStore, wholeFile } from '../storage/file-store.ts'
import type { Db } from '../storage/transaction.ts'
import { imagesOf } from '../works/index.ts'

interface TakenImage {
  readonly file: string
  readonly name: string
  readonly alt: string
  readonly width: number
  readonly height: number
  readonly madeAt: string
}

interface Taking {
  readonly db: Db
  readonly files: FileStore
  readonly zip: OpenZip
}

/** Pictures for works, as large as they are kept, one at a time. */
export async function takeImages({ db, files, zip }: Taking, person: Member): Promise<TakenImage[]> {
  const { images } = await imagesOf(db, person)
  const taken: TakenImage[] = []
  for (const { hash, type, name, alt, width, height, madeAt } of images) {
    const kept = imageFile(hash, type)
    const bytes = await wholeFile(files, kept)
    if (!bytes) continue
    const file = `images/${kept}`
    await zip.add({ name: file, bytes, stored: true })
    taken.push({ file, name, alt, width, height, madeAt: madeAt.toISOString() })
  }
  return taken
}
