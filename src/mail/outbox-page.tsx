import { href, routes } from '../routes.ts'
import { KeepPage } from '../web/keep-page.tsx'
import type { Page } from '../web/page.ts'
import { count, t } from '../web/say.ts'
import { MailMoment, stateSaid } from './mail-state.tsx'
import type { MailShown, OutboxPart } from './outbox.ts'

interface OutboxPageProps {
  readonly page: Page
  readonly part: OutboxPart
  /** There is a mail server. */
  readonly smtp: boolean
}

/** Every mail of the archive, the newest first. */
export function OutboxPage({ page, part, smtp }: OutboxPageProps) {
  return (
    <KeepPage
      page={page}
      title={t('Outbox')}
      lead={
        <>
          {smtp
            ? t(
                'Mails go out through the mail server. Whom they are for and what they say is not shown here.',
              )
            : t(
                'There is no mail server, so mails are written to the folder “outbox” beside the data. Read them here, and hand their links on yourself.',
              )}{' '}
          {t('After thirty days a mail is emptied.')}
        </>
      }
    >
      {part.all === 0 ? <NothingYet /> : <MailTable mails={part.mails} />}
      <Turning part={part} />
    </KeepPage>
  )
}

const NothingYet = () => (
  <div class="blank">
    <div>
      <h3>{t('No mail has been written yet')}</h3>
      <p>{t('The archive writes when somebody joins, forgets a passphrase or changes an address.')}</p>
    </div>
  </div>
)

const MailTable = ({ mails }: { readonly mails: readonly MailShown[] }) => (
  <table class="table files">
    <caption class="said">{t('Mails, the newest first')}</caption>
    <thead>
      <tr>
        <th scope="col">{t('Mail')}</th>
        <th scope="col">{t('Written')}</th>
        <th scope="col">{t('State')}</th>
      </tr>
    </thead>
    <tbody>
      {mails.map((mail) => (
        <MailRow mail={mail} />
      ))}
    </tbody>
  </table>
)

const MailRow = ({ mail }: { readonly mail: MailShown }) => (
  <tr>
    <th scope="row">
      <a class="title" href={href(routes.outboxMail, { mailId: mail.id })}>
        <bdi>{mail.words?.subject || mail.kind}</bdi>
      </a>
      <div class="from">
        {mail.words ? <bdi dir="ltr">{mail.words.to}</bdi> : t('Mail {n, number}', { n: mail.id })}
      </div>
      {mail.fault && (
        <p class="why" dir="auto">
          {mail.fault}
        </p>
      )}
    </th>
    <td data-label={t('Written')}>
      <MailMoment at={mail.madeAt} />
    </td>
    <td data-label={t('State')}>{stateSaid(mail.state)}</td>
  </tr>
)

function Turning({ part: { page, pages } }: { readonly part: OutboxPart }) {
  if (pages < 2) return null
  const at = (n: number): string => href(routes.outbox, {}, { page: n > 1 ? n : null })
  return (
    <nav aria-label={t('Pages')}>
      <ul class="actions">
        {page > 1 && (
          <li>
            <a class="button" href={at(page - 1)} rel="prev">
              {t('Previous')}
            </a>
          </li>
        )}
        <li>{t('Page {n} of {all}', { n: count(page), all: count(pages) })}</li>
        {page < pages && (
          <li>
            <a class="button" href={at(page + 1)} rel="next">
              {t('Next')}
            </a>
          </li>
        )}
      </ul>
    </nav>
  )
}
