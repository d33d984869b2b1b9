import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Member } from '../../core/actor.ts'
import { imageFile, SMALLER_TYPE, smallerFile } from '../../core/image-address.ts'
import { tellLater } from '../../jobs/tell.ts'
import type { FileStore } from '../../storage/file-store.ts'
import { type Db, inTransaction, type Transaction } from '../../storage/transaction.ts'
import { type ImageFault, type ReadImage, readImage } from './images-read.ts'
import { TRASH_LOOK_MS } from './trash-chapter.ts'

export const IMAGE_ALT_LONGEST = 1_000
const NAME_LONGEST = 200

interface SentImage {
  readonly bytes: Buffer
  /** As the file was called. */
  readonly name: string
  /** For whoever does not see it. */
  readonly alt: string
}

export interface KeptImage {
  readonly hash: string
  /** The end of its address. */
  readonly file: string
  readonly width: number
  readonly height: number
  readonly alt: string
}

export type ImageRefusal = ImageFault | 'no-alt' | 'alt-too-long' | 'no-room'

interface Keeping {
  readonly db: Db
  readonly files: FileStore
  /** Bytes that one person may keep. */
  readonly room: number
  readonly now: Date
  /** It came inside of a document without words: these are asked for before it is read by anybody. */
  readonly undescribed?: boolean
}

/** Takes a picture in, drawn anew. Sent again, it is the same one, with the name and description sent last. */
export async function keepImage(
  keeping: Keeping,
  by: Member,
  sent: SentImage,
): Promise<KeptImage | ImageRefusal> {
  const alt = sent.alt.replace(/\s+/g, ' ').trim()
  if (alt === '' && !keeping.undescribed) return 'no-alt'
  if (alt.length > IMAGE_ALT_LONGEST) return 'alt-too-long'
  const { db, room } = keeping
  if ((await roomUsed(db, by.id)) >= room) return 'no-room'
  const image = await readImage(sent.bytes)
  if (typeof image === 'string') return image
  const hash = createHash('sha256').update(image.bytes).digest('hex')
  const kept = { hash, file: imageFile(hash, image.type), width: image.width, height: image.height, alt }
  return inTransaction(db, (trx) => store(trx, keeping, { by, image, kept, name: sent.name }))
}

/** Bytes of this person's pictures, in all their sizes. */
export async function roomUsed(db: Db, person: Member['id']): Promise<number> {
  const { rows } = await sql<{ used: number }>`
    select coalesce(sum(size), 0)::float8 as used from images join image_files using (hash)
      where person_id = ${person}`.execute(db)
  return rows[0]?.used ?? 0
}

interface Storing {
  readonly by: Member
  readonly image: ReadImage
  readonly kept: KeptImage
  readonly name: string
}

/**
 * The row stays locked until the bytes are there: whoever sweeps the same picture away at this moment has ended before,
 * or finds that somebody has it. Two uploads of one person come one after the other, so that both are counted.
 */
async function store(
  trx: Transaction,
  { room, now, files }: Keeping,
  { by, image, kept, name }: Storing,
): Promise<KeptImage | 'no-room'> {
  await sql`select pg_advisory_xact_lock(hashtext('images'), ${by.id})`.execute(trx)
  const size = image.smaller.reduce((sum, { bytes }) => sum + bytes.length, image.bytes.length)
  const owned = await trx
    .selectFrom('images')
    .select('hash')
    .where('hash', '=', kept.hash)
    .where('person_id', '=', by.id)
    .executeTakeFirst()
  if (!owned && (await roomUsed(trx, by.id)) + size > room) return 'no-room'
  await noteFile(trx, image, { hash: kept.hash, size })
  const said = { name: name.slice(-NAME_LONGEST).toWellFormed().replaceAll('\u0000', ''), alt: kept.alt }
  await trx
    .insertInto('images')
    .values({ hash: kept.hash, person_id: by.id, ...said, made_at: now, used_at: now })
    .onConflict((row) => row.columns(['person_id', 'hash']).doUpdateSet({ ...said, used_at: now }))
    .execute()
  await putAll(files, image, kept)
  await tellLater(trx, 'trash.aged', {}, TRASH_LOOK_MS, 'first')
  return kept
}

async function noteFile(
  trx: Transaction,
  { type, width, height, moving, smaller }: ReadImage,
  { hash, size }: { readonly hash: string; readonly size: number },
): Promise<void> {
  const widths = smaller.map((one) => one.width)
  await trx
    .insertInto('image_files')
    .values({ hash, type, width, height, moving, size, widths })
    .onConflict((row) => row.column('hash').doUpdateSet({ size, widths }))
    .execute()
}

async function putAll(files: FileStore, image: ReadImage, { hash, file }: KeptImage): Promise<void> {
  for (const { width, bytes } of image.smaller)
    await files.put(smallerFile(hash, width), new Uint8Array(bytes), SMALLER_TYPE)
  await files.put(file, new Uint8Array(image.bytes), image.type)
}
