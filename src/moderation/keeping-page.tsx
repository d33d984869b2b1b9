import { may } from '../core/roles.ts'
import { routes } from '../routes.ts'
import { Field } from '../web/form.tsx'
import { KeepPage } from '../web/keep-page.tsx'
import { keepingFor } from '../web/keeping.ts'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'

interface KeepingPageProps {
  readonly page: Page
  /** What was sought and not found. */
  readonly sought: string | undefined
}

/** All that this keeper may do, and the way to a work or a person that needs it. */
export const KeepingPage = ({ page, sought }: KeepingPageProps) => (
  <KeepPage
    page={page}
    title={t('Keep the archive')}
    lead={t('What you may do here, because you are one of its keepers.')}
  >
    {may(page.actor, 'hide-works') && <Find sought={sought} />}
    <ul class="keep-list">
      {keepingFor(page.actor).map(({ href, label, says }) => (
        <li>
          <h3>
            <a href={href}>{label()}</a>
          </h3>
          <p>{says()}</p>
        </li>
      ))}
    </ul>
  </KeepPage>
)

/** Asks for a page, changes nothing: no token. */
const Find = ({ sought }: Pick<KeepingPageProps, 'sought'>) => (
  <form class="one-line" action={routes.keeping}>
    <Field
      name="find"
      type="search"
      label={t('A work or a person to moderate')}
      hint={t('The number or address of a work, or the name of an account.')}
      value={sought}
      fault={
        sought && t('Nothing here is called so. The name must be the whole one, as in the account’s address.')
      }
      autocomplete="off"
      maxlength={300}
    />
    <button type="submit">{t('Find')}</button>
  </form>
)
