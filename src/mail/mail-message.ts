import { isIP } from 'node:net'
import type { Selectable } from 'kysely'
import { mailHtml, signature } from './mail-html.tsx'
import { oneLine } from './post-mail.ts'
import type { MailTables } from './tables.ts'

type MailRow = Selectable<MailTables['mails']>

interface Sending {
  /** The archive's name. */
  readonly archive: string
  readonly baseUrl: string
  /** The address it is from; without one, of the host people reach. */
  readonly from: string | undefined
}

/**
 * A row as the mail that is sent. Addresses are given as they are, never as text to be read: a comma in one would be
 * two. No file and no page is ever fetched into it.
 */
export function mailMessage(mail: MailRow, { archive, baseUrl, from }: Sending) {
  const host = hostOf(baseUrl)
  const address = from ?? `no-reply@${host}`
  const { subject, says, locale, to_address: to } = mail
  const written = { subject, says, locale, archive, baseUrl }
  return {
    from: { name: oneLine(archive), address },
    to: { name: '', address: to },
    envelope: { from: address, to: [to] },
    subject,
    text: `${mail.text}\n\n${signature(written)}\n`,
    html: mailHtml(written),
    messageId: `<${mail.message_key}@${host}>`,
    date: mail.made_at,
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': locale },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

export type Message = ReturnType<typeof mailMessage>

function hostOf(baseUrl: string): string {
  const { hostname } = new URL(baseUrl)
  return isIP(hostname.replace(/^\[|\]$/g, '')) ? 'localhost' : hostname
}
