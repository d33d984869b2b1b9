import { href, routes } from '../routes.ts'
import { Csrf, ErrorSummary } from '../web/form.tsx'
import { Icon } from '../web/icons.tsx'
import { Layout } from '../web/layout.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'
import { type OpenClaim, ownLanguage } from '../works/index.ts'
import { SelectField } from './copy-page.tsx'

interface ClaimPageProps {
  readonly page: Page
  readonly claim: OpenClaim
  readonly action: string
  /** Of whoever is logged in; a guest has none. */
  readonly penNames: readonly string[]
  readonly fault: string | undefined
}

/** Behind the link that a creator got: their work, and the two things they can do with it. */
export function ClaimPage({ page, claim, action, penNames, fault }: ClaimPageProps) {
  return (
    <Layout page={page} title={t('Is this yours?')}>
      <div class="page-head">
        <h2 class="heading">{t('Is this yours?')}</h2>
        <p>
          {sayWith('{title}, signed {name}, is public at this archive, because its creator gave leave.', {
            title: (
              <a href={href(routes.work, { workId: claim.workId })} {...ownLanguage(claim.language)}>
                {claim.title}
              </a>
            ),
            name: <bdi>{claim.creator}</bdi>,
          })}{' '}
          {claim.origin &&
            sayWith('It was first posted at {archive}.', {
              archive: <a href={claim.origin.url}>{claim.origin.archive}</a>,
            })}
        </p>
        <p>{t('What you decide here works once, and then this link is over.')}</p>
      </div>
      <ErrorSummary faults={{ pen: fault }} />
      <div class="ways">
        <section>
          <h3 class="heading">{t('Take it into an account')}</h3>
          {page.actor.type === 'guest' ? (
            <LogIn action={action} />
          ) : (
            <form method="post" action={action}>
              <Csrf page={page} />
              <p>{t('It is yours from then on: to change, to say what others may do, to delete.')}</p>
              <SelectField name="pen" label={t('Under the pen name')} fault={fault}>
                {penNames.map((pen) => (
                  <option value={pen}>{pen}</option>
                ))}
              </SelectField>
              <button type="submit" class="first" name="deed" value="claim">
                {t('Take it')}
              </button>
            </form>
          )}
        </section>
        <section>
          <h3 class="heading">{t('Have it removed')}</h3>
          <form method="post" action={action}>
            <Csrf page={page} />
            <p>
              {t(
                'It is gone from every page and list at once, and deleted for good in 30 days. No account is needed, and no reason.',
              )}
            </p>
            <button type="submit" class="grave" name="deed" value="remove">
              <Icon name="close" />
              {t('Remove it')}
            </button>
          </form>
        </section>
      </div>
    </Layout>
  )
}

const LogIn = ({ action }: { readonly action: string }) => (
  <>
    <p>{t('Log in first, or join, and come back to this page.')}</p>
    <p class="actions">
      <a class="button first" href={href(routes.login, {}, { back: action })} rel="nofollow">
        {t('Log in')}
      </a>
    </p>
  </>
)

/** After it was removed. */
export const RemovedPage = ({ page }: { readonly page: Page }) => (
  <Layout page={page} title={t('It is removed')}>
    <div class="page-head">
      <h2 class="heading">{t('It is removed')}</h2>
      <p>
        {t(
          'The work is on no page of this archive any more. In 30 days it is deleted for good; this link is over.',
        )}
      </p>
    </div>
  </Layout>
)
