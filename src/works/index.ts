export { Blurb } from './blurb.tsx'
export { Creators } from './byline.tsx'
export {
  type Allowed,
  type Audience,
  type ChapterRecord,
  type ImportFormat,
  type ImportReport,
  NOTHING_SAID,
  type Origin,
  PERMISSION_KINDS,
  type Permissions,
  type RelatedWork,
  type SeriesPlace,
  type WorkRecord,
} from './record.ts'
export { RequiredTags } from './required-tags.tsx'
export { BlurbTags, TagLink, TagLinks, tagHref } from './tag-links.tsx'
export { ownLanguage, textLanguage } from './text-language.ts'
export { categoryName, ratingName, warningName } from './value-names.ts'
export type {
  Byline,
  ChapterPlace,
  ChapterText,
  Passage,
  SeriesNeighbours,
  Statement,
  TagName,
  WorkBlurb,
  WorkHead,
  WorkPageView,
} from './views.ts'
export { chapterCount, workBrief } from './work-brief.ts'
