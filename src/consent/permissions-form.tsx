import type { Child } from 'hono/jsx'
import { Csrf, ErrorSummary, Field } from '../web/form.tsx'
import { Icon } from '../web/icons.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import {
  type Allowed,
  ANSWER_SIGNS,
  answerName,
  PERMISSION_KINDS,
  type Permissions,
  permissionName,
} from '../works/index.ts'

type Permission = (typeof PERMISSION_KINDS)[number]

export const ANSWERS = ['yes', 'ask', 'no', 'unsaid'] as const satisfies readonly Allowed[]

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
      <table class="table consent">
        <caption>{t('Or an answer to each')}</caption>
        <thead>
          <tr>
            <td />
            {ANSWERS.map((answer) => (
              <th scope="col">{answerName(answer)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {PERMISSION_KINDS.map((kind) => (
            <Row kind={kind} chosen={permissions[kind]} otherwise={otherwise?.[kind] ?? 'unsaid'} />
          ))}
        </tbody>
      </table>
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

interface RowProps {
  readonly kind: Permission
  readonly chosen: Allowed
  readonly otherwise: Allowed
}

function Row({ kind, chosen, otherwise }: RowProps) {
  const said = chosen === 'unsaid' && otherwise !== 'unsaid'
  return (
    <tr>
      <th scope="row">
        <span class="of">{DEEDS[kind].name()}</span>
        <span class="hint">{DEEDS[kind].hint()}</span>
        {said && <span class="hint">{t('By default: {answer}.', { answer: answerName(otherwise) })}</span>}
      </th>
      {ANSWERS.map((answer) => (
        <td class={answer}>
          <label>
            <input
              type="radio"
              name={kind}
              value={answer}
              checked={answer === chosen}
              aria-label={t('{thing}: {answer}', {
                thing: permissionName(kind),
                answer: answerName(answer),
              })}
            />
            <span aria-hidden="true">
              <Icon name={ANSWER_SIGNS[answer]} inline /> {answerName(answer)}
            </span>
          </label>
        </td>
      ))}
    </tr>
  )
}

const DEEDS: Readonly<Record<Permission, { readonly name: () => string; readonly hint: () => string }>> = {
  download: {
    name: () => t('Download'),
    hint: () => t('No removes the files for everyone but its creators.'),
  },
  translation: { name: () => t('Translate'), hint: () => t('Into another language, posted with credit.') },
  podfic: { name: () => t('Podfic'), hint: () => t('Read aloud and recorded.') },
  remix: { name: () => t('Remix'), hint: () => t('A work of one’s own built on yours.') },
  print: { name: () => t('Print and bind'), hint: () => t('A book for a shelf, not for sale.') },
  copy: { name: () => t('Copy to another archive'), hint: () => t('The whole work, on another site.') },
  machines: {
    name: () => t('Use by machines'),
    hint: () => t('Training and feeding AI. Anything but yes is told to crawlers as a no.'),
  },
}
