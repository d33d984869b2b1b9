import { href, routes } from '../routes.ts'
import { Csrf } from '../web/form.tsx'
import { Layout, Script } from '../web/layout.tsx'
import { NoticeBox } from '../web/notice.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'
import type { OwnSeries } from '../works/index.ts'
import { SeriesDeeds, SeriesLink } from './series-edit-page.tsx'

interface ManageSeriesProps {
  readonly page: Page
  readonly series: OwnSeries
  /** As they were sent, where they could not be taken. */
  readonly typed: Readonly<Record<string, string>>
  readonly fault: string | undefined
}

/** The order of the parts, by numbers; with script they can be dragged, or moved by the keys. */
export function ManageSeriesPage({ page, series, typed, fault }: ManageSeriesProps) {
  return (
    <Layout
      page={{ ...page, robots: false }}
      title={t('Order the works of {title}', { title: series.title })}
      active="works"
      head={<Script name="order.js" />}
    >
      <div class="page-head">
        <h2 class="heading">
          {sayWith('Order the works of {title}', { title: <SeriesLink series={series} /> })}
        </h2>
        <p>{t('Give each a number; they are put in that order and counted anew from one.')}</p>
        <SeriesDeeds id={series.id} here="manage" />
      </div>
      {fault && (
        <NoticeBox kind="error">
          <p>{fault}</p>
        </NoticeBox>
      )}
      <form method="post" action={href(routes.manageSeries, { seriesId: series.id })}>
        <Csrf page={page} />
        <ol class="order" data-order data-grip={t('Move')}>
          {series.parts.map((part) => (
            <Part part={part} typed={typed} />
          ))}
        </ol>
        <p class="actions">
          <button class="first" type="submit">
            {t('Save the order')}
          </button>
        </p>
      </form>
    </Layout>
  )
}

function Part({
  part,
  typed,
}: { readonly part: OwnSeries['parts'][number] } & Pick<ManageSeriesProps, 'typed'>) {
  const name = `place_${part.id}`
  return (
    <li>
      <label for={name} class="said">
        {t('Part')} {part.title}
      </label>
      <input
        id={name}
        name={name}
        inputmode="numeric"
        autocomplete="off"
        size={4}
        maxlength={6}
        value={typed[name] ?? String(part.position)}
      />
      <a class="what" href={href(routes.work, { workId: part.id })}>
        <bdi>{part.title}</bdi>
      </a>
      <label class="choice">
        <input type="checkbox" name={`out_${part.id}`} checked={Boolean(typed[`out_${part.id}`])} />
        <span>
          {t('Take it out')}
          <span class="said"> {part.title}</span>
        </span>
      </label>
    </li>
  )
}

/** Before it is gone. */
export const DeleteSeriesPage = ({ page, series }: Pick<ManageSeriesProps, 'page' | 'series'>) => (
  <Layout
    page={{ ...page, robots: false }}
    title={t('Delete the series {title}', { title: series.title })}
    active="works"
  >
    <div class="page-head">
      <h2 class="heading">
        {sayWith('Delete the series {title}', { title: <SeriesLink series={series} /> })}
      </h2>
      <p>
        {t('Its works stay; only the series is gone, with what it says of itself. This cannot be undone.')}
      </p>
    </div>
    <form method="post" action={href(routes.deleteSeries, { seriesId: series.id })}>
      <Csrf page={page} />
      <p class="actions">
        <button class="grave" type="submit">
          {t('Delete the series')}
        </button>
        <a class="button" href={href(routes.editSeries, { seriesId: series.id })}>
          {t('Keep it')}
        </a>
      </p>
    </form>
  </Layout>
)
