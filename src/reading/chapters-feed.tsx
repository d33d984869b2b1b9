import { href, routes } from '../routes.ts'
import { FeedInHead } from '../web/feed-link.tsx'
import { t } from '../web/say.ts'
import type { WorkBlurb } from '../works/index.ts'

/** For the head of a work's pages. What is not posted has none. */
export const ChaptersFeed = ({ work: { id, draft, hidden } }: { readonly work: WorkBlurb }) => (
  <FeedInHead
    feed={draft || hidden ? null : href(routes.workFeed, { file: `${id}.atom` })}
    title={t('Feed of the chapters')}
  />
)
