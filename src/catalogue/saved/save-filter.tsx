import { routes } from '../../routes.ts'
import { Field, Tick } from '../../web/form.tsx'
import { t } from '../../web/say.ts'
import { sayWith } from '../../web/say-with.ts'
import type { ReaderView } from './reader-view.ts'

/** Above a list: its filters under a name for the next time, and the way to those that have one. */
export function SaveFilter({ reader }: { readonly reader: ReaderView | undefined }) {
  if (!reader) return null
  return (
    <div class="save-filter">
      <a href={reader.filtersAt}>{t('Saved filters')}</a>
      <Save reader={reader} />
    </div>
  )
}

function Save({ reader: { saving, csrf, back } }: { readonly reader: ReaderView }) {
  if (!saving) return null
  if (saving.savedAs !== null)
    return <p>{sayWith('Saved as {name}', { name: <bdi>{saving.savedAs}</bdi> })}</p>
  return (
    <details>
      <summary>{t('Save this filter')}</summary>
      <form method="post" action={routes.filters}>
        <input type="hidden" name="csrf" value={csrf} />
        <SaveFields query={saving.query} typed="" back={back} />
      </form>
    </details>
  )
}

interface SaveFieldsProps {
  readonly query: string
  readonly typed: string
  readonly back: string
  readonly usual?: boolean
  readonly fault?: string | undefined
}

export const SaveFields = ({ query, typed, back, usual = false, fault }: SaveFieldsProps) => (
  <>
    <input type="hidden" name="query" value={query} />
    <input type="hidden" name="back" value={back} />
    <Field
      name="name"
      label={t('Name of the filter')}
      value={typed}
      needed="of-course"
      autocomplete="off"
      fault={fault}
    />
    <Tick name="usual" checked={usual}>
      {t('Apply it to every list')}
    </Tick>
    <p class="actions">
      <button type="submit" name="deed" value="save" class="first">
        {t('Save')}
      </button>
    </p>
  </>
)
