import type { Child } from 'hono/jsx'
import { routes } from '../../routes.ts'
import { Script } from '../../web/layout.tsx'
import { OwnPage } from '../../web/own-page.tsx'
import type { Page } from '../../web/page.ts'
import { t } from '../../web/say.ts'

interface FactorPageProps {
  readonly page: Page
  readonly title: string
  readonly says?: Child
  /** With the script that asks the browser for passkeys. */
  readonly withPasskeys?: boolean
  readonly children: Child
}

/** One thing that keeps an account safe, and the way back to all of them. */
export function FactorPage({ page, title, says, withPasskeys, children }: FactorPageProps) {
  return (
    <OwnPage page={page} title={title} lead={says} head={withPasskeys && <Script name="passkeys.js" />}>
      <div class="factor">
        {children}
        <p class="back">
          <a href={routes.security}>{t('Back to the safety of the account')}</a>
        </p>
      </div>
    </OwnPage>
  )
}
