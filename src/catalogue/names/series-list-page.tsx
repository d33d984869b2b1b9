import { href, routes } from '../../routes.ts'
import { FeedInHead, FeedLink } from '../../web/feed-link.tsx'
import { Layout } from '../../web/layout.tsx'
import type { Page } from '../../web/page.ts'
import { t } from '../../web/say.ts'
import { sayWith } from '../../web/say-with.ts'
import { Pager } from '../pager.tsx'
import type { PagerView } from '../works-view.ts'
import type { PersonSeries } from './person-series.ts'
import { SeriesBlurb } from './series-blurb.tsx'

interface SeriesListProps {
  readonly page: Page
  readonly person: { readonly name: string; readonly href: string }
  readonly series: PersonSeries
  readonly pager: PagerView
}

/** All series of somebody, as this reader finds them. */
export const SeriesListPage = ({ page, person, series, pager }: SeriesListProps) => (
  <Layout
    page={page}
    title={t('Series by {name}', { name: person.name })}
    active="works"
    head={<FeedInHead feed={feedOf(person.name)} title={t('Feed of these series')} />}
  >
    <div class="page-head">
      <h2 class="heading">
        {sayWith('Series by {name}', {
          name: (
            <a href={person.href}>
              <bdi>{person.name}</bdi>
            </a>
          ),
        })}
      </h2>
      <p>{t('{n, plural, =0 {No series} one {# series} other {# series}}', { n: series.total })}</p>
    </div>
    {series.list.length > 0 && (
      <>
        <h3 class="landmark heading">{t('List of series')}</h3>
        <ol class="series index group">
          {series.list.map((one) => (
            <SeriesBlurb series={one} />
          ))}
        </ol>
      </>
    )}
    <Pager pager={pager} />
    <FeedLink feed={feedOf(person.name)} personal={null} title={t('Feed of these series')} />
  </Layout>
)

const feedOf = (name: string): string => href(routes.userSeriesFeed, { name })
