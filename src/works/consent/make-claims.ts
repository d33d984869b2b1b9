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

interface Signed {
  readonly name: string
  /** Where its creator can be reached. */
  readonly mailTo: string | null
}

interface ClaimsToMake {
  readonly id: WorkId
  readonly title: string
  readonly names: readonly Signed[]
  /** The run it came with: its letters are written when all of it is in. */
  readonly batch: string | null
  readonly archive: string
  readonly baseUrl: string
  readonly now: Date
}

/** A link for each name a work is signed with, mailed at once where the creator can be reached and no run is under way. */
export async function makeClaims(trx: Transaction, asked: ClaimsToMake): Promise<readonly ClaimLink[]> {
  const { id, names, batch, baseUrl, now } = asked
  const links: (ClaimLink & Signed)[] = []
  for (const { name, mailTo } of names) {
    const code = newCode()
    await trx
      .insertInto('claims')
      .values({ work_id: id, code_hash: hashOf(code), creator: name, sent_to: mailTo, batch, made_at: now })
      .execute()
    links.push({ name, mailTo, creator: name, href: baseUrl + href(routes.claim, { code }) })
  }
  const reached = Map.groupBy(links, ({ mailTo }) => mailTo)
  for (const [mailTo, of] of reached) if (mailTo && !batch) await tellCreator(trx, { ...asked, mailTo }, of)
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
