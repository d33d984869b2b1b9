import { day, t } from '../web/say.ts'
import type { MailState } from './outbox.ts'

const STATES: Readonly<Record<MailState, () => string>> = {
  waiting: () => t('Waits'),
  sent: () => t('Sent'),
  written: () => t('In the folder'),
  refused: () => t('Refused'),
}

export const stateSaid = (state: MailState): string => STATES[state]()

/** Day and time, in UTC. */
export const MailMoment = ({ at }: { readonly at: Date }) => (
  <time datetime={at.toISOString()}>
    {day(at)} <bdi dir="ltr">{at.toISOString().slice(11, 16)}</bdi>
  </time>
)
