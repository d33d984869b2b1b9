import { routes } from '../../routes.ts'
import { Csrf, ErrorSummary, Field, type Sent } from '../../web/form.tsx'
import { Rulings } from '../../web/icons.tsx'
import { Layout } from '../../web/layout.tsx'
import type { Page } from '../../web/page.ts'
import { t } from '../../web/say.ts'
import type { QueueDoor } from './queue.ts'

interface QueuePageProps {
  readonly page: Page
  readonly door: Exclude<QueueDoor, 'none'>
  readonly sent: Sent<'email'>
}

/** Where a stranger asks for an invitation, and for their place. */
export function QueuePage({ page, door, sent }: QueuePageProps) {
  const title = door === 'open' ? t('Ask for an invitation') : t('The queue for invitations')
  return (
    <Layout page={page} title={title}>
      <div class="blank">
        <div>
          <h2 class="heading">{title}</h2>
          <p>
            {door === 'open'
              ? t(
                  'Invitations are sent by mail, in the order in which they were asked for. A mail also says at which place an address stands, and when its turn is likely to come.',
                )
              : t(
                  'The queue takes nobody new at present. Whoever waits already can have their place mailed.',
                )}
          </p>
          <form method="post" action={routes.inviteRequests}>
            <Csrf page={page} />
            <ErrorSummary faults={sent.faults} />
            <Field
              name="email"
              type="email"
              label={t('E-mail address')}
              value={sent.typed.email}
              fault={sent.faults.email}
              needed="of-course"
              autocomplete="email"
            />
            <div class="actions">
              <button type="submit" class="first">
                {door === 'open' ? t('Ask for an invitation') : t('Mail my place')}
              </button>
            </div>
          </form>
          <p class="hint">
            {t(
              'Asked twice, an address keeps its place and is told it again, once a day. It is used for nothing else.',
            )}
          </p>
        </div>
        <Rulings />
      </div>
    </Layout>
  )
}
