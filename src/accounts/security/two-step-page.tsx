import { encode } from 'uqr'
import { routes } from '../../routes.ts'
import { Csrf, ErrorSummary, Field } from '../../web/form.tsx'
import type { Page } from '../../web/page.ts'
import { t } from '../../web/say.ts'
import { FactorPage } from './factor-page.tsx'
import { base32, otpauth } from './totp.ts'

interface TwoStepOfferProps {
  readonly page: Page
  readonly secret: Buffer
  /** The same, sealed, for the form to bring back. */
  readonly offer: string
  readonly fault?: string
}

/** Where it is off: the secret for an app, and a code to prove that the app has it. */
export function TwoStepOffer({ page, secret, offer, fault }: TwoStepOfferProps) {
  const account = page.actor.type === 'member' ? page.actor.name : ''
  const address = otpauth({ archive: page.archive, account, secret })
  return (
    <FactorPage page={page} title={t('Turn two-step log-in on')}>
      <form method="post" action={routes.twoStep}>
        <Csrf page={page} />
        <input type="hidden" name="offer" value={offer} />
        <ErrorSummary faults={{ code: fault }} />
        <ol class="setting-up">
          <li>
            <p>
              {t(
                'Take an app for one-time codes on your phone: Aegis, 2FAS, Ente Auth, a password manager, or any other.',
              )}
            </p>
          </li>
          <li>
            <p>{t('Let it read this picture, or type the secret below it.')}</p>
            <Picture address={address} />
            <p>
              <a href={address}>{t('Open the app on this device')}</a>
            </p>
            <p>
              <span class="label">{t('The secret')}</span>{' '}
              <code class="secret" dir="ltr">
                {base32(secret).replace(/.{4}(?=.)/g, '$& ')}
              </code>
            </p>
          </li>
          <li>
            <Field
              name="code"
              label={t('Write the six digits it shows now')}
              needed="of-course"
              fault={fault}
              autocomplete="one-time-code"
              maxlength={10}
            />
          </li>
        </ol>
        <div class="actions">
          <button type="submit" name="deed" value="on" class="first">
            {t('Turn it on')}
          </button>
        </div>
      </form>
    </FactorPage>
  )
}

/** Black on white in the dark, too: not every app reads the reverse. */
function Picture({ address }: { readonly address: string }) {
  const { data, size } = encode(address, { border: 2 })
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
  const says = t('The secret as a picture (a QR code); the same stands below as text')
  return (
    <svg class="qr" role="img" aria-label={says} viewBox={`0 0 ${size} ${size}`}>
      <path d={squares.join('')} />
    </svg>
  )
}

interface TwoStepOnProps {
  readonly page: Page
  readonly trusted: number
}

/** Where it is on. */
export const TwoStepOn = ({ page, trusted }: TwoStepOnProps) => (
  <FactorPage
    page={page}
    title={t('Two-step log-in')}
    says={t('It is on: after the passphrase, the app on your phone says a code.')}
  >
    <form method="post" action={routes.twoStep}>
      <Csrf page={page} />
      {trusted > 0 && (
        <p>
          {t(
            '{n, plural, one {One browser is} other {# browsers are}} let in without a code, for 30 days from the log-in on.',
            { n: trusted },
          )}
        </p>
      )}
      <p>{t('A new phone? Turn it off, and on again with the app of the new one.')}</p>
      <div class="actions">
        {trusted > 0 && (
          <button type="submit" name="deed" value="trust-none">
            {t('Ask for a code in every browser again')}
          </button>
        )}
        <button type="submit" name="deed" value="off" class="grave">
          {t('Turn it off')}
        </button>
      </div>
    </form>
  </FactorPage>
)
