import { href, routes } from '../../routes.ts'
import { Csrf, ErrorSummary, Field, type Sent } from '../../web/form.tsx'
import { Layout } from '../../web/layout.tsx'
import type { Page } from '../../web/page.ts'
import { day, t } from '../../web/say.ts'
import { sayWith } from '../../web/say-with.ts'
import { signupAt } from './invitation-mails.ts'
import { type OwnInvitation, type OwnInvitations, REQUEST } from './own-invitations.ts'

interface InvitationsPageProps {
  readonly page: Page
  readonly name: string
  readonly own: OwnInvitations
  readonly baseUrl: string
  /** Fields `email-…` of each invitation, `wanted` and `reason` of the request. */
  readonly sent: Sent<string>
}

/** A member's own invitations: to hand on, to mail, and who came. */
export function InvitationsPage(props: InvitationsPageProps) {
  const { page, own, sent } = props
  return (
    <Layout page={page} title={t('Your invitations')} active="you">
      <div class="page-head">
        <h2 class="heading">{t('Your invitations')}</h2>
        <p>
          {t(
            'Each is good for one new account. Hand its link on, or have it mailed. Nobody else sees whom you invite, except the keepers.',
          )}
        </p>
      </div>
      <ErrorSummary faults={sent.faults} />
      {own.invitations.length > 0 ? (
        <ul class="invitations">
          {own.invitations.map((one) => (
            <Invitation {...props} one={one} />
          ))}
        </ul>
      ) : (
        <p>{t('You have none at present.')}</p>
      )}
      {own.freely ? <Make {...props} /> : <AskForMore {...props} />}
    </Layout>
  )
}

function Invitation(props: InvitationsPageProps & { readonly one: OwnInvitation }) {
  const { one, baseUrl } = props
  return (
    <li>
      <h3 class="address" dir="ltr">
        {one.code}
      </h3>
      <p class="hint">{stateOf(one)}</p>
      {!one.used && (
        <>
          <p>
            <a class="address" dir="ltr" href={signupAt(baseUrl, one.code)} rel="nofollow">
              {signupAt(baseUrl, one.code)}
            </a>
          </p>
          {!one.againAt && <SendForm {...props} />}
        </>
      )}
    </li>
  )
}

function stateOf({ used, usedBy, sentTo, sentAt, againAt }: OwnInvitation) {
  if (used) {
    if (usedBy === null) return t('Used')
    const name = (
      <a href={href(routes.user, { name: usedBy })}>
        <bdi>{usedBy}</bdi>
      </a>
    )
    return sayWith('Used by {name}', { name })
  }
  if (sentTo === null || sentAt === null) return t('Not used yet')
  const to = <bdi dir="ltr">{sentTo}</bdi>
  const date = <time datetime={sentAt.toISOString()}>{day(sentAt)}</time>
  return againAt
    ? sayWith('Mailed to {to} on {date}; it can be mailed again a day later.', { to, date })
    : sayWith('Mailed to {to} on {date}, not used yet.', { to, date })
}

function SendForm({ page, name, one, sent }: InvitationsPageProps & { readonly one: OwnInvitation }) {
  const field = `email-${one.id}`
  return (
    <form class="one-line" method="post" action={href(routes.invitations, { name })}>
      <Csrf page={page} />
      <input type="hidden" name="id" value={one.id} />
      <Field
        name={field}
        type="email"
        label={one.sentTo === null ? t('E-mail address') : t('Mail it again to')}
        value={sent.typed[field] ?? one.sentTo ?? ''}
        fault={sent.faults[field]}
        needed="of-course"
        autocomplete="off"
      />
      <button type="submit" name="deed" value="send">
        {t('Mail the invitation')}
      </button>
    </form>
  )
}

const Make = ({ page, name }: InvitationsPageProps) => (
  <form class="part" method="post" action={href(routes.invitations, { name })}>
    <Csrf page={page} />
    <p>{t('As a keeper you make as many as you need.')}</p>
    <p class="actions">
      <button type="submit" name="deed" value="make" class="first">
        {t('Make an invitation')}
      </button>
    </p>
  </form>
)

function AskForMore({ page, name, own, sent }: InvitationsPageProps) {
  if (own.asked !== null)
    return (
      <p class="hint">
        {t(
          'You asked the keepers for {n, plural, one {# invitation} other {# invitations}}; a mail will answer.',
          {
            n: own.asked,
          },
        )}
      </p>
    )
  return (
    <form method="post" action={href(routes.invitations, { name })}>
      <Csrf page={page} />
      <h3 class="ruled">{t('Ask for more')}</h3>
      <Field
        name="wanted"
        label={t('How many')}
        hint={t('From 1 to {most, number}.', { most: REQUEST.most })}
        value={sent.typed.wanted}
        fault={sent.faults.wanted}
        needed="of-course"
        autocomplete="off"
        maxlength={2}
      />
      <Field
        name="reason"
        label={t('What they are for')}
        hint={t('The keepers read this.')}
        rows={4}
        maxlength={REQUEST.reason}
        value={sent.typed.reason}
        fault={sent.faults.reason}
        needed="of-course"
      />
      <p class="actions">
        <button type="submit" name="deed" value="ask" class="first">
          {t('Ask the keepers')}
        </button>
      </p>
    </form>
  )
}
