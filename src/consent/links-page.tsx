import type { WorkId } from '../core/ids.ts'
import { href, routes } from '../routes.ts'
import { Layout } from '../web/layout.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import { sayWith } from '../web/say-with.ts'
import type { ClaimLink } from '../works/index.ts'

interface LinksPageProps {
  readonly page: Page
  readonly workId: WorkId
  readonly links: readonly ClaimLink[]
}

/** The claim links of a work whose creator cannot be mailed: shown here once, and kept nowhere. */
export const LinksPage = ({ page, workId, links }: LinksPageProps) => (
  <Layout page={page} title={t('Links to pass on')}>
    <div class="page-head">
      <h2 class="heading">{t('The work is public. Now its creator’s link')}</h2>
      <p>
        {t(
          'Pass it on to the creator and to nobody else: whoever holds it can take the work or remove it. It is shown this once, works once and does not expire.',
        )}
      </p>
    </div>
    <dl class="claim-links">
      {links.map(({ creator, href: to }) => (
        <>
          <dt>{sayWith('For {name}', { name: <bdi>{creator}</bdi> })}</dt>
          <dd>
            <code dir="ltr">{to}</code>
          </dd>
        </>
      ))}
    </dl>
    <p class="actions">
      <a class="button" href={href(routes.work, { workId })}>
        {t('To the work')}
      </a>
    </p>
  </Layout>
)
