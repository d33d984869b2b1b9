import type { Child } from 'hono/jsx'
import { routes } from '../routes.ts'
import { KeepPage } from '../web/keep-page.tsx'
import type { Page } from '../web/page.ts'
import { LOCALES, t } from '../web/say.ts'
import { MailMoment, stateSaid } from './mail-state.tsx'
import type { MailShown, MailWords } from './outbox.ts'
import type { Said } from './post-mail.ts'

interface OutboxMailPageProps {
  readonly page: Page
  readonly mail: MailShown
  readonly smtp: boolean
}

/** One mail, as its receiver reads it; or that it was there. */
export function OutboxMailPage({ page, mail, smtp }: OutboxMailPageProps) {
  const title = mail.words?.subject || t('Mail {n, number}', { n: mail.id })
  return (
    <KeepPage page={page} title={title} kind={<a href={routes.outbox}>{t('Outbox')}</a>}>
      <Facts mail={mail} />
      {mail.words ? <Words words={mail.words} /> : <NoWords smtp={smtp} />}
    </KeepPage>
  )
}

const Facts = ({ mail: { kind, words, madeAt, sentAt, state, fault } }: { readonly mail: MailShown }) => (
  <dl class="figures mail-facts">
    {words && <Fact name={t('Receiver')} value={<bdi dir="ltr">{words.to}</bdi>} />}
    <Fact name={t('Kind')} value={<bdi class="address">{kind}</bdi>} />
    <Fact name={t('Written')} value={<MailMoment at={madeAt} />} />
    {sentAt && <Fact name={stateSaid(state)} value={<MailMoment at={sentAt} />} />}
    {!sentAt && <Fact name={t('State')} value={stateSaid(state)} />}
    {fault && <Fact name={t('The server said')} value={<bdi>{fault}</bdi>} />}
  </dl>
)

const Fact = ({ name, value }: { readonly name: string; readonly value: Child }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
)

const NoWords = ({ smtp }: { readonly smtp: boolean }) => (
  <p class="hint">
    {smtp
      ? t('What a mail says is for its receiver alone.')
      : t('It is older than thirty days or went through a mail server; its words are not kept here.')}
  </p>
)

function Words({ words: { says, locale } }: { readonly words: MailWords }) {
  const dir = LOCALES.find(({ code }) => code === locale)?.dir ?? 'ltr'
  return (
    <section class="prosepage letter" lang={locale} dir={dir} aria-label={t('What it says')}>
      {says.map((one) => (
        <Part said={one} />
      ))}
    </section>
  )
}

function Part({ said }: { readonly said: Said }) {
  if (typeof said === 'string') return <p dir="auto">{said}</p>
  return (
    <p>
      {said.label}
      <br />
      <a class="address" href={said.href} dir="ltr" rel="noreferrer">
        {said.href}
      </a>
    </p>
  )
}
