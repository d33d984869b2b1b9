import { createHash, randomBytes } from 'node:crypto'
import type { WorkId } from '../../core/ids.ts'
import { postMail } from '../../mail/index.ts'
import { href, routes } from '../../routes.ts'
import type { Transaction } from '../../storage/transaction.ts'
import { t } from '../../web/say.ts'

const CODE_BYTES = 32

/** 256 bits that nobody guesses. The database keeps its hash alone. */
export const newCode = (): string => randomBytes(CODE_BYTES).toString('base64url')

export const hashOf = (code: string): Buffer => createHash('sha256').update(code).digest()

export interface ClaimLink {
  readonly creator: string
  readonly href: string
}

interface ClaimsToMake {
  readonly id: WorkId
  readonly title: string
  readonly names: readonly string[]
  readonly mailTo: string | null
  readonly archive: string
  readonly baseUrl: string
  readonly now: Date
}

/** A link for each name a work is signed with, mailed in one letter where the creator can be reached. */
export async function makeClaims(trx: Transaction, asked: ClaimsToMake): Promise<readonly ClaimLink[]> {
  const { id, names, mailTo, baseUrl, now } = asked
  const links: ClaimLink[] = []
  for (const creator of names) {
    const code = newCode()
    await trx
      .insertInto('claims')
      .values({ work_id: id, code_hash: hashOf(code), creator, sent_to: mailTo, made_at: now })
      .execute()
    links.push({ creator, href: baseUrl + href(routes.claim, { code }) })
  }
  if (mailTo) await tellCreator(trx, { ...asked, mailTo }, links)
  return links
}

async function tellCreator(
  trx: Transaction,
  { mailTo, title, archive }: ClaimsToMake & { readonly mailTo: string },
  links: readonly ClaimLink[],
): Promise<void> {
  await postMail(trx, {
    kind: 'claim-link',
    to: mailTo,
    subject: t('“{title}” is now at {archive}', { title, archive }),
    says: [
      t('“{title}” has been posted at {archive}, because its creator gave leave, as the keepers recorded.', {
        title,
        archive,
      }),
      t(
        'By the link below it can be taken into an account of your own, or removed at once. No account is needed to remove it. The link works once, does not expire, and is for you alone.',
      ),
      ...links.map(({ creator, href: to }) => ({
        href: to,
        label: t('The link for {name}', { name: creator }),
      })),
    ],
  })
}
