import { Rulings } from '../web/icons.tsx'
import { Layout, Script } from '../web/layout.tsx'
import { t } from '../web/say.ts'
import { LoginForm, type LoginFormProps } from './login-form.tsx'

export function LoginPage(props: LoginFormProps) {
  return (
    <Layout page={props.page} title={t('Log in')} active="login" head={<Script name="passkeys.js" />}>
      <div class="blank doorway">
        <div>
          <h2 class="heading">{t('Log in')}</h2>
          <LoginForm {...props} />
          <p class="hint">
            {t(
              'Everything public can be read without an account. Accounts are given out by the owner of the archive.',
            )}
          </p>
        </div>
        <Rulings />
      </div>
    </Layout>
  )
}
