import { href, routes } from '../../src/routes.ts'
import { canary, type Field } from './canaries.ts'
import type { Place } from './expected.ts'
import type { Archive, Made } from './works.ts'

export interface Surface {
  readonly place: Place
  readonly path: string
}

const at = (place: Place, ...paths: readonly string[]): Surface[] => paths.map((path) => ({ place, path }))

/** Where a work is read, or taken along. */
export function surfacesOfWork({ id, chapter, draftChapter }: Made): Surface[] {
  return at(
    'work',
    `/works/${id}`,
    `/works/${id}?view_adult=true`,
    `/works/${id}?view_full_work=true&view_adult=true`,
    `/works/${id}/chapters/${chapter}?view_adult=true`,
    `/works/${id}/chapters/${draftChapter}?view_adult=true`,
    `/works/${id}/navigate`,
    `/works/${id}/navigate?view_adult=true`,
    `/downloads/${id}/x.html`,
    `/downloads/${id}/x.epub`,
    `/api/v1/works/${id}`,
    `/opds/v1.2/works/${id}`,
    `/opds/v2/works/${id}`,
  )
}

/** Where its tags, its series and its creators lead. */
export function surfacesAround(work: Made): Surface[] {
  const c = (field: Field): string => canary(work.number, field)
  const tags = (['fandom', 'relationship', 'character', 'freeform'] as const).map(c)
  const names = { name: c('account') }
  const pen = { ...names, pseud: c('pen') }
  return [
    ...at('work', ...tags.map((name) => href(routes.tag, { name }))),
    ...at('list', ...tags.map((name) => href(routes.tagWorks, { name }))),
    ...at(
      'list',
      href(routes.tagFeed, { name: c('fandom') }),
      href(routes.tagFeedAo3, { name: c('freeform') }),
    ),
    ...at('work', href(routes.apiTag, { kind: 'fandom', name: c('fandom') })),
    ...at('series', `/series/${work.series}`, `/series/${work.series}.atom`),
    ...at('person', href(routes.user, names), href(routes.userWorks, names), href(routes.userFeed, names)),
    ...at('person', href(routes.pseud, pen), href(routes.pseudWorks, pen), href(routes.pseudFeed, pen)),
    ...at('person', href(routes.creator, { name: c('pen') }), href(routes.creatorFeed, { name: c('pen') })),
    ...at(
      'shelf',
      href(routes.library, names),
      href(routes.ownFilters, names),
      href(routes.ownHidden, names),
    ),
    ...at('list', href(routes.gifts, names), href(routes.giftsTo, {}, { recipient: c('recipient') })),
    ...at('shelf', href(routes.relatedWorks, names), href(routes.creatorships, names)),
    ...at('own-series', `/series/${work.series}/edit`, `/series/${work.series}/manage`),
    ...at('own-series', `/series/${work.series}/confirm_delete`),
    ...at('shelf', `/works/${work.id}/leave`),
    ...at('list', `/works?tag=fandom:${c('fandom')}`, `/works?any=${c('character')}&q=${c('chtext')}`),
    ...at('list', `/works?creator=${c('pen')}`, `/works?q=creator:${c('account')}`),
    ...at('list', `/works?not=${c('freeform')}`, `/works?q=${c('drtext')}`),
    ...at('list', `/autocomplete/tag?term=${canary(work.number, 'fandom').slice(0, 4)}`),
    // A kept copy's own series is there for whoever keeps it, as its page and its feed are.
    ...at('series', `/opds/v1.2/series/${work.series}`),
    ...at('list', `/opds/v2/works?tag=fandom:${c('fandom')}`),
    ...at('list', `/opds/v2/search?query=${c('chtext')}`, `/opds/v1.2/search?author=${c('pen')}`),
    ...at('shelf', '/opds/v1.2/library', '/opds/v2/shelves', '/opds/v2/filters'),
  ]
}

