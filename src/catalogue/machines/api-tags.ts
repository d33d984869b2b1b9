import { href, routes } from '../../routes.ts'
import type { FoundTag, Kind } from '../../tags/index.ts'
import { address } from '../address.ts'
import type { Browsing } from '../browse.ts'
import { nameAsAsked } from '../names/known-tag.ts'
import { tagSearch } from '../names/tag-search.ts'
import { tagView } from '../names/tag-view.ts'
import type { TagHeadShape, TagShape, TagsPageShape } from './api-shapes.ts'

const ASKED = ['name', 'kind', 'sort', 'order', 'page'] as const

/** GET /api/v1/tags: all words of `name` begin words of the tag's. */
export async function tagsPage(
  browsing: Browsing,
  base: string,
  given: URLSearchParams,
): Promise<TagsPageShape> {
  const search = new URLSearchParams(
    Object.fromEntries(ASKED.map((param) => [param, given.get(param) ?? ''])),
  )
  const { total, tags, pager } = await tagSearch(browsing, routes.apiTags, search)
  const { page, pages } = pager ?? { page: 1, pages: 1 }
  const to = (n: number): string =>
    base + address(routes.apiTags, search, (query) => query.set('page', String(n)))
  return {
    ...{ total, page, pages },
    previous: page > 1 ? to(page - 1) : null,
    next: page < pages ? to(page + 1) : null,
    tags: (tags ?? []).map(({ name, kind, canonical, synonymOf, works }) => ({
      ...{ name, kind, canonical, synonym_of: synonymOf, works },
      url: addressOf(base, kind, name),
    })),
  }
}

const addressOf = (base: string, kind: Kind, name: string): TagShape['url'] =>
  base + href(routes.apiTag, { kind, name })

/** GET /api/v1/tags/:kind/:name, of a tag that whoever asks may know of. */
export async function tagHead(browsing: Browsing, base: string, tag: FoundTag): Promise<TagHeadShape> {
  const view = await tagView(browsing, tag, nameAsAsked(tag.name, tag))
  const { name, kind, canonical, works, metaTags, subTags } = view
  const relatives = (tags: typeof metaTags) => tags.map(({ kind, name }) => ({ kind, name }))
  return {
    ...{ name, kind, canonical, works },
    synonym_of: tag.synonymOf?.name ?? null,
    url: addressOf(base, kind, name),
    parents: [...view.media.map((name) => ({ kind: 'media' as const, name })), ...relatives(view.parents)],
    meta_tags: relatives(metaTags),
    sub_tags: relatives(subTags),
    synonyms: [...view.synonyms],
    children: Object.fromEntries(
      view.children.map(({ kind, tags }) => [kind, tags.map(({ name, works }) => ({ name, works }))]),
    ),
  }
}
