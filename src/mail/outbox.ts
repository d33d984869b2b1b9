import type { Actor } from '../core/actor.ts'
import type { MailId } from '../core/ids.ts'
import { may } from '../core/roles.ts'
import type { Db } from '../storage/transaction.ts'
import type { Said } from './post-mail.ts'

export type MailState = 'waiting' | 'sent' | 'written' | 'refused'

export interface MailShown {
  readonly id: MailId
  readonly kind: string
  readonly madeAt: Date
  readonly sentAt: Date | null
  readonly state: MailState
  readonly fault: string | null
  /** Only where there is no mail server, and not any more once it is old. */
  readonly words: MailWords | null
}

export interface MailWords {
  readonly to: string
  readonly subject: string
  readonly says: readonly Said[]
  readonly locale: string
}

export interface OutboxPart {
  readonly mails: readonly MailShown[]
  readonly page: number
  readonly pages: number
  readonly all: number
}

const ON_A_PAGE = 50

/** `open`: there is no mail server, so that a mail can be read here alone. Undefined: it is not there for this reader. */
export async function outboxPart(
  db: Db,
  actor: Actor,
  { page, open }: { readonly page: number; readonly open: boolean },
): Promise<OutboxPart | undefined> {
  if (!may(actor, 'read-outbox')) return undefined
  const { all } = await db
    .selectFrom('mails')
    .select(({ fn }) => fn.countAll<string>().as('all'))
    .executeTakeFirstOrThrow()
  const pages = Math.max(1, Math.ceil(Number(all) / ON_A_PAGE))
  const at = Math.min(page, pages)
  const rows = await mailsOf(db)
    .orderBy('id', 'desc')
    .limit(ON_A_PAGE)
    .offset((at - 1) * ON_A_PAGE)
    .execute()
  return { mails: rows.map((row) => shown(row, open)), page: at, pages, all: Number(all) }
}

export async function outboxMail(
  db: Db,
  actor: Actor,
  { id, open }: { readonly id: MailId; readonly open: boolean },
): Promise<MailShown | undefined> {
  if (!may(actor, 'read-outbox')) return undefined
  const row = await mailsOf(db).where('id', '=', id).executeTakeFirst()
  return row && shown(row, open)
}

const mailsOf = (db: Db) => db.selectFrom('mails').selectAll()

type Row = Awaited<ReturnType<ReturnType<typeof mailsOf>['executeTakeFirstOrThrow']>>

function shown(row: Row, open: boolean): MailShown {
  const { kind, made_at: madeAt, sent_at: sentAt, fault, to_address: to, subject, says, locale } = row
  const readable = open && row.sent_by !== 'smtp' && row.text !== ''
  const words = readable ? { to, subject, says, locale } : null
  return { id: row.id, kind, madeAt, sentAt, state: stateOf(row), fault, words }
}

function stateOf({ sent_by, sent_at, refused_at }: Row): MailState {
  if (sent_at) return sent_by === 'file' ? 'written' : 'sent'
  return refused_at ? 'refused' : 'waiting'
}