const SEARCHED: readonly Field[] = [
  ...(['title', 'pen', 'account', 'copen', 'chpen', 'origin', 'summary', 'notes', 'endnotes'] as const),
  ...(['chtitle', 'chnotes', 'chtext', 'drtitle', 'drtext', 'series', 'recipient', 'collection'] as const),
  ...(['fandom', 'mail'] as const),
]

/** A question holds so many words and no more. */
export const inParts = (numbers: readonly number[]): number[][] =>
  Array.from({ length: Math.ceil(numbers.length / 30) }, (_, at) => numbers.slice(at * 30, at * 30 + 30))

/** Lists of everything. Words of one field of all works are looked for at once. */
export function surfacesOfAll({ works, hub, together }: Archive): Surface[] {
  const some = inParts(works.map(({ number }) => number))
  const anyOf = some.map((part) => part.map((number) => `any=${canary(number, 'fandom')}`).join('&'))
  const searched = SEARCHED.flatMap((field) =>
    some.map((part) => encodeURIComponent(part.map((number) => canary(number, field)).join(' or '))),
  )
  return [
    ...at('list', '/', '/about', '/works', '/works?sort=title', '/works?sort=creator', '/works?q=qz*'),
    ...at('list', ...searched.flatMap((q) => [`/works?q=${q}`, `/api/v1/works?per_page=100&q=${q}`])),
    ...at('list', ...anyOf.map((any) => `/works?${any}`), '/api/v1/works?per_page=100'),
    ...at('list', '/works?facet=fandom', '/works?facet=character', '/works?facet=freeform&facet_q=qz'),
    ...at('list', '/works?facet=relationship', '/works/search', '/works.atom', '/works.atom?q=qz*'),
    ...at('list', '/opds', '/opds/v2', '/opds/v1.2/works?sort=title', '/opds/v2/works?q=qz*'),
    ...at('list', '/opds/v1.2/fandoms', '/opds/v2/fandoms?letter=Q', '/opds/v2/languages'),
    ...at('list', ...[2, 3, 4].flatMap((n) => [`/opds/v1.2/works?page=${n}`, `/opds/v2/works?page=${n}`])),
    ...at('list', `/opds/v1.2/series/${together}`, `/opds/v2/series/${together}`),
    ...at('nowhere', '/opds/search.xml', '/opds/authentication.json'),
    ...at('list', '/languages', '/languages/en/works', '/languages/en/works.atom'),
    ...at('list', '/media.atom', '/media', '/media?q=qz', '/media/Uncategorized Fandoms/fandoms'),
    ...at('work', '/tags/search?name=qz*', '/tags/search?name=qz*&sort=uses', '/api/v1/tags?name=qz*'),
    ...at('person', '/people/search?name=qz*', '/people/search?any=qz*'),
    ...at(
      'person',
      `/people/search?fandom=${works.map(({ number }) => canary(number, 'fandom')).slice(0, 10)}`,
    ),
    ...at(
      'list',
      ...['tag', 'fandom', 'relationship', 'character', 'freeform'].map((k) => `/autocomplete/${k}?term=qz`),
    ),
    ...at(
      'beside',
      `/works/${hub}`,
      `/downloads/${hub}/x.html`,
      `/downloads/${hub}/x.epub`,
      `/api/v1/works/${hub}`,
    ),
    ...at(
      'nowhere',
      `/series/${together}/edit`,
      `/series/${together}/manage`,
      '/users/hubwriter/related_works',
    ),
    ...at('series', `/series/${together}`, `/series/${together}.atom`),
    ...at(
      'nowhere',
      '/works/999999',
      '/users/login',
      '/settings/reading',
      '/settings/filters',
      '/settings/hidden',
    ),
    ...at(
      'nowhere',
      '/robots.txt',
      '/sitemap.xml',
      '/api/v1/openapi.json',
      '/admin/decisions',
      '/works/import',
    ),
  ]
}
