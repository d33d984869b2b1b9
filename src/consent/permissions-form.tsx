import type { Child } from 'hono/jsx'
import { Csrf, ErrorSummary, Field } from '../web/form.tsx'
import { Icon } from '../web/icons.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import { type Allowed, ANSWER_SIGNS, type Permissions, PermissionTable } from '../works/index.ts'

interface PermissionsFormProps {
  readonly page: Page
  readonly action: string
  readonly permissions: Permissions
  /** What holds where nothing is said, if that is known: the default of the pen names. */
  readonly otherwise?: Permissions
  /** What leaving an answer open means here. */
  readonly unsaidMeans: string
  readonly fault: string | undefined
  readonly children?: Child
}

/** A question a row, an answer a column; on a phone a card for each question. */
export function PermissionsForm(props: PermissionsFormProps) {
  const { page, action, permissions, otherwise, unsaidMeans, fault } = props
  return (
    <form method="post" action={action} class="permissions">
      <Csrf page={page} />
      <ErrorSummary faults={{ words: fault }} />
      <fieldset class="all-alike">
        <legend>{t('One answer to everything')}</legend>
        <div class="actions">
          <AllButton deed="all-yes" answer="yes" says={t('Yes to all')} />
          <AllButton deed="all-ask" answer="ask" says={t('Ask first about all')} />
          <AllButton deed="all-no" answer="no" says={t('No to all')} />
        </div>
        <p class="hint">{t('It is saved at once; your own words below are kept with it.')}</p>
      </fieldset>
      <PermissionTable caption={t('Or an answer to each')} {...{ permissions, otherwise }} />
      <p class="hint">{unsaidMeans}</p>
      <Field
        name="words"
        label={t('In your own words')}
        hint={t(
          'Conditions, exceptions, where to ask. Shown beside the answers, and written into downloads.',
        )}
        value={permissions.words}
        rows={5}
        fault={fault}
      />
      <div class="actions">
        <button type="submit" class="first" name="deed" value="save">
          {t('Save')}
        </button>
        {props.children}
      </div>
    </form>
  )
}

const AllButton = (props: { readonly deed: string; readonly answer: Allowed; readonly says: string }) => (
  <button type="submit" name="deed" value={props.deed}>
    <Icon name={ANSWER_SIGNS[props.answer]} />
    {props.says}
  </button>
)
