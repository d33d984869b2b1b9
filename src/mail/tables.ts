import type { Generated } from 'kysely'
import type { MailId } from '../core/ids.ts'
import type { Said } from './post-mail.ts'

export interface MailTables {
  mails: {
    id: Generated<MailId>
    /** What the mail is about, for whoever reads the table: `confirm-address`, `new-passkey`. */
    kind: string
    /** Address, subject, `says` and text are empty once it is old. */
    to_address: string
    subject: string
    says: readonly Said[]
    text: string
    locale: Generated<string>
    message_key: Generated<string>
    made_at: Generated<Date>
    sent_at: Date | null
    sent_by: 'smtp' | 'file' | null
    refused_at: Date | null
    tries: Generated<number>
    /** Why the last try failed. */
    fault: string | null
  }
}
