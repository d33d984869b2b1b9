import { routes } from '../../routes.ts'
import { Csrf, ErrorSummary, type Sent } from '../../web/form.tsx'
import type { Page } from '../../web/page.ts'
import { t } from '../../web/say.ts'
import { sayWith } from '../../web/say-with.ts'
import { EndKeysTick } from '../devices/end-keys-tick.tsx'
import { DoorPage } from './door-page.tsx'
import { LINK_FAULTS } from './faults-said.ts'
import { Passphrases } from './join-form.tsx'
import type { CodeFault } from './mailed-codes.ts'

interface ResetPageProps {
  readonly page: Page
  readonly code: string
  readonly name: string
  /** As it was ticked. */
  readonly endKeys: boolean
  readonly faults: Sent<'password' | 'again'>['faults']
}

export function ResetPage({ page, code, name, endKeys, faults }: ResetPageProps) {
  return (
    <DoorPage page={page} title={t('Choose a new passphrase')}>
      <p>
        {sayWith('For the account {name}. Every browser that is logged in to it now will be logged out.', {
          name: <bdi>{name}</bdi>,
        })}
      </p>
      <form method="post" action={routes.reset}>
        <Csrf page={page} />
        <input type="hidden" name="code" value={code} />
        {/* Password keepers read whose passphrase it is. */}
        <input type="text" name="login" value={name} autocomplete="username" hidden readonly />
        <ErrorSummary faults={faults} />
        <Passphrases faults={faults} />
        <EndKeysTick checked={endKeys} />
        <div class="actions">
          <button type="submit" class="first">
            {t('Keep this passphrase')}
          </button>
        </div>
      </form>
    </DoorPage>
  )
}

export function NotResetPage({ page, fault }: { readonly page: Page; readonly fault: CodeFault }) {
  return (
    <DoorPage page={page} title={t('No new passphrase')}>
      <p>{LINK_FAULTS[fault]()}</p>
      <div class="actions">
        <a class="button first" href={routes.forgotten}>
          {t('Ask for another link')}
        </a>
      </div>
    </DoorPage>
  )
}

/** A link to a passphrase is for who cannot log in: who is logged in may be somebody else at the same machine. */
export function LoggedInPage({ page, name }: { readonly page: Page; readonly name: string }) {
  return (
    <DoorPage page={page} title={t('No new passphrase')}>
      <p>
        {sayWith('This browser is logged in as {name}. The link works once nobody is logged in here.', {
          name: <bdi>{name}</bdi>,
        })}
      </p>
      <div class="actions">
        <a class="button first" href={routes.logout}>
          {t('Log out')}
        </a>
      </div>
    </DoorPage>
  )
}

interface DoneProps {
  readonly page: Page
  readonly keysEnded: boolean
}

export function ResetDonePage({ page, keysEnded }: DoneProps) {
  return (
    <DoorPage page={page} title={t('The new passphrase stands')}>
      <p>{t('You are logged in here, and every other browser was logged out.')}</p>
      {keysEnded && (
        <p>
          {t('The keys of all devices were ended. They open nothing any more.')}{' '}
          <a href={routes.devices}>{t('Make a key')}</a>
        </p>
      )}
      <div class="actions">
        <a class="button first" href={routes.home}>
          {t('To the front page')}
        </a>
      </div>
    </DoorPage>
  )
}
