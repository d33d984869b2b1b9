import { href, routes } from '../../routes.ts'
import { Rulings } from '../../web/icons.tsx'
import { Layout } from '../../web/layout.tsx'
import type { Page } from '../../web/page.ts'
import { t } from '../../web/say.ts'
import { sayWith } from '../../web/say-with.ts'
import type { Door } from './door.ts'
import { JoinForm, type JoinFormProps } from './join-form.tsx'

export function JoinPage(props: JoinFormProps) {
  const title = t('Join {archive}', { archive: props.page.archive })
  return (
    <Layout page={props.page} title={t('Join')} active="join">
      <div class="blank">
        <div>
          <h2 class="heading">{title}</h2>
          <p class="hint">
            {sayWith('Everything public can be read without an account. Who has one may {login}.', {
              login: <a href={routes.login}>{t('log in')}</a>,
            })}
          </p>
          <JoinForm {...props} />
        </div>
        <Rulings />
      </div>
    </Layout>
  )
}

export type Shut = Exclude<Door['is'], 'open'>

/** Functions, because the language is known only while a page is made. */
const SAID: Readonly<Record<Shut, () => string>> = {
  closed: () => t('Nobody can join at present. Everything public can be read without an account.'),
  'invited-only': () =>
    t('Joining needs an invitation: from a member, or from the archive itself. It is a link in a mail.'),
  'invitation-used': () =>
    t('This invitation was used already: each is good for one account. If it was you, log in.'),
  'invitation-unknown': () =>
    t('There is no such invitation. Perhaps the link was cut: please copy all of it.'),
}

interface ShutPageProps {
  readonly page: Page
  readonly shut: Shut
  /** One may ask for an invitation, or for one's place. */
  readonly queue: boolean
}

/** Joining is not open to who comes so: says why, and what to do. */
export function ShutPage({ page, shut, queue }: ShutPageProps) {
  return (
    <Layout page={page} title={t('Join')} active="join">
      <div class="blank">
        <div>
          <h2 class="heading">{shut === 'closed' ? t('Joining is closed') : t('By invitation')}</h2>
          <p>{SAID[shut]()}</p>
          <div class="actions">
            {queue && shut !== 'closed' && (
              <a class="button first" href={routes.inviteRequests}>
                {t('Ask for an invitation')}
              </a>
            )}
            <a class="button" href={routes.login}>
              {t('Log in')}
            </a>
            <a class="button" href={href(routes.works)}>
              {t('Read')}
            </a>
          </div>
          {queue && shut === 'closed' && (
            <p class="hint">
              <a href={routes.inviteRequests}>{t('Whoever waits in the queue can look up their place.')}</a>
            </p>
          )}
        </div>
        <Rulings />
      </div>
    </Layout>
  )
}
