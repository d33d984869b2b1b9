import { sql } from 'kysely'
import { mailboxes } from '../../accounts/index.ts'
import type { PersonId, WorkId } from '../../core/ids.ts'
import { href, routes } from '../../routes.ts'
import type { Transaction } from '../../storage/transaction.ts'
import { t } from '../../web/say.ts'
import { makersOf } from '../hiding.ts'
import { mailEach } from './invite-creator-mails.ts'
import { namesOpen, type WorkNamed } from './work-named.ts'

export interface Telling {
  readonly now: Date
  readonly baseUrl: string
}

export interface TellingOf extends Telling {
  readonly named: WorkNamed
}

/** Tells those a posted work is given to, each once in the life of the work. Whoever signs it knows. */
export async function tellRecipients(
  trx: Transaction,
  id: WorkId,
  { now, baseUrl, named: work }: TellingOf,
): Promise<void> {
  const { rows } = await sql<{ person: PersonId }>`
    update gifts set told_at = ${now} from pen_names
    where gifts.work_id = ${id} and gifts.standing = 'given' and told_at is null and pen_names.id = gifts.pen_name_id
    returning pen_names.person_id as person`.execute(trx)
  const makers = await makersOf(trx, id)
  const people = rows.map(({ person }) => person).filter((person) => !makers.includes(person))
  const told = await toldBefore(trx, id, now)
  const boxes = await mailboxes(
    trx,
    people.filter((person) => !told.has(person)),
  )
  const wanting = boxes.filter(({ wantsGifts }) => wantsGifts).map(({ person }) => person)
  const { title } = work
  for (const person of wanting)
    await mailEach(trx, [person], () => ({
      kind: 'gift',
      subject: t('A gift for you: “{title}”', { title }),
      says: [
        t('“{title}” by {names} has been posted as a gift to you.', { title, names: namesOpen(work) }),
        { href: baseUrl + href(routes.work, { workId: id }), label: t('Read it') },
        t(
          'You can refuse it on the page of your gifts, and choose in your preferences whether you get gifts and these mails.',
        ),
      ],
    }))
}

/** Under another name of theirs, which it was taken back from since. */
async function toldBefore(trx: Transaction, id: WorkId, now: Date): Promise<ReadonlySet<PersonId>> {
  const { rows } = await sql<{ person: PersonId }>`select person_id as person from gifts
    join pen_names on pen_names.id = pen_name_id
    where work_id = ${id} and standing = 'taken-back' and told_at <= ${now} and person_id is not null`.execute(
    trx,
  )
  return new Set(rows.map(({ person }) => person))
}
