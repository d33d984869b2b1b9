import type { WorkId } from '../../core/ids.ts'
import type { Db } from '../../storage/transaction.ts'
import type { LastCover } from '../book-facts.ts'
import { coverFor, coverTag, writtenInFile } from '../covers/cover.ts'
import type { DownloadInput, FilePicture } from '../download-input.ts'
import type { KeptParts } from './kept-parts.ts'

/**
 * The cover of a book, with what this reader may see written on it. Drawing one takes a third of a second, so the last
 * of each work is kept; its tag says what is written on it, so that no view of a work is another's.
 */
export async function bookCover(
  db: Db,
  id: WorkId,
  input: DownloadInput,
  { kept, last }: { readonly kept?: KeptParts; readonly last?: LastCover | undefined } = {},
): Promise<FilePicture> {
  const written = writtenInFile(input)
  const tag = coverTag(written, 'cover', 'jpg')
  const inMemory = kept?.get(`cover ${tag}`)
  const bytes =
    inMemory ??
    (last?.tag === tag ? last.picture : await storedCover(db, id, tag)) ??
    (await keptCover(db, id, tag, await coverFor(written)))
  if (!inMemory) kept?.keep(`cover ${tag}`, bytes)
  return { type: 'image/jpeg', bytes }
}

async function storedCover(db: Db, id: WorkId, tag: string): Promise<Uint8Array | undefined> {
  const row = await db
    .selectFrom('packed_covers')
    .select('picture')
    .where('work_id', '=', id)
    .where('tag', '=', tag)
    .executeTakeFirst()
  return row?.picture
}

async function keptCover(db: Db, id: WorkId, tag: string, picture: Buffer): Promise<Uint8Array> {
  await db
    .insertInto('packed_covers')
    .columns(['work_id', 'tag', 'picture'])
    // A work that is gone by now has none.
    .expression((from) =>
      from
        .selectFrom('works')
        .select((of) => ['id', of.val(tag).as('tag'), of.val(picture).as('picture')])
        .where('id', '=', id),
    )
    .onConflict((conflict) => conflict.column('work_id').doUpdateSet({ tag, picture }))
    .execute()
  return picture
}
