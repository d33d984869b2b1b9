import { routes } from '../routes.ts'
import { Csrf, ErrorSummary, Field, type Sent, Tick } from '../web/form.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import { PasskeyButton } from './security/passkey-button.tsx'

export type LoginField = 'login' | 'password' | 'remembered'

export interface LoginFormProps {
  readonly page: Page
  readonly sent: Sent<LoginField>
  /** A path of this archive to go on to. */
  readonly back: string
}

export function LoginForm({ page, sent, back }: LoginFormProps) {
  return (
    <form method="post" action={routes.login}>
      <Csrf page={page} />
      <input type="hidden" name="back" value={back} />
      <ErrorSummary faults={sent.faults} />
      <Field
        name="login"
        label={t('Name or e-mail')}
        needed="of-course"
        value={sent.typed.login}
        fault={sent.faults.login}
        autocomplete="username webauthn"
      />
      <Field
        name="password"
        type="password"
        label={t('Passphrase')}
        needed="of-course"
        fault={sent.faults.password}
        autocomplete="current-password"
      />
      <div class="field">
        <Tick name="remembered" checked={sent.typed.remembered === 'on'}>
          {t('Stay logged in for three months')}
        </Tick>
      </div>
      <div class="actions">
        <button type="submit" class="first">
          {t('Log in')}
        </button>
        <PasskeyButton action={routes.passkeyLogin}>{t('Log in with a passkey')}</PasskeyButton>
      </div>
    </form>
  )
}
