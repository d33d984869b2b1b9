import { routes } from '../../routes.ts'
import { t } from '../../web/say.ts'
import { address } from '../address.ts'

interface FeedProps {
  readonly feed: string | null
}

/** For `<head>`: where a feed reader looks. */
export const FeedInHead = ({ feed }: FeedProps) =>
  feed && <link rel="alternate" type="application/atom+xml" href={feed} title={t('Feed of these works')} />

/** The same for people. */
export const FeedLink = ({ feed }: FeedProps) =>
  feed && (
    <p class="feed">
      <a href={feed} type="application/atom+xml">
        {t('Feed of these works')}
      </a>
    </p>
  )

/** A list's own address, with what is asked of it, as a feed; null for lists that have none: a reader's own shelf. */
export function feedAddress(path: string, search: URLSearchParams): string | null {
  const feed = feedPath(path)
  return feed && address(feed, search, (query) => query.delete('ui'))
}

function feedPath(path: string): string | null {
  if (path === routes.works) return routes.worksFeed
  if (/^\/users\/[^/]+\/(?:library|readings)\b/.test(path)) return null
  const [of] = /^\/(?:tags|creators|languages|users|pens)\/[^/]+(?:\/pseuds\/[^/]+)?/.exec(path) ?? []
  return of ? `${of}/works.atom` : null
}
