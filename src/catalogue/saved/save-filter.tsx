import { routes } from '../../routes.ts'
import { Field, Tick } from '../../web/form.tsx'
import { t } from '../../web/say.ts'
import { sayWith } from '../../web/say-with.ts'
import type { ReaderView } from './reader-view.ts'

/** Beside a list: its filters under a name, for the next time. */
export function SaveFilter({ reader }: { readonly reader: ReaderView | undefined }) {
  if (!reader?.saving) return null
  const { saving, csrf, filtersAt } = reader
  if (saving.savedAs !== null) {
    const name = (
      <a href={filtersAt}>
        <bdi>{saving.savedAs}</bdi>
      </a>
    )
    return <p class="save-filter">{sayWith('Saved as {name}', { name })}</p>
  }
  return (
    <details class="save-filter">
      <summary>{t('Save this filter')}</summary>
      <form method="post" action={routes.filters}>
        <input type="hidden" name="csrf" value={csrf} />
        <SaveFields query={saving.query} typed="" back={reader.back} />
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
