import { t } from '../../web/say.ts'
import type { Preferences, Tick } from './preferences.ts'

const ROWS: readonly { readonly says: () => string; readonly inbox: Tick; readonly mail: Tick }[] = [
  { says: () => t('Comments'), inbox: 'inboxComments', mail: 'mailComments' },
  { says: () => t('Kudos'), inbox: 'inboxKudos', mail: 'mailKudos' },
  { says: () => t('Collections'), inbox: 'inboxCollections', mail: 'mailCollections' },
  { says: () => t('Gifts'), inbox: 'inboxGifts', mail: 'mailGifts' },
]

/** What is told in the archive's inbox, and what by mail. */
export const HeardOf = ({ chosen }: { readonly chosen: Preferences }) => (
  <table class="table heard">
    <caption>{t('Tell me about')}</caption>
    <thead>
      <tr>
        <td />
        <th scope="col">{t('In my inbox')}</th>
        <th scope="col">{t('By mail')}</th>
      </tr>
    </thead>
    <tbody>
      {ROWS.map(({ says, inbox, mail }) => (
        <tr>
          <th scope="row">{says()}</th>
          {box(inbox, chosen, t('{what}, in my inbox', { what: says() }))}
          {box(mail, chosen, t('{what}, by mail', { what: says() }))}
        </tr>
      ))}
    </tbody>
  </table>
)

const box = (name: Tick, chosen: Preferences, label: string) => (
  <td>
    <label>
      <span class="said">{label}</span>
      <input type="checkbox" name={name} checked={chosen[name]} />
    </label>
  </td>
)
