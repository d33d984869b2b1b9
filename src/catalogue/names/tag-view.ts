import type { TagId } from '../../core/ids.ts'
import { TAG_KINDS, type TagKind } from '../../core/values.ts'
import { type FoundTag, type Relative, tagRelatives } from '../../tags/index.ts'
import type { TagName } from '../../works/index.ts'
import type { Browsing } from '../browse.ts'
import { readerIn } from '../reader-in.ts'
import { tagCounts } from './tag-counts.ts'
import type { TagCount, TagPageView } from './tag-page.tsx'

const CHILDREN_SHOWN = 100
/** Of more children than these, only those are counted that stand on most works together with their parent. */
const CHILDREN_COUNTED = 500
/** Of each kind, of what is most frequent there: among it are the children to show. */
const CHILDREN_LOOKED_AT = 2_000

/** A tag's own page, for a reader who may know of it (known-tag.ts); `page` is the name its list of works has. */
export async function tagView(browsing: Browsing, tag: FoundTag, page: string): Promise<TagPageView> {
  const id = tag.synonymOf?.id ?? tag.id
  const relatives = await tagRelatives(browsing.db, tag.id)
  const among = inUse(browsing, tag, relatives.children)
  const works = await tagCounts(
    browsing,
    [id, ...likeliest(among)].map((id) => ({ id, synonym: false })),
  )
  return {
    name: tag.name,
    page,
    kind: tag.kind,
    synonymOf: tag.synonymOf && { name: tag.synonymOf.name, page: tag.synonymOf.name },
    canonical: tag.canonical,
    banned: tag.banned,
    works: works.get(id) ?? 0,
    parents: names(relatives.parents),
    media: relatives.parents.filter(({ kind }) => kind === 'media').map(({ name }) => name),
    metaTags: names(relatives.metaTags),
    subTags: names(relatives.subTags),
    synonyms: relatives.synonyms.map((other) => other.name),
    children: TAG_KINDS.flatMap((kind) => {
      const all = among.filter((child) => child.kind === kind && works.get(child.id) !== 0)
      const tags = all
        .map((child): TagCount => ({ name: child.name, works: works.get(child.id) ?? 0 }))
        .filter((child) => child.works > 0)
        .sort((a, b) => b.works - a.works)
        .slice(0, CHILDREN_SHOWN)
      const placed = relatives.children.filter((child) => child.kind === kind).length
      return tags.length ? [{ kind, tags, all: among === relatives.children ? all.length : placed }] : []
    }),
  }
}

const named = (kind: TagName['kind'], name: string): TagName => ({ kind, name, page: name })

const names = (relatives: readonly Relative[]): TagName[] =>
  relatives.flatMap(({ kind, name }) => (kind === 'media' ? [] : [named(kind, name)]))

/** Few children are all looked at; of many, those on works under their parent, the most frequent there first. */
function inUse(browsing: Browsing, parent: FoundTag, children: readonly Relative[]): readonly Relative[] {
  const index = browsing.catalogue.index()
  if (!index || children.length <= CHILDREN_COUNTED) return children
  const facets = TAG_KINDS.map((of) => ({ of, top: CHILDREN_LOOKED_AT }))
  const reader = readerIn(browsing)
  const found = index.ask({ reader, filter: { tag: parent.id }, limit: 0, facets })
  const known = new Map(children.map((child) => [Number(child.id), child]))
  return found.facets.flatMap((counts) => counts.flatMap(({ value }) => known.get(Number(value)) ?? []))
}

function likeliest(children: readonly Relative[]): TagId[] {
  if (children.length <= CHILDREN_COUNTED) return children.map(({ id }) => id)
  const kinds = Map.groupBy(children, ({ kind }): TagKind | 'media' => kind)
  return [...kinds.values()].flatMap((those) => those.slice(0, 2 * CHILDREN_SHOWN).map(({ id }) => id))
}
