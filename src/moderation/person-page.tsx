import { ROLES } from '../core/roles.ts'
import { href, routes } from '../routes.ts'
import { Choice, Csrf, ErrorSummary, Field, type Sent } from '../web/form.tsx'
import { KeepPage } from '../web/keep-page.tsx'
import type { Page } from '../web/page.ts'
import { day, t } from '../web/say.ts'
import { DecisionList, roleName } from './decision-list.tsx'
import type { ModeratedPerson } from './person-view.ts'
import { LONGEST_SUSPENSION_DAYS } from './suspend-person.ts'

export type PersonField = 'decision' | 'days' | 'reason' | 'role'

interface ModeratedPersonProps {
  readonly page: Page
  readonly person: ModeratedPerson
  readonly sent: Sent<PersonField>
}

/** Where a moderator suspends or bans somebody, or lifts that, and an owner gives roles. */
export function ModeratedPersonPage({ page, person, sent }: ModeratedPersonProps) {
  const title = t('Moderate {name}', { name: person.name })
  return (
    <KeepPage
      page={page}
      title={title}
      lead={
        <>
          <a href={href(routes.user, { name: person.name })}>
            <bdi>{person.name}</bdi>
          </a>
          {t(', ')}
          {roleName(person.role)}
          {t(', ')}
          {standingSaid(person)}
        </>
      }
    >
      <ErrorSummary faults={sent.faults} />
      {person.role === 'member' && <JudgementForm page={page} person={person} sent={sent} />}
      {person.givesRoles && <RoleForm page={page} person={person} sent={sent} />}
      <h3 class="ruled">{t('What was decided')}</h3>
      <DecisionList decisions={person.decisions} />
    </KeepPage>
  )
}

function standingSaid({ standing }: ModeratedPerson): string {
  if (standing.is === 'banned') return t('Banned')
  return standing.is === 'active'
    ? t('In good standing')
    : t('Suspended until {date}', { date: day(standing.until) })
}

const JudgementForm = ({ page, person, sent }: ModeratedPersonProps) => (
  <form method="post" action={href(routes.adminPerson, { name: person.name })}>
    <Csrf page={page} />
    <h3 class="ruled">{t('Suspend, ban or lift')}</h3>
    <Choice
      name="decision"
      legend={t('What to do')}
      quiet
      chosen={sent.typed.decision ?? ''}
      options={[
        {
          value: 'suspend',
          label: t('Suspend'),
          hint: t('Reading and logging in stay possible; posting, editing and importing do not.'),
        },
        {
          value: 'ban',
          label: t('Ban'),
          hint: t('Nobody can log in with the account, and every session ends at once. Works stay.'),
        },
        { value: 'lift', label: t('Lift'), hint: t('Everything is as before.') },
      ]}
      fault={sent.faults.decision}
    />
    <Field
      name="days"
      label={t('Days')}
      hint={t('For a suspension. It ends at the beginning of a day.')}
      maxlength={4}
      value={sent.typed.days}
      fault={sent.faults.days}
    />
    <Field
      name="reason"
      label={t('Why')}
      hint={t('The person is told this, in these words.')}
      rows={4}
      maxlength={2000}
      needed="of-course"
      value={sent.typed.reason}
      fault={sent.faults.reason}
    />
    <div class="actions">
      <button type="submit" class="grave">
        {t('Decide')}
      </button>
    </div>
  </form>
)

const RoleForm = ({ page, person, sent }: ModeratedPersonProps) => (
  <form method="post" action={href(routes.adminPerson, { name: person.name })}>
    <Csrf page={page} />
    <input type="hidden" name="decision" value="role" />
    <h3 class="ruled">{t('Role')}</h3>
    <Choice
      name="role"
      legend={t('Role')}
      quiet
      chosen={sent.typed.role ?? person.role}
      options={ROLES.map((role) => ({ value: role, label: roleName(role) }))}
      fault={sent.faults.role}
    />
    <div class="actions">
      <button type="submit">{t('Give this role')}</button>
    </div>
  </form>
)

export const daysFault = (): string =>
  t('Say for how many days, from 1 to {most}.', { most: LONGEST_SUSPENSION_DAYS })
