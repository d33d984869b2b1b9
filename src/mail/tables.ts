import type { Generated } from 'kysely'

export interface MailTables {
  mails: {
    id: Generated<number>
    /** What the mail is about, for whoever reads the table: `confirm-address`, `new-passkey`. */
    kind: string
    to_address: string
    subject: string
    text: string
    html: string
    made_at: Generated<Date>
    sent_at: Date | null
    /** Why the last try failed. */
    fault: string | null
  }
}
