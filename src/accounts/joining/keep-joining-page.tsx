import { routes } from '../../routes.ts'
import { Choice, Csrf, ErrorSummary, Field, type Sent } from '../../web/form.tsx'
import { KeepPage } from '../../web/keep-page.tsx'
import type { Page } from '../../web/page.ts'
import { t } from '../../web/say.ts'
import { InvitationsFound } from './invitations-found.tsx'
import type { JoiningView } from './joining-view.ts'
import { GiveForms } from './keep-invitations-forms.tsx'
import { QueueSection } from './keep-queue.tsx'
import { Requests } from './keep-requests.tsx'

export interface KeepJoiningProps {
  readonly page: Page
  readonly view: JoiningView
  readonly baseUrl: string
  readonly sent: Sent<string>
}

/** Who may join: for the keepers of the archive. */
export function KeepJoiningPage(props: KeepJoiningProps) {
  const { page, sent } = props
  return (
    <KeepPage
      page={page}
      title={t('Who may join')}
      lead={t('Reading needs no account. What is set here holds from the next visit on.')}
    >
      <ErrorSummary faults={sent.faults} />
      <Settings {...props} />
      <Requests {...props} />
      <QueueSection {...props} />
      <GiveForms {...props} />
      <InvitationsFound {...props} />
    </KeepPage>
  )
}

function Settings({ page, view: { joining }, sent: { typed, faults } }: KeepJoiningProps) {
  const number = (name: string, label: string, hint: string, value: number) => (
    <Field
      name={name}
      label={label}
      hint={hint}
      value={typed[name] ?? String(value)}
      fault={faults[name]}
      needed="of-course"
      autocomplete="off"
      maxlength={5}
    />
  )
  return (
    <form class="keeping" method="post" action={routes.keepJoining}>
      <Csrf page={page} />
      <Choice
        name="how"
        legend={t('How people join')}
        chosen={typed.how ?? joining.how}
        fault={faults.how}
        options={[
          { value: 'open', label: t('Open'), hint: t('Everybody may make an account.') },
          {
            value: 'invited',
            label: t('By invitation'),
            hint: t('Whoever has a code, or waits in the queue.'),
          },
          { value: 'closed', label: t('Closed'), hint: t('Nobody new, not even with an invitation.') },
        ]}
      />
      {number(
        'queueSends',
        t('Invitations to the queue each time'),
        t('0: there is no queue.'),
        joining.queueSends,
      )}
      {number(
        'queueEveryHours',
        t('Hours from one time to the next'),
        t('From 1 to 8760.'),
        joining.queueEveryHours,
      )}
      {number(
        'invitationsEach',
        t('Invitations for each new member'),
        t('To give to people they know. From 0 to 100.'),
        joining.invitationsEach,
      )}
      <p class="actions">
        <button type="submit" name="deed" value="settings" class="first">
          {t('Save')}
        </button>
      </p>
    </form>
  )
}
