import { ORPHAN_ACCOUNT, type PenName } from '../accounts/index.ts'
import { href, routes } from '../routes.ts'
import { Choice, Csrf, ErrorSummary } from '../web/form.tsx'
import { OwnPage } from '../web/own-page.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'
import type { OwnShare } from '../works/index.ts'
import type { OwnSeries } from './own-series.ts'

interface ChooseProps {
  readonly page: Page
  readonly name: string
  readonly shares: readonly OwnShare[]
  readonly pens: readonly PenName[]
  readonly series: readonly OwnSeries[]
}

/** Which works somebody gives up: all, what one pen name signs, a series, or single ones. */
export function ChooseOrphansPage({ page, name, shares, pens, series }: ChooseProps) {
  const to = (query: Record<string, string>): string => href(routes.orphan, { name }, query)
  return (
    <OwnPage page={page} title={t('Give works up')}>
      <p>
        {t(
          'A work that is given up stays here with its readers, and belongs to nobody. This cannot be undone. What is asked next says exactly what happens.',
        )}
      </p>
      {shares.length === 0 ? (
        <p>{t('There is no work of yours to give up.')}</p>
      ) : (
        <>
          <ul class="telling">
            <li>
              <a href={to({ all: 'yes' })}>{t('All your works')}</a>
            </li>
            {pens.map((pen) => (
              <li>
                <a href={to({ pseud: pen.name })}>{t('What is signed {name}', { name: pen.name })}</a>
              </li>
            ))}
            {series.map((one) => (
              <li>
                <a href={to({ series: String(one.id) })}>{t('The series “{title}”', { title: one.title })}</a>
              </li>
            ))}
          </ul>
          <form method="get" action={href(routes.orphan, { name })} class="asking">
            <fieldset class="field">
              <legend class="label">{t('Or choose single works')}</legend>
              {shares.map((work) => (
                <label class="choice">
                  <input type="checkbox" name="work" value={work.id} />
                  <bdi lang={work.language}>{work.title}</bdi>
                </label>
              ))}
            </fieldset>
            <p class="actions">
              <button type="submit">{t('Go on with these')}</button>
            </p>
          </form>
        </>
      )}
    </OwnPage>
  )
}

interface ConfirmProps {
  readonly page: Page
  readonly works: readonly OwnShare[]
  /** Where it began. */
  readonly back: string
  readonly fault?: string | undefined
}

export function ConfirmOrphansPage({ page, works, back, fault }: ConfirmProps) {
  const n = works.length
  return (
    <OwnPage
      page={page}
      title={t('{n, plural, one {Give this work up?} other {Give these # works up?}}', { n })}
    >
      <ul class="telling">
        {works.map((work) => (
          <li>
            <a href={href(routes.work, { workId: work.id })}>
              <bdi lang={work.language}>{work.title}</bdi>
            </a>
            {work.shared && <> ({t('only your part')})</>}
          </li>
        ))}
      </ul>
      <ul class="consequences">
        <li>{t('It cannot be edited, taken back or deleted by you any more. This cannot be undone.')}</li>
        <li>
          {t('Kudos, comments and earlier versions stay with it; those versions do not name you either.')}
        </li>
        <li>{t('What others have made with you stays theirs.')}</li>
        <li>
          {t('Without the name, the address where it was first posted goes too, since it tells whose it is.')}
        </li>
      </ul>
      <form method="post" class="asking">
        <Csrf page={page} />
        <ErrorSummary faults={{ keep: fault }} />
        <Choice<'yes' | 'no' | ''>
          name="keep"
          legend={t('What stands on it then')}
          chosen=""
          fault={fault}
          options={[
            { value: 'yes', label: t('The name stays, as {name}', { name: `… (${ORPHAN_ACCOUNT})` }) },
            { value: 'no', label: t('Only {name}', { name: ORPHAN_ACCOUNT }) },
          ]}
        />
        <p class="actions">
          <button type="submit">{t('Give up for good')}</button>
          <a class="button" href={back}>
            {t('Leave it as it is')}
          </a>
        </p>
      </form>
    </OwnPage>
  )
}
