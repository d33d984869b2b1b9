import { routes } from '../../routes.ts'
import { Csrf, ErrorSummary, Field } from '../../web/form.tsx'
import type { Page } from '../../web/page.ts'
import { day, t } from '../../web/say.ts'
import { sayWith } from '../../web/say-with.ts'
import { FactorPage } from './factor-page.tsx'
import { PasskeyButton } from './passkey-button.tsx'
import { LONGEST_NAME, type PasskeyShown } from './passkeys.ts'

interface PasskeysPageProps {
  readonly page: Page
  readonly passkeys: readonly PasskeyShown[]
  /** What the browser needs to make one, as text. */
  readonly options: string
  readonly typed: string
  readonly fault?: string
}

export function PasskeysPage({ page, passkeys, options, typed, fault }: PasskeysPageProps) {
  return (
    <FactorPage
      page={page}
      title={t('Passkeys')}
      says={t(
        'A passkey lies in your phone, your computer or a key on your key ring, and never leaves it. It stands for the passphrase and the second step at once.',
      )}
      withPasskeys
    >
      {passkeys.length > 0 && (
        <ul class="safeties">
          {passkeys.map((passkey) => (
            <Passkey page={page} passkey={passkey} />
          ))}
        </ul>
      )}
      <form method="post" action={routes.passkeys} class="add">
        <Csrf page={page} />
        <h3>{t('Add a passkey')}</h3>
        <ErrorSummary faults={{ name: fault }} />
        <Field
          name="name"
          label={t('What you call it')}
          hint={t('So that you know it again: my phone, the blue key.')}
          value={typed}
          needed="of-course"
          fault={fault}
          maxlength={LONGEST_NAME}
          autocomplete="off"
        />
        <div class="actions">
          <PasskeyButton action={routes.passkeys} make={options}>
            {t('Add a passkey')}
          </PasskeyButton>
        </div>
        <noscript>
          <p class="hint">
            {t('A browser makes passkeys only with scripts. The passphrase and two-step log-in need none.')}
          </p>
        </noscript>
      </form>
    </FactorPage>
  )
}

function Passkey({ page, passkey }: { readonly page: Page; readonly passkey: PasskeyShown }) {
  const { id, name, madeAt, usedAt } = passkey
  const date = (at: Date) => <time datetime={at.toISOString()}>{day(at)}</time>
  return (
    <li>
      <div>
        <strong>
          <bdi>{name}</bdi>
        </strong>
        <p>
          {usedAt
            ? sayWith('Added {made}; last used {used}', { made: date(madeAt), used: date(usedAt) })
            : sayWith('Added {made}; not used yet', { made: date(madeAt) })}
        </p>
      </div>
      <details>
        <summary>
          {t('Change')}
          <span class="said">
            {' '}
            <bdi>{name}</bdi>
          </span>
        </summary>
        <form method="post" action={routes.passkeys}>
          <Csrf page={page} />
          <input type="hidden" name="id" value={String(id)} />
          <Field
            name={`name-${id}`}
            label={t('What you call it')}
            value={name}
            maxlength={LONGEST_NAME}
            autocomplete="off"
          />
          <p class="actions">
            <button type="submit" name="deed" value="rename">
              {t('Rename')}
            </button>
            <button type="submit" name="deed" value="remove" class="grave">
              {t('Remove this passkey')}
            </button>
          </p>
        </form>
      </details>
    </li>
  )
}
