import { sql } from 'kysely'
import type { Member } from '../../core/actor.ts'
import type { PersonId, WorkId } from '../../core/ids.ts'
import type { ImageType } from '../../core/image-address.ts'
import { imageFile, imageHash, smallerFile } from '../../core/image-address.ts'
import type { FileStore } from '../../storage/file-store.ts'
import { type Db, inTransaction, type Transaction } from '../../storage/transaction.ts'
import { ownWork } from '../visibility.ts'

export interface OwnImage {
  readonly hash: string
  readonly type: ImageType
  readonly width: number
  readonly height: number
  readonly widths: readonly number[]
  readonly size: number
  readonly name: string
  readonly alt: string
  readonly madeAt: Date
  /** Works of theirs in which it stands, or once stood. */
  readonly works: readonly { readonly id: WorkId; readonly title: string; readonly former: boolean }[]
}

interface Which {
  readonly from: number
  readonly most: number
  readonly hash?: string
}

/** A person's own pictures, the newest first, and how many there are. */
export async function imagesOf(
  db: Db,
  by: Member,
  { from, most, hash }: Which = { from: 0, most: 1_000_000 },
): Promise<{ readonly all: number; readonly images: readonly OwnImage[] }> {
  const { rows } = await sql<OwnImage & { all: number; madeAt: Date }>`
    select hash, type, width, height, widths, size, name, alt, made_at as "madeAt",
      (count(*) over ())::int as all, (
        select coalesce(json_agg(json_build_object('id', works.id, 'title', title, 'former', place = 'former')
          order by title_key, works.id), '[]')
        from work_images join works on works.id = work_id
        where work_images.hash = images.hash and works.standing <> 'trashed' and ${ownWork(by)}) as works
    from images join image_files using (hash)
    where images.person_id = ${by.id} and (${hash ?? null}::text is null or hash = ${hash ?? null})
    order by made_at desc, hash limit ${most} offset ${from}`.execute(db)
  return { all: rows[0]?.all ?? 0, images: rows.map(({ all: _all, ...image }) => image) }
}

/** What one's own picture shows, said later than it came. */
export async function describeImage(
  trx: Transaction,
  by: Member,
  address: string,
  alt: string,
): Promise<void> {
  await trx
    .updateTable('images')
    .set({ alt })
    .where('hash', '=', imageHash(address) ?? '')
    .where('person_id', '=', by.id)
    .execute()
}

/** A picture of theirs is gone, also from works of theirs that show it, unless a co-creator has it too. */
export async function deleteImage(
  db: Db,
  files: FileStore,
  by: Member,
  hash: string,
): Promise<'gone' | 'no-such-image'> {
  const gone = await inTransaction(db, async (trx) => {
    const { rows } = await sql`
      delete from images where hash = ${hash} and person_id = ${by.id} returning hash`.execute(trx)
    if (rows.length === 0) return false
    await sql`
      delete from work_images using works where works.id = work_id and hash = ${hash} and ${ownWork(by)}
        and not exists (select from images where images.hash = ${hash} and (
          images.person_id = works.person_id or images.person_id in (
            select pen_names.person_id from creatorships join pen_names on pen_names.id = pen_name_id
              where creatorships.work_id = works.id)))`.execute(trx)
    return true
  })
  if (!gone) return 'no-such-image'
  await dropUnowned(db, files, [hash])
  return 'gone'
}

/**
 * Before an account is erased, and after its works were settled: its pictures stay with the works that stay, as those
 * of whoever holds these now; all others are gone from the store.
 */
export async function removeImages(db: Db, files: FileStore, person: PersonId, now: Date): Promise<void> {
  const hashes = await inTransaction(db, async (trx) => {
    await sql`
      insert into images (hash, person_id, made_at, used_at)
        select distinct hash, works.person_id, ${now}::timestamptz, ${now}::timestamptz
        from images join work_images using (hash) join works on works.id = work_id
        where images.person_id = ${person} and works.person_id <> ${person}
      on conflict do nothing`.execute(trx)
    const { rows } = await sql<{ hash: string }>`
      delete from images where person_id = ${person} returning hash`.execute(trx)
    return rows.map(({ hash }) => hash)
  })
  await dropUnowned(db, files, hashes)
}

/** Files that are nobody's any more, of these or of all. Stopped half-way, the next sweep finds the rest. */
export async function dropUnowned(db: Db, files: FileStore, hashes?: readonly string[]): Promise<number> {
  const { rows } = await sql<{ hash: string }>`
    select hash from image_files where not exists (select from images where images.hash = image_files.hash)
      and (${hashes ?? null}::text[] is null or hash = any(${hashes ?? null}::text[])) order by hash`.execute(
    db,
  )
  for (const { hash } of rows) await inTransaction(db, (trx) => dropFile(trx, files, hash))
  return rows.length
}

/**
 * The bytes go while the row is still locked: whoever sends the same picture now waits, and writes it again. Whether it
 * is anybody's is asked once it is locked, in a question of its own, which sees what was done until then.
 */
async function dropFile(trx: Transaction, files: FileStore, hash: string): Promise<void> {
  await sql`select from image_files where hash = ${hash} for update`.execute(trx)
  const { rows } = await sql<{ type: ImageType; widths: readonly number[] }>`
    delete from image_files where hash = ${hash}
      and not exists (select from images where images.hash = image_files.hash)
    returning type, widths`.execute(trx)
  const [file] = rows
  if (!file) return
  for (const width of file.widths) await files.remove(smallerFile(hash, width))
  await files.remove(imageFile(hash, file.type))
}
