export type { Browsing } from './browse.ts'
export { ContentsItem } from './contents-item.tsx'
export { FacetPage } from './facet-page.tsx'
export type { FacetPageView } from './facet-page-view.ts'
export { type Catalogue, openCatalogue } from './memory/open.ts'
export { CreatorHead, CreatorPage, type CreatorView } from './names/creator-page.tsx'
export { fandomsListed, UNSORTED } from './names/fandoms.ts'
export { type FandomGroup, MediaPage, type MediaPageView } from './names/media-page.tsx'
export { SeriesPage, type SeriesPageView } from './names/series-page.tsx'
export { type TagCount, TagPage, type TagPageView } from './names/tag-page.tsx'
export { Pager } from './pager.tsx'
export { hiddenFor, wishedBy } from './saved/wished-by.ts'
export { SearchPage } from './search-page.tsx'
export type { SearchPageView } from './search-page-view.ts'
export { WorksPage } from './works-page.tsx'
export type {
  ActiveFilter,
  PagerView,
  WorksFilters,
  WorksListView,
  WorksOf,
  WorksOrder,
} from './works-view.ts'
