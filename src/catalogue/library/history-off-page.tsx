import { href, routes } from '../../routes.ts'
import { OwnPage } from '../../web/own-page.tsx'
import type { Page } from '../../web/page.ts'
import { t } from '../../web/say.ts'

/** Instead of every list of theirs, for who does not want to be remembered. */
export const HistoryOffPage = ({ page, name }: { readonly page: Page; readonly name: string }) => (
  <OwnPage page={page} title={t('Your history')} active="library">
    <div class="blank">
      <div>
        <h3>{t('Your history is switched off')}</h3>
        <p>
          {t(
            'Nothing is noted while you read, and your lists are not shown. What was noted before is kept until you switch it on again or delete it.',
          )}
        </p>
        <div class="actions">
          <a class="button first" href={href(routes.preferences, { name })}>
            {t('To your preferences')}
          </a>
          <a class="button" href={href(routes.clearReadings, { name })}>
            {t('Delete all of it')}
          </a>
        </div>
      </div>
    </div>
  </OwnPage>
)
