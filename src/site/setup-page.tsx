import { routes } from '../routes.ts'
import { Choice, Csrf, ErrorSummary, Field, type Sent } from '../web/form.tsx'
import { Layout } from '../web/layout.tsx'
import { NoticeBox } from '../web/notice.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'

export type SetupField = 'token' | 'name' | 'about' | 'login' | 'email' | 'password' | 'seed'

interface SetupPageProps {
  readonly page: Page
  readonly sent: Sent<SetupField>
  /** The token of the address the program printed: then nobody has to type it. */
  readonly token: string | null
  /** The folder everything is kept in, as the owner wrote it. */
  readonly folder: string
}

/** The one page there is before an archive has an owner. */
export function SetupPage({ page, sent, token, folder }: SetupPageProps) {
  const faulty = Object.values(sent.faults).some(Boolean)
  return (
    <Layout page={page} title={t('Set up')}>
      <div class="page-head">
        <h2 class="heading">{t('A new archive')}</h2>
        <p>
          {t(
            'It is running, and nobody but you can see it yet. Answer these few questions; the first account owns the house.',
          )}
        </p>
      </div>
      <form class="sections" method="post" action={routes.setup}>
        <Csrf page={page} />
        <ErrorSummary faults={sent.faults} />
        {!faulty && <Ready folder={folder} />}
        <KeyPart sent={sent} token={token} />
        <ArchivePart sent={sent} />
        <OwnerPart sent={sent} />
        <fieldset>
          <legend class="ruled">{t('Begin with')}</legend>
          <Choice
            name="seed"
            legend={t('What stands on the shelves at first')}
            quiet
            chosen={sent.typed.seed === 'sample' ? 'sample' : 'none'}
            fault={sent.faults.seed}
            options={[
              {
                value: 'none',
                label: t('Empty shelves'),
                hint: t('To fill with your own works, or those of an archive you rescue.'),
              },
              {
                value: 'sample',
                label: t('A small archive, to look around in'),
                hint: t('Old stories retold, in several languages.'),
              },
            ]}
          />
        </fieldset>
        <div class="actions">
          <button type="submit" class="first">
            {t('Open the archive')}
          </button>
          <span class="hint">{t('You will be logged in and land on the front page.')}</span>
        </div>
      </form>
    </Layout>
  )
}

function Ready({ folder }: { readonly folder: string }) {
  return (
    <NoticeBox kind="ok">
      <p>
        <strong>{t('Ready.')}</strong>{' '}
        {sayWith('Everything is kept in {folder} on this machine.', {
          folder: <bdi class="address">{folder}</bdi>,
        })}
      </p>
    </NoticeBox>
  )
}

type PartProps = Pick<SetupPageProps, 'sent'>

/** Whoever can read the program's own output is the owner; anybody else who finds the page is not. */
function KeyPart({ sent, token }: PartProps & { readonly token: string | null }) {
  if (token && !sent.faults.token) return <input type="hidden" name="token" value={token} />
  return (
    <fieldset>
      <legend class="ruled">{t('The key')}</legend>
      <Field
        name="token"
        label={t('Set-up key')}
        needed
        value={sent.typed.token}
        fault={sent.faults.token}
        autocomplete="off"
        hint={t(
          'The program wrote it in the terminal when it started, at the end of the address of this page.',
        )}
      />
    </fieldset>
  )
}

function ArchivePart({ sent }: PartProps) {
  return (
    <fieldset>
      <legend class="ruled">{t('The archive')}</legend>
      <Field
        name="name"
        label={t('Name')}
        needed
        value={sent.typed.name}
        fault={sent.faults.name}
        autocomplete="organization"
        maxlength={80}
      />
      <Field
        name="about"
        label={t('One sentence about it')}
        value={sent.typed.about}
        fault={sent.faults.about}
        placeholder={t('An archive of old stories told again')}
        maxlength={200}
        hint={t('Stands on the front page; search engines show it too.')}
      />
    </fieldset>
  )
}

function OwnerPart({ sent }: PartProps) {
  return (
    <fieldset>
      <legend class="ruled">{t('You, its owner')}</legend>
      <div class="row">
        <Field
          name="login"
          label={t('Your name here')}
          needed
          value={sent.typed.login}
          fault={sent.faults.login}
          autocomplete="username"
          maxlength={40}
        />
        <Field
          name="email"
          type="email"
          label={t('E-mail')}
          needed
          value={sent.typed.email}
          fault={sent.faults.email}
          autocomplete="email"
        />
      </div>
      <Field
        name="password"
        type="password"
        label={t('Passphrase')}
        needed
        fault={sent.faults.password}
        autocomplete="new-password"
        minlength={12}
        hint={t('Ten characters or more. Four words that do not belong together are good.')}
      />
    </fieldset>
  )
}
