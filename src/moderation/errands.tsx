import type { FactName } from '../facts.ts'
import type { GivenUp } from '../jobs/given-up.ts'
import { routes } from '../routes.ts'
import { Csrf } from '../web/form.tsx'
import type { Page } from '../web/page.ts'
import { day, t } from '../web/say.ts'

interface ErrandsProps {
  readonly page: Page
  readonly errands: readonly GivenUp[]
}

/** What the archive was to do beside its pages and could not: what it was, what was said, and once more. */
export const Errands = ({ page, errands }: ErrandsProps) => (
  <section class="next-steps" aria-labelledby="errands">
    <h3 class="ruled" id="errands">
      {t('What did not work')}
    </h3>
    <p>
      {t(
        'This failed again and again. It is tried once a day from now on; when you have mended the cause, such as a full disk, have it tried at once.',
      )}
    </p>
    <ul>
      {errands.map(({ fact, n, last, fault }) => (
        <li>
          {t('{what} ({n, plural, one {once} other {# times}}, last on {date})', {
            ...{ what: WHAT[fact]?.() ?? fact, n, date: day(last) },
          })}
          <span class="hint">
            <bdi>{fault.slice(0, 300)}</bdi>
          </span>
        </li>
      ))}
    </ul>
    <form method="post" action={routes.errands}>
      <Csrf page={page} />
      <p class="actions">
        <button type="submit">{t('Try all of it now')}</button>
      </p>
    </form>
  </section>
)

const tidying = (): string => t('Tidying up what is some days old')
const telling = (): string => t('Telling of works that were posted')

const WHAT: Readonly<Record<FactName, () => string>> = {
  'import.requested': () => t('Reading files that were sent'),
  'mail.posted': () => t('Sending a mail'),
  'work.removed': () => t('Forgetting a work that was taken down'),
  'work.posted': telling,
  'work.posted-silently': telling,
  'writing.due': () => t('Posting what was scheduled'),
  'trash.aged': tidying,
  'mails.aged': tidying,
  'parcels.aged': tidying,
  'bundles.aged': tidying,
  'joining.aged': tidying,
  'queue.due': () => t('Sending invitations to the queue'),
  'passphrase.forgotten': () => t('Answering a forgotten passphrase'),
  'heads.aged': () => t('Renewing the names that works are found by'),
  'leaving.due': () => t('Deleting accounts whose days are over'),
  'parcel.asked': () => t('Packing what somebody takes along'),
  'bundle.asked': () => t('Packing many works into one file'),
}
