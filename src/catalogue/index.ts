export type { Browsing } from './browse.ts'
export { ContentsItem } from './contents-item.tsx'
export { CreatorHead, CreatorPage, type CreatorView } from './creator-page.tsx'
export { FacetPage } from './facet-page.tsx'
export type { FacetPageView } from './facet-page-view.ts'
export { fandomsListed, UNSORTED } from './fandoms.ts'
export { type FandomGroup, MediaPage, type MediaPageView } from './media-page.tsx'
export { type Catalogue, openCatalogue } from './memory/open.ts'
export { Pager } from './pager.tsx'
export { wishedBy } from './saved/wished-by.ts'
export { SearchPage } from './search-page.tsx'
export type { SearchPageView } from './search-page-view.ts'
export { SeriesPage, type SeriesPageView } from './series-page.tsx'
export { type TagCount, TagPage, type TagPageView } from './tag-page.tsx'
export { WorksPage } from './works-page.tsx'
export type {
  ActiveFilter,
  PagerView,
  WorksFilters,
  WorksListView,
  WorksOf,
  WorksOrder,
} from './works-view.ts'
