import { href, routes } from '../../routes.ts'
import { Csrf } from '../../web/form.tsx'
import { OwnPage } from '../../web/own-page.tsx'
import type { Page } from '../../web/page.ts'
import { t } from '../../web/say.ts'

/** Before everything that was remembered is deleted: what that is. */
export const ClearReadingsPage = ({ page, name }: { readonly page: Page; readonly name: string }) => (
  <OwnPage page={page} title={t('Delete your whole history?')} active="library">
    <ul class="consequences">
      <li>{t('When and how often you opened which work is gone for good.')}</li>
      <li>{t('So are all your marks, for later, reading, read and dropped, and your notes on them.')}</li>
      <li>{t('What you open after this is noted again, unless you switch the history off.')}</li>
    </ul>
    <form method="post" action={href(routes.clearReadings, { name })}>
      <Csrf page={page} />
      <p class="actions">
        <button type="submit" class="grave">
          {t('Delete all of it')}
        </button>
        <a class="button" href={href(routes.readings, { name })}>
          {t('Leave it as it is')}
        </a>
      </p>
    </form>
  </OwnPage>
)
