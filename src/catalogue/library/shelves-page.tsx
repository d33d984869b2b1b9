import { href, routes } from '../../routes.ts'
import { Csrf, ErrorSummary, Field } from '../../web/form.tsx'
import { OwnPage } from '../../web/own-page.tsx'
import type { Page } from '../../web/page.ts'
import { t } from '../../web/say.ts'
import { SHELF_NAME, type Shelf, type ShelfOutcome } from '../../works/index.ts'

interface ShelvesPageProps {
  readonly page: Page
  readonly name: string
  readonly shelves: readonly Shelf[]
  readonly failed?:
    | {
        readonly outcome: Exclude<ShelfOutcome, 'done' | 'no-such-shelf'>
        readonly form: Readonly<Record<string, string>>
      }
    | undefined
}

/** Where a reader makes, names and takes away shelves. */
export function ShelvesPage({ page, name, shelves, failed }: ShelvesPageProps) {
  const action = href(routes.shelves, { name })
  const fault = failed && FAULTS[failed.outcome]()
  const adding = failed?.form.deed === 'add' ? failed : undefined
  return (
    <OwnPage
      page={page}
      title={t('Your shelves')}
      active="library"
      lead={t('A kept copy can stand on several shelves, or on none. Nobody but you sees them.')}
    >
      <ErrorSummary faults={{ [adding ? 'name' : `name-${failed?.form.shelf}`]: fault }} />
      <form method="post" action={action} class="new-shelf">
        <Csrf page={page} />
        <Field
          name="name"
          label={t('A new shelf')}
          value={adding?.form.name}
          fault={adding && fault}
          maxlength={SHELF_NAME.most}
          needed="of-course"
        />
        <button type="submit" class="first" name="deed" value="add">
          {t('Make it')}
        </button>
      </form>
      <ul class="shelf-list">
        {shelves.map((shelf) => (
          <ShelfForm
            {...{ page, action, shelf }}
            failed={!adding && failed?.form.shelf === String(shelf.id) ? failed.form.name : undefined}
            fault={fault}
          />
        ))}
      </ul>
      <p>
        <a href={href(routes.library, { name })}>{t('Your library')}</a>
      </p>
    </OwnPage>
  )
}

interface ShelfFormProps {
  readonly page: Page
  readonly action: string
  readonly shelf: Shelf
  /** What was typed, where it could not be taken. */
  readonly failed: string | undefined
  readonly fault: string | undefined
}

function ShelfForm({ page, action, shelf, failed, fault }: ShelfFormProps) {
  const id = `f-name-${shelf.id}`
  return (
    <li>
      <form method="post" action={action}>
        <Csrf page={page} />
        <input type="hidden" name="shelf" value={shelf.id} />
        <label class="said" for={id}>
          {t('Name of the shelf {name}', { name: shelf.name })}
        </label>
        <input
          {...{ id, name: 'name', required: true, maxlength: SHELF_NAME.most, dir: 'auto' }}
          value={failed ?? shelf.name}
          aria-invalid={failed === undefined ? undefined : 'true'}
          aria-describedby={failed === undefined ? undefined : `${id}-fault`}
        />
        <button type="submit" name="deed" value="rename">
          {t('Rename')}
        </button>
        <button type="submit" class="grave" name="deed" value="remove" formnovalidate>
          {t('Take away')}
        </button>
        {failed !== undefined && (
          <p class="fault" id={`${id}-fault`}>
            {fault}
          </p>
        )}
        <p class="hint">
          {t('{n, plural, one {# copy stands on it} other {# copies stand on it}}', { n: shelf.works })}
        </p>
      </form>
    </li>
  )
}

const FAULTS = {
  'no-name': () => t('A shelf needs a name.'),
  'long-name': () =>
    t('That name is too long: a shelf’s has at most {n, plural, one {# letter} other {# letters}}.', {
      n: SHELF_NAME.most,
    }),
  taken: () => t('There is a shelf of that name already.'),
  'too-many': () =>
    t('There are {n, plural, one {# shelf} other {# shelves}} already, and no room for more.', {
      n: SHELF_NAME.shelves,
    }),
} as const satisfies Record<string, () => string>
