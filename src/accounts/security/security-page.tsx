import type { Child } from 'hono/jsx'
import { href, routes } from '../../routes.ts'
import { Csrf } from '../../web/form.tsx'
import { OwnPage } from '../../web/own-page.tsx'
import type { Page } from '../../web/page.ts'
import { day, t } from '../../web/say.ts'
import { sayWith } from '../../web/say-with.ts'
import { EndKeysTick } from '../devices/end-keys-tick.tsx'
import { deviceSaid } from './device-said.ts'
import { changeSaid, minute } from './notices-said.ts'
import type { SecurityView } from './security-view.ts'

interface SecurityPageProps {
  readonly page: Page
  readonly view: SecurityView
}

/** One page: the ways in, where one is logged in, what the account is called, what happened. */
export function SecurityPage({ page, view }: SecurityPageProps) {
  return (
    <OwnPage
      page={page}
      title={t('Safety of the account')}
      lead={t(
        'How you log in, where you are logged in, and what happened to your account. Every change is mailed to you.',
      )}
    >
      <WaysIn view={view} />
      <Sessions page={page} view={view} />
      <Account view={view} />
      <Events view={view} />
    </OwnPage>
  )
}

const Part = ({ title, children }: { readonly title: string; readonly children: Child }) => (
  <section class="part safety">
    <h3 class="ruled">{title}</h3>
    <div>{children}</div>
  </section>
)

interface RowProps {
  readonly title: Child
  readonly says: Child
  readonly href: string
  readonly link: Child
}

/** What there is, how it stands, and where it is changed. */
const Row = (row: RowProps) => (
  <li>
    <div>
      <strong>{row.title}</strong>
      <p>{row.says}</p>
    </div>
    <a class="button" href={row.href}>
      {row.link}
    </a>
  </li>
)

type ViewProps = Pick<SecurityPageProps, 'view'>

function WaysIn({ view }: ViewProps) {
  const { passkeys, twoStep } = view
  return (
    <Part title={t('The ways in')}>
      <ul class="safeties">
        <Row
          title={t('Passkeys')}
          says={
            passkeys.length > 0
              ? passkeys.map(({ name }, at) => [at > 0 && t(', '), <bdi>{name}</bdi>])
              : t(
                  'None yet. A passkey lets you in with a finger, a face or a PIN: nothing to remember, nothing to steal.',
                )
          }
          href={routes.passkeys}
          link={passkeys.length > 0 ? t('Change passkeys') : t('Add a passkey')}
        />
        <Row
          title={t('Two-step log-in')}
          says={
            twoStep
              ? sayWith('On since {date}: after the passphrase, an app on your phone says a code.', {
                  date: <time datetime={twoStep.toISOString()}>{day(twoStep)}</time>,
                })
              : t('Off. With it, a passphrase alone opens nothing: an app on your phone says a code as well.')
          }
          href={routes.twoStep}
          link={twoStep ? t('Change two-step log-in') : t('Turn it on')}
        />
        {twoStep && <RecoveryCodes view={view} />}
        <Row
          title={t('Keys for devices')}
          says={t(
            '{n, plural, =0 {None. An e-reader or a feed reader gets a key of its own instead of the passphrase.} one {One device has a key of its own.} other {# devices have keys of their own.}}',
            { n: view.keys },
          )}
          href={routes.devices}
          link={view.keys > 0 ? t('Change keys') : t('Make a key')}
        />
      </ul>
    </Part>
  )
}

const RecoveryCodes = ({ view: { codesLeft } }: ViewProps) => (
  <Row
    title={t('Recovery codes')}
    says={t(
      '{n, plural, =0 {None is left: without the app you would be locked out.} one {One is left, for the day the phone is lost.} other {# are left, for the day the phone is lost.}}',
      { n: codesLeft },
    )}
    href={routes.recoveryCodes}
    link={t('Make new ones')}
  />
)

function Sessions({ page, view: { sessions, keys } }: SecurityPageProps) {
  return (
    <Part title={t('Where you are logged in')}>
      <form method="post" action={routes.sessions}>
        <Csrf page={page} />
        <ul class="safeties">
          {sessions.map((session) => (
            <SessionItem session={session} />
          ))}
        </ul>
        {sessions.length > 1 && (
          <div class="end-others">
            {keys > 0 && <EndKeysTick checked />}
            <p class="actions">
              <button type="submit" name="end" value="others" class="grave">
                {t('End all others')}
              </button>
            </p>
          </div>
        )}
      </form>
    </Part>
  )
}

function SessionItem({ session }: { readonly session: SecurityView['sessions'][number] }) {
  const { id, since, usedAt, isThis } = session
  const device = deviceSaid(session)
  const time = (at: Date) => <time datetime={at.toISOString()}>{minute(at)}</time>
  return (
    <li>
      <div>
        <strong>{device}</strong> {isThis && <span class="usual">{t('this browser')}</span>}
        <p>{sayWith('Since {since}; last used {used} (UTC)', { since: time(since), used: time(usedAt) })}</p>
      </div>
      {!isThis && (
        <button type="submit" name="end" value={String(id)}>
          {t('End')}
          <span class="said"> {device}</span>
        </button>
      )}
    </li>
  )
}

function Account({ view: { name, email } }: ViewProps) {
  return (
    <Part title={t('The account')}>
      <ul class="safeties">
        <Row
          title={t('Name')}
          says={<bdi>{name}</bdi>}
          href={href(routes.changeName, { name })}
          link={t('Change the name')}
        />
        <Row
          title={t('E-mail')}
          says={<bdi>{email}</bdi>}
          href={href(routes.changeEmail, { name })}
          link={t('Change the e-mail')}
        />
        <Row
          title={t('Passphrase')}
          says={t('Known to you alone: the archive keeps nothing it could be read from.')}
          href={href(routes.changePassphrase, { name })}
          link={t('Change the passphrase')}
        />
      </ul>
    </Part>
  )
}

function Events({ view: { name, events } }: ViewProps) {
  return (
    <Part title={t('What happened')}>
      {events.length === 0 && <p>{t('Nothing yet.')}</p>}
      <ol class="events">
        {events.map(({ kind, about, at }) => (
          <li>
            <time datetime={at.toISOString()}>{minute(at)}</time>{' '}
            <span>{changeSaid(kind, { name, about })}</span>
          </li>
        ))}
      </ol>
    </Part>
  )
}
