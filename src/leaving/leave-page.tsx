import type { Choice as Chosen } from '../accounts/index.ts'
import { routes } from '../routes.ts'
import { Choice, Csrf, ErrorSummary, Tick } from '../web/form.tsx'
import { OwnPage } from '../web/own-page.tsx'
import type { Page } from '../web/page.ts'
import { day, t } from '../web/say.ts'
import type { OwnShare } from '../works/index.ts'
import { fieldOf, type LeaveFaults, OWN_CHOICES, SHARED_CHOICES } from './leave-form.ts'

interface LeaveProps {
  readonly page: Page
  readonly shares: readonly OwnShare[]
  readonly typed: Readonly<Record<string, string>>
  readonly faults: LeaveFaults
}

const LABELS: Readonly<Record<Chosen, () => string>> = {
  delete: () => t('Delete them'),
  'orphan-named': () => t('Leave them here, with the name on them'),
  orphan: () => t('Leave them here, without the name'),
  'step-back': () => t('Take my name off; they stay with the others'),
}

const ONE: Readonly<Record<Chosen, () => string>> = {
  delete: () => t('Delete it'),
  'orphan-named': () => t('Leave it, with the name'),
  orphan: () => t('Leave it, without the name'),
  'step-back': () => t('Take my name off'),
}

/** What goes with an account, what may stay, and that there are seven days to think again. */
export function LeavePage({ page, shares, typed, faults }: LeaveProps) {
  return (
    <OwnPage page={page} title={t('Leave')}>
      {page.leavesAt ? (
        <p>
          {t('The account is deleted on {date}. Above you can say that you stay.', {
            date: day(page.leavesAt),
          })}
        </p>
      ) : (
        <>
          <Consequences />
          <form method="post" action={routes.leave} class="asking">
            <Csrf page={page} />
            <ErrorSummary faults={faults} />
            <Works {...{ shares, typed, faults }} shared={false} />
            <Works {...{ shares, typed, faults }} shared={true} />
            <Tick name="sure" fault={faults.sure}>
              {t('I want my account to be deleted in seven days.')}
            </Tick>
            <p class="actions">
              <button type="submit" name="deed" value="leave">
                {t('Delete the account')}
              </button>
              <a class="button" href={routes.security}>
                {t('Stay')}
              </a>
            </p>
          </form>
        </>
      )}
    </OwnPage>
  )
}

const Consequences = () => (
  <>
    <ul class="consequences">
      <li>
        {t(
          'For seven days nothing is deleted: to change your mind, log in and say that you stay. Every session ends now.',
        )}
      </li>
      <li>
        {t(
          'Then the account is gone for good: name, pen names and their pictures, profile, e-mail address, settings, kept copies, drafts, shelves, filters, mails.',
        )}
      </li>
      <li>
        {t(
          'Nobody can take the name for three months. What the keepers decided stays in their log, without it.',
        )}
      </li>
      <li>{t('Downloads that people have, and what is written on other sites, cannot be taken back.')}</li>
    </ul>
    <p>
      <a href={routes.parcels}>{t('Take everything with you first')}</a>
    </p>
  </>
)

interface WorksProps extends Omit<LeaveProps, 'page'> {
  readonly shared: boolean
}

/** One choice for all, and another for any of them. */
function Works({ shares, typed, faults, shared }: WorksProps) {
  const works = shares.filter((one) => one.shared === shared)
  if (works.length === 0) return null
  const name = shared ? 'shared' : 'own'
  const choices: readonly Chosen[] = shared ? SHARED_CHOICES : OWN_CHOICES
  const n = works.length
  return (
    <>
      <Choice<Chosen | ''>
        name={name}
        legend={
          shared
            ? t(
                '{n, plural, one {# work that others have a part in} other {# works that others have a part in}}',
                { n },
              )
            : t('{n, plural, one {# work that is yours alone} other {# works that are yours alone}}', { n })
        }
        chosen={choices.find((one) => one === typed[name]) ?? ''}
        options={choices.map((value) => ({ value, label: LABELS[value]() }))}
        fault={faults[name]}
      />
      <details class="each-work" open={works.some(({ id }) => typed[fieldOf(id)])}>
        <summary>{t('Otherwise for single works')}</summary>
        {works.map((work) => (
          <OneWork work={work} choices={choices} chosen={typed[fieldOf(work.id)] ?? ''} />
        ))}
      </details>
    </>
  )
}

const OneWork = (props: {
  readonly work: OwnShare
  readonly choices: readonly Chosen[]
  readonly chosen: string
}) => (
  <div class="field">
    <label for={`f-${fieldOf(props.work.id)}`}>
      <bdi lang={props.work.language}>{props.work.title}</bdi>
    </label>
    <select id={`f-${fieldOf(props.work.id)}`} name={fieldOf(props.work.id)}>
      <option value="">{t('As chosen above')}</option>
      {props.choices.map((value) => (
        <option value={value} selected={value === props.chosen}>
          {ONE[value]()}
        </option>
      ))}
    </select>
  </div>
)
