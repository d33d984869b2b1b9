import { routes } from '../../routes.ts'
import { Csrf } from '../../web/form.tsx'
import type { Page } from '../../web/page.ts'
import { t } from '../../web/say.ts'
import { sayWith } from '../../web/say-with.ts'
import { DoorPage } from './door-page.tsx'
import { LINK_FAULTS } from './faults-said.ts'
import type { CodeFault } from './mailed-codes.ts'

/** After the form to join: the same words whatever became of it. */
export function MailedPage({ page }: { readonly page: Page }) {
  return (
    <DoorPage page={page} title={t('Look into your mailbox')}>
      <p>
        {t(
          'A mail is on its way to the address you gave. Open the link in it within seven days; then the account can be used.',
        )}
      </p>
      <p class="hint">
        {sayWith(
          'Nothing came? It may lie with the unwanted mail. To have it sent again, ask for {link} with the same address.',
          { link: <a href={routes.forgotten}>{t('a new passphrase')}</a> },
        )}
      </p>
    </DoorPage>
  )
}

interface ConfirmPageProps {
  readonly page: Page
  readonly code: string
  readonly name: string
}

/** Mail programs open links by themselves: only the button confirms. */
export function ConfirmPage({ page, code, name }: ConfirmPageProps) {
  return (
    <DoorPage page={page} title={t('Confirm the address')}>
      <p>
        {sayWith('The account {name} is ready. One press, and it is yours.', { name: <bdi>{name}</bdi> })}
      </p>
      <form method="post" action={routes.confirmation}>
        <Csrf page={page} />
        <input type="hidden" name="code" value={code} />
        <div class="actions">
          <button type="submit" class="first">
            {t('Confirm the address')}
          </button>
        </div>
      </form>
    </DoorPage>
  )
}

export function NotConfirmedPage({ page, fault }: { readonly page: Page; readonly fault: CodeFault }) {
  return (
    <DoorPage page={page} title={t('Not confirmed')}>
      <p>{LINK_FAULTS[fault]()}</p>
      <p class="hint">
        {sayWith(
          'If the account was confirmed before, {login}. If not, ask for {link}: the mail comes again.',
          {
            login: <a href={routes.login}>{t('log in')}</a>,
            link: <a href={routes.forgotten}>{t('a new passphrase')}</a>,
          },
        )}
      </p>
    </DoorPage>
  )
}
