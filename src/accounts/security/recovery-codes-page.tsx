import { routes } from '../../routes.ts'
import { Csrf } from '../../web/form.tsx'
import { NoticeBox } from '../../web/notice.tsx'
import type { Page } from '../../web/page.ts'
import { t } from '../../web/say.ts'
import { FactorPage } from './factor-page.tsx'

interface CodesProps {
  readonly page: Page
  readonly codes: readonly string[]
  /** Two-step log-in was just turned on; other sessions may be open elsewhere. */
  readonly justOn: boolean
  readonly others: number
}

/** Shown once: the archive keeps no more of them than it needs to know one again. */
export function CodesShown({ page, codes, justOn, others }: CodesProps) {
  return (
    <FactorPage page={page} title={t('Recovery codes')}>
      <NoticeBox kind="ok">
        <p>
          <strong>
            {justOn
              ? t('Two-step log-in is on.')
              : t('These are your new codes; the old ones open nothing any more.')}
          </strong>
        </p>
        <p>
          {t(
            'Print them or write them down now: they are shown only this once. Each lets you in one time without the app.',
          )}
        </p>
      </NoticeBox>
      <ol class="recovery-codes" dir="ltr">
        {codes.map((code) => (
          <li>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      {others > 0 && <EndOthers page={page} others={others} />}
    </FactorPage>
  )
}

/** Offered where a factor changed: whoever is logged in elsewhere came in without it. */
const EndOthers = ({ page, others }: { readonly page: Page; readonly others: number }) => (
  <form method="post" action={routes.sessions}>
    <Csrf page={page} />
    <p>
      {t(
        'You are logged in elsewhere, {n, plural, one {in one other browser} other {in # other browsers}}.',
        { n: others },
      )}
    </p>
    <p class="actions">
      <button type="submit" name="end" value="others">
        {t('End all others')}
      </button>
    </p>
  </form>
)

export const CodesOffer = ({ page, left }: { readonly page: Page; readonly left: number }) => (
  <FactorPage
    page={page}
    title={t('Recovery codes')}
    says={t(
      'Each lets you in one time without the app. {n, plural, =0 {None is} one {One is} other {# are}} left of the ten you had.',
      { n: left },
    )}
  >
    <form method="post" action={routes.recoveryCodes}>
      <Csrf page={page} />
      <div class="actions">
        <button type="submit" class="first">
          {t('Make ten new ones')}
        </button>
      </div>
      <p class="hint">{t('The old ones open nothing from then on.')}</p>
    </form>
  </FactorPage>
)
