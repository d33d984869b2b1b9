import type { SeriesId } from '../../core/ids.ts'
import { BundleForm } from '../../export/index.ts'
import { MarkForm, MarkMenu, PlacesHere, PlaceUnder, type ReadAmong } from '../../library/index.ts'
import { href, routes } from '../../routes.ts'
import { FeedInHead, FeedLink, personalFeedAt } from '../../web/feed-link.tsx'
import { Layout } from '../../web/layout.tsx'
import type { Page } from '../../web/page.ts'
import { count, day, isoDay, t } from '../../web/say.ts'
import { sayWith } from '../../web/say-with.ts'
import { stat } from '../../web/stat.tsx'
import { Blurb, type Byline, Creators, theirWords, type WorkBlurb } from '../../works/index.ts'
import { Pager } from '../pager.tsx'
import type { PagerView } from '../works-view.ts'

export interface SeriesPageView {
  readonly id: SeriesId
  readonly title: string
  readonly creators: readonly Byline[]
  readonly begun: Date
  readonly updated: Date
  /** Clean HTML. */
  readonly description: string
  /** Clean HTML. */
  readonly notes: string
  /** Of the works this reader may see. */
  readonly words: number
  readonly works: number
  readonly complete: boolean
  /** The reader keeps it: they may edit it. */
  readonly own: boolean
  /** In the series' order. */
  readonly list: readonly WorkBlurb[]
  /** What a member did with them. */
  readonly read?: ReadAmong
  readonly pager: PagerView
}

export function SeriesPage({ page, series }: { readonly page: Page; readonly series: SeriesPageView }) {
  return (
    <Layout page={page} title={series.title} active="works" head={<FeedInHead feed={feedOf(series)} />}>
      <div class="page-head">
        <p class="kind">{t('Series')}</p>
        <h2 class="heading">
          <bdi>{series.title}</bdi>
        </h2>
        <p class="byline">
          {sayWith('by\u00A0{creators}', { creators: <Creators creators={series.creators} /> })}
        </p>
        {series.own && <Deeds id={series.id} />}
      </div>
      <div class="shelf">
        <div>
          <h3 class="landmark heading">{t('Works in this series')}</h3>
          <ol class="series work index group">
            {series.list.map((work) => (
              <Blurb work={work}>
                <PlaceUnder work={work.id} begun={series.read?.begun} />
                <MarkMenu work={work} marks={series.read?.marks} />
              </Blurb>
            ))}
          </ol>
          <MarkForm csrf={page.csrf} back={page.path} marks={series.read?.marks} />
          <Pager pager={series.pager} />
          <BundleForm page={page} of="series" which={String(series.id)} />
          <FeedLink feed={feedOf(series)} personal={personalFeedAt(page.actor, feedOf(series))} />
          <PlacesHere page={page} slot="lines" />
        </div>
        <SeriesMeta series={series} />
      </div>
    </Layout>
  )
}

const Deeds = ({ id }: { readonly id: SeriesId }) => (
  <ul class="actions">
    <li>
      <a class="button" href={href(routes.editSeries, { seriesId: id })}>
        {t('Edit')}
      </a>
    </li>
    <li>
      <a class="button" href={href(routes.manageSeries, { seriesId: id })}>
        {t('Order its works')}
      </a>
    </li>
  </ul>
)

const feedOf = ({ id }: SeriesPageView): string => href(routes.seriesFeed, { file: `${id}.atom` })

const SeriesMeta = ({ series }: { readonly series: SeriesPageView }) => (
  <aside class="series-about" aria-label={t('About this series')}>
    {series.description && (
      <blockquote class="userstuff summary">{theirWords(series.description, 3)}</blockquote>
    )}
    <dl class="stats">
      {stat('begun', t('Begun'), <time datetime={isoDay(series.begun)}>{day(series.begun)}</time>)}
      {stat('updated', t('Updated'), <time datetime={isoDay(series.updated)}>{day(series.updated)}</time>)}
      {stat('words', t('Words'), count(series.words))}
      {stat('works', t('Works'), count(series.works))}
      {stat('complete', t('Complete'), series.complete ? t('Yes') : t('No'))}
    </dl>
    {series.notes && (
      <section class="notes module">
        <h3 class="heading">{t('Notes')}</h3>
        <blockquote class="userstuff">{theirWords(series.notes, 3)}</blockquote>
      </section>
    )}
  </aside>
)
