import { sql } from 'kysely'
import type { Actor } from '../core/actor.ts'
import type { TagId } from '../core/ids.ts'
import { TAG_KINDS } from '../core/values.ts'
import type { Db } from '../storage/transaction.ts'
import { type FoundTag, type Relative, tagFamily, tagRelatives } from '../tags/index.ts'
import { listedFor, type TagName } from '../works/index.ts'
import type { TagCount, TagPageView } from './tag-page.tsx'

const CHILDREN_SHOWN = 100

/** A tag's own page, for a reader who may know of it (known-tag.ts). */
export async function tagView(db: Db, actor: Actor, tag: FoundTag): Promise<TagPageView> {
  const works = await worksUnder(db, actor, await tagFamily(db, tag))
  const relatives = await tagRelatives(db, tag.id)
  const counts = await worksOfEach(
    db,
    actor,
    relatives.children.map((child) => child.id),
  )
  return {
    name: tag.name,
    kind: tag.kind,
    synonymOf: tag.synonymOf && tag.kind !== 'media' ? named(tag.kind, tag.synonymOf.name) : null,
    canonical: tag.canonical,
    works,
    parents: names(relatives.parents),
    metaTags: names(relatives.metaTags),
    subTags: names(relatives.subTags),
    synonyms: relatives.synonyms.map((other) => other.name),
    children: TAG_KINDS.flatMap((kind) => {
      const all = relatives.children
        .filter((child) => child.kind === kind)
        .map((child): TagCount => ({ name: child.name, works: counts.get(child.id) ?? 0 }))
        .filter((child) => child.works > 0)
        .sort((a, b) => b.works - a.works)
      return all.length ? [{ kind, tags: all.slice(0, CHILDREN_SHOWN), all: all.length }] : []
    }),
  }
}

const named = (kind: TagName['kind'], name: string): TagName => ({ kind, name, page: name })

const names = (relatives: readonly Relative[]): TagName[] =>
  relatives.flatMap(({ kind, name }) => (kind === 'media' ? [] : [named(kind, name)]))

async function worksUnder(db: Db, actor: Actor, family: readonly TagId[]): Promise<number> {
  const { rows } = await sql<{ works: number }>`
    select count(*)::int as works from works where ${listedFor(actor)}
      and works.id in (select work_id from work_tags where tag_id = any(${[...family]}::int[]))`.execute(db)
  return rows[0]?.works ?? 0
}

/** Works under each tag, its synonyms' included. */
export async function worksOfEach(db: Db, actor: Actor, ids: readonly TagId[]): Promise<Map<TagId, number>> {
  if (!ids.length) return new Map()
  const { rows } = await sql<{ id: TagId; works: number }>`
    select coalesce(tags.synonym_of, tags.id) as id, count(distinct works.id)::int as works
    from tags join work_tags on work_tags.tag_id = tags.id join works on works.id = work_tags.work_id
    where (tags.id = any(${[...ids]}::int[]) or tags.synonym_of = any(${[...ids]}::int[])) and ${listedFor(actor)}
    group by 1`.execute(db)
  return new Map(rows.map((row) => [row.id, row.works]))
}
