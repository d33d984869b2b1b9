import { href, routes } from '../../routes.ts'
import { Csrf, ErrorSummary, Field } from '../../web/form.tsx'
import type { Page } from '../../web/page.ts'
import { t } from '../../web/say.ts'
import { EndKeysTick } from '../devices/end-keys-tick.tsx'
import { PASSWORD } from '../joining/passphrases.ts'
import { AccountName } from './account-name.tsx'
import { FactorPage } from './factor-page.tsx'

export type PassphraseFaults = Readonly<Partial<Record<'password' | 'new_password' | 'again', string>>>

interface PassphrasePageProps {
  readonly page: Page
  readonly name: string
  /** Asks for the one until now. */
  readonly withOld: boolean
  /** Whether the keys of devices end as well; undefined where there are none. */
  readonly endKeys: boolean | undefined
  readonly faults: PassphraseFaults
}

export function PassphrasePage({ page, name, withOld, endKeys, faults }: PassphrasePageProps) {
  return (
    <FactorPage
      page={page}
      title={t('Change the passphrase')}
      says={t('You stay logged in here; everywhere else you will be logged out.')}
    >
      <form method="post" action={href(routes.changePassphrase, { name })}>
        <Csrf page={page} />
        <ErrorSummary faults={faults} />
        <AccountName name={name} />
        {withOld && <OldPassphrase fault={faults.password} />}
        <Field
          name="new_password"
          type="password"
          label={t('New passphrase')}
          hint={t(
            'At least {n, number} characters of any kind. Four or five words that nobody would put together are good.',
            { n: PASSWORD.least },
          )}
          needed="of-course"
          fault={faults.new_password}
          autocomplete="new-password"
        />
        <Field
          name="again"
          type="password"
          label={t('New passphrase again')}
          needed="of-course"
          fault={faults.again}
          autocomplete="new-password"
        />
        {endKeys !== undefined && <EndKeysTick checked={endKeys} />}
        <div class="actions">
          <button type="submit" class="first">
            {t('Change the passphrase')}
          </button>
        </div>
      </form>
    </FactorPage>
  )
}

export const OldPassphrase = ({ fault }: { readonly fault: string | undefined }) => (
  <Field
    name="password"
    type="password"
    label={t('Passphrase until now')}
    needed="of-course"
    fault={fault}
    autocomplete="current-password"
  />
)
