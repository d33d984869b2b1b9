import { routes } from '../../routes.ts'
import { Csrf, ErrorSummary, Field, type Sent } from '../../web/form.tsx'
import type { Page } from '../../web/page.ts'
import { t } from '../../web/say.ts'
import { sayWith } from '../../web/say-with.ts'
import { DoorPage } from './door-page.tsx'

interface ForgottenPageProps {
  readonly page: Page
  readonly sent: Sent<'email'>
}

export function ForgottenPage({ page, sent }: ForgottenPageProps) {
  return (
    <DoorPage page={page} title={t('A new passphrase')}>
      <p>{t('Which address does the account have? A link to choose a new passphrase is sent there.')}</p>
      <form method="post" action={routes.forgotten}>
        <Csrf page={page} />
        <ErrorSummary faults={sent.faults} />
        <Field
          name="email"
          type="email"
          label={t('E-mail')}
          needed="of-course"
          value={sent.typed.email}
          fault={sent.faults.email}
          autocomplete="email"
          maxlength={254}
        />
        <div class="actions">
          <button type="submit" class="first">
            {t('Send the link')}
          </button>
        </div>
      </form>
    </DoorPage>
  )
}

/** The same words for every address. */
export function ForgottenSentPage({ page }: { readonly page: Page }) {
  return (
    <DoorPage page={page} title={t('Look into your mailbox')}>
      <p>
        {t(
          'If there is an account with that address, a mail with a link is on its way. The link is good for 24 hours; until it is used, the old passphrase is.',
        )}
      </p>
      <p class="hint">
        {sayWith('At most three such mails are sent within twelve hours. Another address? {again}.', {
          again: <a href={routes.forgotten}>{t('Ask again')}</a>,
        })}
      </p>
    </DoorPage>
  )
}
