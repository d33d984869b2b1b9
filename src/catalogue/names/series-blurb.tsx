import { href, routes } from '../../routes.ts'
import { count, day, t } from '../../web/say.ts'
import { sayList } from '../../web/say-with.ts'
import { stat } from '../../web/stat.tsx'
import { tagHref, theirWords } from '../../works/index.ts'
import type { SeriesBlurb as Series } from './person-series.ts'

/** A series in a list, with the names AO3 gives its parts. */
export const SeriesBlurb = ({ series }: { readonly series: Series }) => (
  <li id={`series_${series.id}`} class="series blurb group">
    <header class="header module">
      <h4 class="heading">
        <a href={href(routes.series, { seriesId: series.id })}>
          <bdi>{series.title}</bdi>
        </a>
      </h4>
      {series.fandoms.length > 0 && (
        <h5 class="fandoms heading">
          <span class="landmark">{t('Fandoms:')} </span>
          {sayList(series.fandoms.map(fandom), 'commas')}
        </h5>
      )}
      <p class="datetime">
        <time datetime={series.updated.toISOString()}>{day(series.updated)}</time>
      </p>
    </header>
    {series.summary && (
      <blockquote class="userstuff summary">
        {theirWords(series.summary, 6, `series-${series.id}`)}
      </blockquote>
    )}
    <dl class="stats">
      {stat('words', t('Words'), count(series.words))}
      {stat('works', t('Works'), count(series.works))}
    </dl>
  </li>
)

const fandom = (name: string) => (
  <a class="tag" href={tagHref(name)}>
    <bdi>{name}</bdi>
  </a>
)
