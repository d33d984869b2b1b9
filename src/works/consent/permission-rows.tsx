import { Icon } from '../../web/icons.tsx'
import { t } from '../../web/say.ts'
import { type Allowed, PERMISSION_KINDS, type Permissions } from '../record.ts'
import { ANSWER_SIGNS, answerName, permissionName } from './consent-line.tsx'

type Permission = (typeof PERMISSION_KINDS)[number]

const ANSWERS = ['yes', 'ask', 'no', 'unsaid'] as const satisfies readonly Allowed[]

interface PermissionTableProps {
  readonly caption: string
  readonly permissions: Permissions
  /** What holds where nothing is said, if that is known: the default of the pen names. */
  readonly otherwise?: Permissions | undefined
  /** Before the names of its fields, in a form that has others. */
  readonly prefix?: string
}

/** A question a row, an answer a column; on a phone a card for each question. */
export const PermissionTable = ({ caption, permissions, otherwise, prefix = '' }: PermissionTableProps) => (
  <table class="table consent">
    <caption>{caption}</caption>
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
        <Row
          {...{ kind, field: prefix + kind }}
          chosen={permissions[kind]}
          otherwise={otherwise?.[kind] ?? 'unsaid'}
        />
      ))}
    </tbody>
  </table>
)

interface RowProps {
  readonly kind: Permission
  readonly field: string
  readonly chosen: Allowed
  readonly otherwise: Allowed
}

function Row({ kind, field, chosen, otherwise }: RowProps) {
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
              name={field}
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
