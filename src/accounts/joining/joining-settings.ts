import type { Db } from '../../storage/transaction.ts'

/** Who may join, and how the queue goes: as the keepers set it. */
export interface Joining {
  readonly how: 'open' | 'invited' | 'closed'
  /** So many invitations to the queue each time; 0: there is no queue. */
  readonly queueSends: number
  readonly queueEveryHours: number
  readonly queueSentAt: Date | null
  /** Of their own, for each new member. */
  readonly invitationsEach: number
}

export async function joiningOf(db: Db): Promise<Joining> {
  return db
    .selectFrom('joining')
    .select([
      'how',
      'queue_sends as queueSends',
      'queue_every_hours as queueEveryHours',
      'queue_sent_at as queueSentAt',
      'invitations_each as invitationsEach',
    ])
    .executeTakeFirstOrThrow()
}
