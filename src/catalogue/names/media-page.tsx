import { href, routes } from '../../routes.ts'
import { FeedInHead, FeedLink } from '../../web/feed-link.tsx'
import { Rulings } from '../../web/icons.tsx'
import { Layout } from '../../web/layout.tsx'
import type { Page } from '../../web/page.ts'
import { count, t } from '../../web/say.ts'
import { Pager } from '../pager.tsx'
import type { PagerView } from '../works-view.ts'
import { type TagCount, TagCountItem } from './tag-page.tsx'

/** The archive's fandoms: by kind of media with the most used of each, or one medium's from A to Z. */
export interface MediaPageView {
  /** One medium's name, or null for all. */
  readonly medium: string | null
  /** What was typed into the filter. */
  readonly q: string
  /** Fandoms found. */
  readonly total: number
  /** Of one medium: to a letter of this page, or to its own. */
  readonly letters: readonly { readonly letter: string; readonly href: string; readonly here: boolean }[]
  readonly groups: readonly FandomGroup[]
  /** Null where all stand on one page. */
  readonly pager: PagerView | null
}

export interface FandomGroup {
  /** A medium's name, or a letter; '#' for what begins with none. */
  readonly heading: string
  readonly fandoms: readonly TagCount[]
  /** Fandoms of it in all. */
  readonly all: number
  /** Its own page, where it has one. */
  readonly href: string | null
}

export function MediaPage({ page, media }: { readonly page: Page; readonly media: MediaPageView }) {
  const byLetter = media.medium !== null
  return (
    <Layout
      page={page}
      title={media.medium ?? t('Fandoms')}
      active="fandoms"
      head={<FeedInHead feed={feedOf(media)} title={t('Feed of new fandoms')} />}
    >
      <div class="page-head">
        <h2 class="heading">{media.medium ?? t('Fandoms')}</h2>
        <p>{t('{n, plural, =0 {No fandoms} one {# fandom} other {# fandoms}}', { n: media.total })}</p>
        {!byLetter && <Elsewhere />}
      </div>
      <FandomFilter media={media} />
      {media.letters.length > 3 && <Letters letters={media.letters} />}
      {media.groups.length === 0 && <NoFandoms media={media} />}
      <div class={byLetter ? 'media-index by-letter' : 'media-index'}>
        {media.groups.map((group, at) => (
          <Group group={group} at={at} />
        ))}
      </div>
      {media.pager && <Pager pager={media.pager} />}
      <FeedLink feed={feedOf(media)} personal={null} title={t('Feed of new fandoms')} />
    </Layout>
  )
}

const feedOf = ({ medium }: MediaPageView): string =>
  medium === null ? routes.mediaFeed : href(routes.mediaFandomsFeed, { name: medium })

/** Other ways into the archive. */
const Elsewhere = () => (
  <ul class="actions">
    <li>
      <a href={routes.tagSearch}>{t('Search tags')}</a>
    </li>
    <li>
      <a href={routes.peopleSearch}>{t('Search people')}</a>
    </li>
    <li>
      <a href={routes.languages}>{t('Languages')}</a>
    </li>
  </ul>
)

const FandomFilter = ({ media }: { readonly media: MediaPageView }) => (
  <form
    class="fandom-filter"
    action={media.medium === null ? routes.media : href(routes.mediaFandoms, { name: media.medium })}
    role="search"
    aria-label={t('Fandoms')}
  >
    <label for="fandom-q">{t('Fandoms with')}</label>
    <div class="search">
      <input type="search" id="fandom-q" name="q" value={media.q} autocomplete="off" />
      <button type="submit">{t('Find')}</button>
    </div>
    {(media.q || media.medium !== null) && (
      <p class="actions">
        <a href={routes.media}>{t('All fandoms')}</a>
      </p>
    )}
  </form>
)

const Letters = ({ letters }: Pick<MediaPageView, 'letters'>) => (
  <nav aria-label={t('Letters')}>
    <ul class="letters">
      {letters.map(({ letter, href, here }) => (
        <li>
          <a href={href} aria-current={here ? 'page' : undefined}>
            {letter}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

const Group = ({ group, at }: { readonly group: FandomGroup; readonly at: number }) => (
  <section aria-labelledby={`group-${at}`}>
    <h3 id={`group-${at}`}>{group.href ? <a href={group.href}>{group.heading}</a> : group.heading}</h3>
    {group.all === 0 && <p class="hint">{t('No fandoms yet')}</p>}
    <ul class="tag-counts">
      {group.fandoms.map((tag) => (
        <TagCountItem tag={tag} />
      ))}
    </ul>
    {group.href && group.all > group.fandoms.length && (
      <p class="more">
        <a href={group.href}>{t('All {n} in {media}', { n: count(group.all), media: group.heading })}</a>
      </p>
    )}
  </section>
)

const NoFandoms = ({ media }: { readonly media: MediaPageView }) => (
  <div class="blank">
    <div>
      <h3>{media.q ? t('No fandom here has “{q}” in its name', { q: media.q }) : t('No fandoms yet')}</h3>
      <p>
        {media.q
          ? t('Fandoms are filed under the name most people use: try a part of it, or the creator’s name.')
          : t('A fandom stands here as soon as a work is posted in it.')}
      </p>
    </div>
    <Rulings />
  </div>
)
