import type { Member } from '../../core/actor.ts'
import type { PersonId } from '../../core/ids.ts'
import { postMail } from '../../mail/index.ts'
import type { Transaction } from '../../storage/transaction.ts'
import { t } from '../../web/say.ts'

interface ClaimEnded {
  readonly deed: 'claimed' | 'removed'
  readonly title: string
  readonly creator: string
  readonly sentTo: string | null
  readonly recordedBy: PersonId | null
  readonly claimant: Member | null
  readonly archive: string
}

/** Whoever recorded the permission hears of it, and whoever used the link: neither learns the other's address. */
export async function tellBothEnds(trx: Transaction, ended: ClaimEnded): Promise<void> {
  const { deed, title, creator, sentTo, recordedBy, claimant, archive } = ended
  const named = { title, name: creator, archive }
  const said = deed === 'claimed' ? claimedSays(named) : removedSays(named)
  const keeper = recordedBy && (await addressOf(trx, recordedBy))
  const other = (claimant && (await addressOf(trx, claimant.id))) ?? sentTo
  const ends = new Set([keeper, other, sentTo].filter((to) => to !== null))
  for (const to of ends) await postMail(trx, { kind: `work-${deed}`, to, ...said })
}

interface Named {
  readonly title: string
  readonly name: string
  readonly archive: string
}

const claimedSays = ({ title, name, archive }: Named) => ({
  subject: t('“{title}” has been claimed', { title }),
  says: [
    t(
      'The link for {name} has been used: “{title}” at {archive} now belongs to the account it was taken into.',
      {
        ...{ name, title, archive },
      },
    ),
    t('If that was not you, write to the keepers of the archive.'),
  ],
})

const removedSays = ({ title, name, archive }: Named) => ({
  subject: t('“{title}” has been removed', { title }),
  says: [
    t(
      'The link for {name} has been used: “{title}” is no longer at {archive}. It is deleted for good in 30 days.',
      {
        ...{ name, title, archive },
      },
    ),
    t('If that was not you, write to the keepers of the archive.'),
  ],
})

async function addressOf(trx: Transaction, id: PersonId): Promise<string | null> {
  const row = await trx.selectFrom('people').select('email').where('id', '=', id).executeTakeFirst()
  return row?.email ?? null
}
