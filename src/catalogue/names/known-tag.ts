import { type SqlBool, sql } from 'kysely'
import type { Actor } from '../../core/actor.ts'
import type { TagId, WorkId } from '../../core/ids.ts'
import { may } from '../../core/roles.ts'
import type { Db } from '../../storage/transaction.ts'
import { type FoundTag, findTag } from '../../tags/index.ts'
import { visibleTo } from '../../works/index.ts'

/**
 * A tag by name, as this reader may know it. One that no wrangler has taken up and that stands only on works they may
 * not see is no tag to them: no page, no list, no filter may tell that somebody wrote it.
 */
export async function knownTag(db: Db, actor: Actor, name: string): Promise<FoundTag | undefined> {
  const tag = await findTag(db, name)
  if (!tag || (tag.banned && !may(actor, 'wrangle-tags'))) return undefined
  if (tag.canonical || tag.synonymOf) return tag
  // A medium that is not canonical groups nothing, and stands nowhere.
  if (tag.kind === 'media') return undefined
  const seen = await db
    .selectFrom('works')
    .select('works.id')
    .where(visibleTo(actor))
    .where(sql<SqlBool>`works.id in (select work_id from work_tags where tag_id = ${tag.id})`)
    .limit(1)
    .executeTakeFirst()
  return seen && tag
}

/** A fandom typed into a field for fandoms: by its name, or, where tags of other kinds share that, with its kind. */
export const knownFandom = (db: Db, actor: Actor, typed: string): Promise<FoundTag | undefined> =>
  knownTag(db, actor, typed.startsWith('fandom:') ? typed : `fandom:${typed}`)

/** The works that bear a banned tag, for staff: no list of the catalogue knows which. */
export async function worksOfBanned(db: Db, tag: TagId): Promise<readonly WorkId[]> {
  const rows = await db.selectFrom('work_tags').select('work_id').where('tag_id', '=', tag).execute()
  return rows.map((row) => row.work_id)
}

/** A medium whose fandoms are listed. */
export async function knownMedium(db: Db, name: string): Promise<FoundTag | undefined> {
  const tag = await findTag(db, `media:${name}`)
  return tag?.kind === 'media' && tag.canonical && !tag.banned ? tag : undefined
}

/** Its name in an address: with the kind where it was asked for so, since a tag of another kind may share the name. */
export const nameAsAsked = (written: string, { kind, name, synonymOf }: FoundTag): string => {
  const main = synonymOf?.name ?? name
  return written.startsWith(`${kind}:`) && written !== name ? `${kind}:${main}` : main
}
