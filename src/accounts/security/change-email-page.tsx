import { href, routes } from '../../routes.ts'
import { Csrf, ErrorSummary, Field } from '../../web/form.tsx'
import { Layout } from '../../web/layout.tsx'
import type { Page } from '../../web/page.ts'
import { t } from '../../web/say.ts'
import type { EmailConfirmed } from './change-email.ts'
import { FactorPage } from './factor-page.tsx'

interface EmailPageProps {
  readonly page: Page
  readonly name: string
  readonly typed: string
  readonly fault?: string | undefined
}

export function EmailPage({ page, name, typed, fault }: EmailPageProps) {
  return (
    <FactorPage
      page={page}
      title={t('Change the e-mail address')}
      says={t(
        'A link is mailed to the new address; the change counts once it was opened. The old address is told.',
      )}
    >
      <form method="post" action={href(routes.changeEmail, { name })}>
        <Csrf page={page} />
        <ErrorSummary faults={{ email: fault }} />
        <Field
          name="email"
          type="email"
          label={t('New e-mail address')}
          value={typed}
          needed="of-course"
          fault={fault}
          autocomplete="email"
          maxlength={254}
        />
        <div class="actions">
          <button type="submit" class="first">
            {t('Send the link')}
          </button>
        </div>
      </form>
    </FactorPage>
  )
}

interface ConfirmProps {
  readonly page: Page
  readonly code: string
  readonly state: EmailConfirmed | 'ask'
}

const SAYS: Readonly<Record<ConfirmProps['state'], () => string>> = {
  ask: () => t('This mail reached you. One more word, and it is the address of your account.'),
  changed: () => t('This is the address of your account now. Log in with it or with your name.'),
  unknown: () =>
    t('This link leads to nothing. Perhaps a part of it was lost on the way: open it from the mail again.'),
  used: () => t('This link was used already, or a newer one was mailed.'),
  expired: () => t('This link is older than a week. Ask for a new one where you change the address.'),
  taken: () => t('This address cannot be taken. Ask for the change once more with another one.'),
}

/** A mail program may open links by itself: so the change needs a word more. */
export function ConfirmEmailPage({ page, code, state }: ConfirmProps) {
  return (
    <Layout page={page} title={t('The new e-mail address')}>
      <div class="page-head">
        <h2 class="heading">{t('The new e-mail address')}</h2>
        <p>{SAYS[state]()}</p>
      </div>
      {state === 'ask' && (
        <form method="post" action={href(routes.confirmEmail, { code })}>
          <Csrf page={page} />
          <div class="actions">
            <button type="submit" class="first">
              {t('Make it so')}
            </button>
          </div>
        </form>
      )}
    </Layout>
  )
}
