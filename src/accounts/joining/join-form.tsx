import { href, routes } from '../../routes.ts'
import { Csrf, ErrorSummary, Field, type Sent, Tick } from '../../web/form.tsx'
import type { Page } from '../../web/page.ts'
import { t } from '../../web/say.ts'
import { sayWith } from '../../web/say-with.ts'
import type { JoinField } from './join-wish.ts'
import { PASSWORD } from './passphrases.ts'

export interface JoinFormProps {
  readonly page: Page
  readonly sent: Sent<JoinField>
  /** Of the invitation. */
  readonly code: string | null
}

export function JoinForm({ page, sent, code }: JoinFormProps) {
  return (
    <form method="post" action={code === null ? routes.join : href(routes.signup, { code })}>
      <Csrf page={page} />
      <ErrorSummary faults={sent.faults} />
      <Field
        name="name"
        label={t('Your name here')}
        needed="of-course"
        value={sent.typed.name}
        fault={sent.faults.name}
        hint={t(
          '3 to 40 letters from A to Z, digits or underscores. Everybody sees it; works can be signed with other names.',
        )}
        autocomplete="username"
        maxlength={40}
      />
      <Field
        name="email"
        type="email"
        label={t('E-mail')}
        needed="of-course"
        value={sent.typed.email}
        fault={sent.faults.email}
        hint={t('A link is sent there, which opens the account. Nobody else ever sees it.')}
        autocomplete="email"
        maxlength={254}
      />
      <Passphrases faults={sent.faults} />
      <Ticks sent={sent} />
      <div class="actions">
        <button type="submit" class="first">
          {t('Join')}
        </button>
      </div>
    </form>
  )
}

/** A new one, twice. What was typed is never given back. */
export function Passphrases({ faults }: { readonly faults: Sent<'password' | 'again'>['faults'] }) {
  return (
    <>
      <Field
        name="password"
        type="password"
        label={t('Passphrase')}
        needed="of-course"
        fault={faults.password}
        hint={t('Ten characters or more. Four words that do not belong together are good.')}
        autocomplete="new-password"
        minlength={PASSWORD.least}
      />
      <Field
        name="again"
        type="password"
        label={t('The passphrase again')}
        needed="of-course"
        fault={faults.again}
        autocomplete="new-password"
      />
    </>
  )
}

function Ticks({ sent: { typed, faults } }: Pick<JoinFormProps, 'sent'>) {
  const common = (name: 'age' | 'data' | 'terms') => ({
    ...{ name, needed: true, checked: typed[name] === 'on', fault: faults[name] },
  })
  return (
    <div class="field">
      <Tick {...common('age')}>{t('I am 13 years old or older.')}</Tick>
      <Tick {...common('data')}>
        {sayWith(
          'The archive may keep what I type here and post later, to run this account until I delete it: {privacy}.',
          { privacy: <a href={routes.privacy}>{t('what it keeps')}</a> },
        )}
      </Tick>
      <Tick {...common('terms')}>
        {sayWith('I keep to the {rules}.', {
          rules: <a href={routes.rules}>{t('rules of this archive')}</a>,
        })}
      </Tick>
    </div>
  )
}
