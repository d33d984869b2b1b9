import type { Actor } from '../core/actor.ts'
import { href, routes } from '../routes.ts'
import { OpdsInHead } from './opds-in-head.tsx'
import { t } from './say.ts'

interface FeedInHeadProps {
  readonly feed: string | null
  readonly title?: string
  /** See OpdsInHead. */
  readonly search?: URLSearchParams | undefined
}

/** For `<head>`: where a feed reader looks, and an e-reader. */
export const FeedInHead = ({ feed, title = t('Feed of these works'), search }: FeedInHeadProps) => (
  <>
    {feed && <link rel="alternate" type="application/atom+xml" href={feed} title={title} />}
    <OpdsInHead search={search} />
  </>
)

interface FeedLinkProps {
  readonly feed: string | null
  /** Where a member makes an address of it that a feed reader may read as they may; null for guests. */
  readonly personal: string | null
  readonly title?: string
}

/** The same for people. */
export const FeedLink = ({ feed, personal, title = t('Feed of these works') }: FeedLinkProps) =>
  feed && (
    <p>
      <a href={feed} type="application/atom+xml">
        {title}
      </a>
      {personal && (
        <>
          {t(', ')}
          <a href={personal} rel="nofollow">
            {t('a personal address for it')}
          </a>
        </>
      )}
    </p>
  )

export const personalFeedAt = (actor: Actor, feed: string | null): string | null =>
  actor.type === 'member' && feed ? href(routes.devices, {}, { feed }) : null
