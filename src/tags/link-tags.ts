import type { TagId } from '../core/ids.ts'
import type { Transaction } from '../storage/transaction.ts'
import { knowTags, type WrittenTag } from './know-tags.ts'

/** Makes a tag canonical: offered, listed, the one its synonyms lead to. */
export async function makeCanonical(trx: Transaction, tag: WrittenTag): Promise<TagId> {
  const id = await tagId(trx, tag)
  await trx.updateTable('tags').set({ canonical: true, synonym_of: null }).where('id', '=', id).execute()
  return id
}

/** From now on works under `tag` are found under `canonical`, which must be of the same kind. */
export async function makeSynonym(trx: Transaction, tag: WrittenTag, canonical: WrittenTag): Promise<void> {
  if (tag.kind !== canonical.kind) throw new Error(`a ${tag.kind} cannot be a synonym of a ${canonical.kind}`)
  const of = await makeCanonical(trx, canonical)
  const id = await tagId(trx, tag)
  await trx
    .updateTable('tags')
    .set({ synonym_of: id === of ? null : of, canonical: false })
    .where('id', '=', id)
    .execute()
}

export async function addParent(trx: Transaction, child: WrittenTag, parent: WrittenTag): Promise<void> {
  const link = { child_id: await tagId(trx, child), parent_id: await makeCanonical(trx, parent) }
  await trx
    .insertInto('tag_parents')
    .values(link)
    .onConflict((row) => row.doNothing())
    .execute()
}

export async function addMetaTag(trx: Transaction, tag: WrittenTag, meta: WrittenTag): Promise<void> {
  const link = { tag_id: await makeCanonical(trx, tag), meta_id: await makeCanonical(trx, meta) }
  await trx
    .insertInto('meta_tags')
    .values(link)
    .onConflict((row) => row.doNothing())
    .execute()
}

async function tagId(trx: Transaction, tag: WrittenTag): Promise<TagId> {
  const [known] = await knowTags(trx, [tag])
  if (!known) throw new Error(`knowing the tag “${tag.name}”`)
  return known.id
}
