import { routes } from '../routes.ts'
import { Rulings } from '../web/icons.tsx'
import { Layout, Script } from '../web/layout.tsx'
import type { Joining } from '../web/page.ts'
import { t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'
import { LoginForm, type LoginFormProps } from './login-form.tsx'

export function LoginPage(props: LoginFormProps) {
  return (
    <Layout page={props.page} title={t('Log in')} active="login" head={<Script name="passkeys.js" />}>
      <div class="blank">
        <div>
          <h2 class="heading">{t('Log in')}</h2>
          <LoginForm {...props} />
          <p class="hint">
            <a href={routes.forgotten}>{t('Forgot the passphrase?')}</a>
          </p>
          <NoAccount joining={props.page.joining} />
        </div>
        <Rulings />
      </div>
    </Layout>
  )
}

function NoAccount({ joining }: { readonly joining: Joining | undefined }) {
  if (joining === undefined || joining === 'closed')
    return (
      <p class="hint">{t('Everything public can be read without an account. At present nobody can join.')}</p>
    )
  if (joining === 'invited')
    return (
      <p class="hint">
        {sayWith('Everything public can be read without an account. Others join {by}.', {
          by: <a href={routes.join}>{t('by invitation')}</a>,
        })}
      </p>
    )
  return (
    <p class="hint">
      {sayWith('Everything public can be read without an account. Whoever wants to write may {join}.', {
        join: <a href={routes.join}>{t('join')}</a>,
      })}
    </p>
  )
}
