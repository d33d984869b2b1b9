import type { Child } from 'hono/jsx'
import type { SeriesId } from '../core/ids.ts'
import { LIMITS } from '../core/values.ts'
import { href, routes } from '../routes.ts'
import { CompleteScript } from '../web/complete-script.tsx'
import { Choice, Csrf, ErrorSummary, Field, type Sent } from '../web/form.tsx'
import { Layout } from '../web/layout.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import { sayList, sayWith } from '../web/say-with.ts'
import type { OwnSeries } from '../works/index.ts'
import { NamesField } from './names-field.tsx'

export type SeriesField = 'title' | 'summary' | 'notes' | 'complete' | 'coauthors'

interface EditSeriesProps {
  readonly page: Page
  readonly series: OwnSeries
  readonly sent: Sent<SeriesField>
}

/** What a series says of itself, and who keeps it. */
export function EditSeriesPage({ page, series, sent }: EditSeriesProps) {
  const { typed, faults } = sent
  const complete = typed.complete ? typed.complete === 'yes' : series.complete
  return (
    <Layout
      page={{ ...page, robots: false }}
      title={t('Edit the series {title}', { title: series.title })}
      active="works"
      head={<CompleteScript />}
    >
      <div class="page-head">
        <h2 class="heading">
          {sayWith('Edit the series {title}', { title: <SeriesLink series={series} /> })}
        </h2>
        <SeriesDeeds id={series.id} here="edit" />
      </div>
      <ErrorSummary faults={faults} />
      <form method="post" action={href(routes.editSeries, { seriesId: series.id })}>
        <Csrf page={page} />
        <Field
          name="title"
          label={t('Title')}
          needed
          maxlength={LIMITS.title}
          value={typed.title ?? series.title}
          fault={faults.title}
          autocomplete="off"
        />
        <Field
          name="summary"
          label={t('Description')}
          rows={4}
          value={typed.summary ?? series.summary}
          hint={t('At most {n} characters, with the HTML in it.', { n: LIMITS.summary })}
          fault={faults.summary}
        />
        <Field
          name="notes"
          label={t('Notes')}
          rows={4}
          value={typed.notes ?? series.notes}
          hint={t('At most {n} characters, with the HTML in it.', { n: LIMITS.notes })}
          fault={faults.notes}
        />
        <Choice
          name="complete"
          legend={t('Is it complete?')}
          inline
          chosen={complete ? 'yes' : 'no'}
          options={[
            { value: 'no', label: t('No') },
            { value: 'yes', label: t('Yes') },
          ]}
        />
        <Keepers series={series} sent={sent} />
        <p class="actions">
          <button class="first" type="submit">
            {t('Save')}
          </button>
        </p>
      </form>
    </Layout>
  )
}

function Keepers({ series, sent: { typed, faults } }: Omit<EditSeriesProps, 'page'>) {
  return (
    <>
      <NamesField
        name="coauthors"
        label={t('Invite others to keep it with you')}
        value={typed.coauthors}
        hint={t(
          'Pen names, commas between them. They are asked now, and can edit the series once they accept.',
        )}
        fault={faults.coauthors}
      />
      {series.keepers.length > 0 && (
        <p class="hint">
          {sayWith('Kept with you by {names}.', {
            names: <>{sayList(series.keepers.map((name) => <bdi>{name}</bdi>))}</>,
          })}
        </p>
      )}
      {series.asked.map(({ id, name }) => (
        <label class="choice">
          <input type="checkbox" name="uninvite" value={String(id)} />
          <span>{sayWith('Ask {name} no more', { name: <bdi>{name}</bdi> })}</span>
        </label>
      ))}
      {series.guest && (
        <p class="actions">
          <button type="submit" name="leave" value="yes" formnovalidate>
            {t('Keep this series no more')}
          </button>
        </p>
      )}
    </>
  )
}

export const SeriesLink = ({ series }: { readonly series: Pick<OwnSeries, 'id' | 'title'> }) => (
  <a href={href(routes.series, { seriesId: series.id })}>
    <bdi>{series.title}</bdi>
  </a>
)

/** From one of the pages of a series to the others. */
export function SeriesDeeds({
  id,
  here,
}: {
  readonly id: SeriesId
  readonly here: 'edit' | 'manage' | 'delete'
}) {
  const to = (which: typeof here, path: string, label: string): Child =>
    which !== here && (
      <li>
        <a class="button" href={path}>
          {label}
        </a>
      </li>
    )
  return (
    <ul class="actions">
      {to('edit', href(routes.editSeries, { seriesId: id }), t('Edit'))}
      {to('manage', href(routes.manageSeries, { seriesId: id }), t('Order its works'))}
      {to('delete', href(routes.deleteSeries, { seriesId: id }), t('Delete the series'))}
    </ul>
  )
}
