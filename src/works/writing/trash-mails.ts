import { sql } from 'kysely'
import { mailboxes, SIGNER, type Signer, signature } from '../../accounts/index.ts'
import type { Member } from '../../core/actor.ts'
import type { PersonId, WorkId } from '../../core/ids.ts'
import { postMail, type Said } from '../../mail/index.ts'
import { href, routes } from '../../routes.ts'
import type { Transaction } from '../../storage/transaction.ts'
import { locale, speaking, t } from '../../web/say.ts'
import { makersOf, workTitle } from '../hiding.ts'

interface Told {
  readonly by: Member
  readonly deed: 'trashed' | 'restored'
  readonly baseUrl: string
  /** Readers had it, or had had it. */
  readonly wasPosted: boolean
}

/**
 * Everybody who made the work, each in their own language. Who asked for it is named as they sign this work, never by an
 * account that is not shown to be theirs; whoever did it is told only where it is more than a draft that is gone.
 */
export async function tellOfTrash(trx: Transaction, id: WorkId, told: Told): Promise<void> {
  const { by, deed, wasPosted } = told
  const title = await workTitle(trx, id)
  const name = await nameOn(trx, id, by.id)
  for (const box of await mailboxes(trx, await makersOf(trx, id))) {
    const self = box.person === by.id
    if (self && (deed === 'restored' || !wasPosted)) continue
    const language = self ? locale() : box.locale
    const trash = told.baseUrl + href(routes.trash, { name: box.name })
    const mail = speaking(language, () => said({ deed, title, by: self ? 'self' : { name }, trash }))
    await postMail(trx, { kind: `work-${deed}`, to: box.to, locale: language, ...mail })
  }
}

/** As they sign it first; null for who does not. */
async function nameOn(trx: Transaction, id: WorkId, person: PersonId): Promise<string | null> {
  const row = await trx
    .selectFrom('creatorships')
    .innerJoin('pen_names', 'pen_names.id', 'pen_name_id')
    .innerJoin('people', 'people.id', 'pen_names.person_id')
    .select(sql<Signer>`${SIGNER}`.as('signer'))
    .where('work_id', '=', id)
    .where('pen_names.person_id', '=', person)
    .orderBy('creatorships.position')
    .limit(1)
    .executeTakeFirst()
  return row ? signature(row.signer) : null
}

interface Saying {
  readonly deed: 'trashed' | 'restored'
  readonly title: string
  readonly by: 'self' | { readonly name: string | null }
  readonly trash: string
}

function said({ deed, title, by, trash }: Saying): {
  readonly subject: string
  readonly says: readonly Said[]
} {
  if (deed === 'restored') {
    const name = by === 'self' ? null : by.name
    const who = name
      ? t('{name} has brought “{title}” back from the trash. It is what it was before.', { name, title })
      : t('One of its creators has brought “{title}” back from the trash. It is what it was before.', {
          title,
        })
    return { subject: t('“{title}” is back', { title }), says: [who] }
  }
  return {
    subject: t('“{title}” has been deleted', { title }),
    says: [
      whoDeleted(by, title),
      t(
        'Nobody can read it any more. For 30 days its creators can bring it back, or fetch its text; then it is deleted for good.',
      ),
      { href: trash, label: t('The trash') },
    ],
  }
}

function whoDeleted(by: Saying['by'], title: string): string {
  if (by === 'self') return t('As asked, “{title}” has been deleted.', { title })
  const { name } = by
  return name
    ? t('{name} has deleted “{title}”, which you had a part in.', { name, title })
    : t('One of its creators has deleted “{title}”, which you had a part in.', { title })
}
