import { routes } from '../../routes.ts'
import { Csrf, ErrorSummary, Field, Tick } from '../../web/form.tsx'
import { Rulings } from '../../web/icons.tsx'
import { Layout } from '../../web/layout.tsx'
import type { Page } from '../../web/page.ts'
import { t } from '../../web/say.ts'

interface DoorProps {
  readonly page: Page
  /** A path of this archive to go on to. */
  readonly back: string
  readonly fault?: string
}

/** After the right passphrase, where the second step is on. */
export function SecondStepPage({ page, back, fault }: DoorProps) {
  return (
    <Layout page={page} title={t('The second step')} active="login">
      <div class="blank">
        <div>
          <h2 class="heading">{t('The second step')}</h2>
          <form method="post" action={routes.secondStep}>
            <Csrf page={page} />
            <input type="hidden" name="back" value={back} />
            <ErrorSummary faults={{ code: fault }} />
            <Field
              name="code"
              label={t('Code')}
              hint={t('The six digits the app on your phone shows now, or one of your recovery codes.')}
              needed="of-course"
              fault={fault}
              autocomplete="one-time-code"
              maxlength={40}
            />
            <div class="field">
              <Tick name="trust">{t('Ask for no code in this browser for 30 days')}</Tick>
            </div>
            <div class="actions">
              <button type="submit" class="first">
                {t('Go on')}
              </button>
              <a href={routes.login}>{t('Begin again')}</a>
            </div>
          </form>
          <p class="hint">
            {t(
              'App and recovery codes lost? The keepers of the archive can remove the second step, once they are sure it is you.',
            )}
          </p>
        </div>
        <Rulings />
      </div>
    </Layout>
  )
}
