import { href, routes } from '../../routes.ts'
import { Csrf, ErrorSummary, Field } from '../../web/form.tsx'
import type { Page } from '../../web/page.ts'
import { t } from '../../web/say.ts'
import { OldPassphrase } from './change-passphrase-page.tsx'
import { FactorPage } from './factor-page.tsx'

export type NameFaults = Readonly<Partial<Record<'new_name' | 'password', string>>>

interface NamePageProps {
  readonly page: Page
  readonly name: string
  readonly typed: string
  readonly withOld: boolean
  /** Why it cannot be changed now. */
  readonly rests: string | null
  readonly faults: NameFaults
}

export function NamePage({ page, name, typed, withOld, rests, faults }: NamePageProps) {
  return (
    <FactorPage
      page={page}
      title={t('Change the name of the account')}
      says={t(
        'Works, lists and searches show the new name at once, and links with the old one lead nowhere. A pen name that is the same as the old name changes with it. Then it stays for seven days.',
      )}
    >
      {rests && Object.keys(faults).length === 0 ? (
        <p>{rests}</p>
      ) : (
        <form method="post" action={href(routes.changeName, { name })}>
          <Csrf page={page} />
          <ErrorSummary faults={faults} />
          <Field
            name="new_name"
            label={t('New name')}
            hint={t('A name has 3 to 40 letters from A to Z, digits or underscores.')}
            value={typed || name}
            needed="of-course"
            fault={faults.new_name}
            autocomplete="username"
            maxlength={40}
          />
          {withOld && <OldPassphrase fault={faults.password} />}
          <div class="actions">
            <button type="submit" class="first">
              {t('Change the name')}
            </button>
          </div>
        </form>
      )}
    </FactorPage>
  )
}
