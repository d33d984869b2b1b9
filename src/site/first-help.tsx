import { href, routes } from '../routes.ts'
import { Csrf } from '../web/form.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'

/** For the first days: where things are. Closed for now it is back at the next log-in; dismissed, it stays away. */
export function FirstHelp({ page }: { readonly page: Page }) {
  if (page.actor.type === 'guest') return null
  const { name } = page.actor
  return (
    <aside class="first-help" aria-labelledby="first-help">
      <h3 id="first-help">{t('New here?')}</h3>
      <ul>
        <li>
          <a href={routes.works}>{t('Works')}</a>:{' '}
          {t('every list can be narrowed by tags, words, dates and more, and the list can be saved.')}
        </li>
        <li>
          <a href={routes.importForm}>{t('Import')}</a>:{' '}
          {t('brings in the files you have; what others wrote is kept for you alone.')}
        </li>
        <li>
          <a href={href(routes.user, { name })}>{t('Your own pages')}</a>:{' '}
          {t('your library, pen names, what you do not want to meet, and every preference.')}
        </li>
      </ul>
      <form method="post" action={routes.firstHelp}>
        <Csrf page={page} />
        <p class="actions">
          <button type="submit" name="until" value="next-time">
            {t('Close')}
          </button>
          <button type="submit" name="until" value="ever">
            {t('Do not show this again')}
          </button>
        </p>
      </form>
    </aside>
  )
}
