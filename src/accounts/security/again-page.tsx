import { routes } from '../../routes.ts'
import { Csrf, ErrorSummary, Field } from '../../web/form.tsx'
import { Rulings } from '../../web/icons.tsx'
import { Layout, Script } from '../../web/layout.tsx'
import type { Page } from '../../web/page.ts'
import { t } from '../../web/say.ts'
import { AccountName } from './account-name.tsx'
import { PasskeyButton } from './passkey-button.tsx'

interface AgainProps {
  readonly page: Page
  readonly back: string
  readonly fault?: string
}

/** Before something changes an account's safety: is it still the person who logged in? */
export function AgainPage({ page, back, fault }: AgainProps) {
  const name = page.actor.type === 'member' ? page.actor.name : ''
  return (
    <Layout page={page} title={t('Still you?')} active="you" head={<Script name="passkeys.js" />}>
      <div class="blank">
        <div>
          <h2 class="heading">{t('Still you?')}</h2>
          <p>
            {t(
              'What comes next changes how safe your account is. Say once more that it is yours; then you go on where you were.',
            )}
          </p>
          <form method="post" action={routes.loginAgain}>
            <Csrf page={page} />
            <input type="hidden" name="back" value={back} />
            <AccountName name={name} />
            <ErrorSummary faults={{ password: fault }} />
            <Field
              name="password"
              type="password"
              label={t('Passphrase')}
              needed="of-course"
              fault={fault}
              autocomplete="current-password"
            />
            <div class="actions">
              <button type="submit" class="first">
                {t('Go on')}
              </button>
              <PasskeyButton action={routes.loginAgain}>{t('Show a passkey')}</PasskeyButton>
              <a href={routes.security}>{t('Back')}</a>
            </div>
          </form>
        </div>
        <Rulings />
      </div>
    </Layout>
  )
}
