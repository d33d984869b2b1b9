import { sql } from 'kysely'
import { ORPHAN_ACCOUNT, standApart } from '../../accounts/index.ts'
import type { PersonId, WorkId } from '../../core/ids.ts'
import { href, routes } from '../../routes.ts'
import type { Transaction } from '../../storage/transaction.ts'
import { t } from '../../web/say.ts'
import { makersOf } from '../hiding.ts'
import type { TellingOf } from './gift-mails.ts'
import { mailEach } from './invite-creator-mails.ts'
import { namesOpen, type WorkNamed, workNamed } from './work-named.ts'

/**
 * Tells the creators of works here that a posted work names them as its source, each source once. Who makes both knows;
 * who keeps one of its makers away is not told, and never that they do.
 */
export async function tellCited(
  trx: Transaction,
  id: WorkId,
  { now, baseUrl, named: work }: TellingOf,
): Promise<void> {
  const { rows } = await sql<{ other: WorkId }>`
    update related_works set told_at = ${now}
    where work_id = ${id} and other_work_id is not null and told_at is null
      and relation in ('inspired-by', 'translation-of')
    returning other_work_id as other`.execute(trx)
  const makers = await makersOf(trx, id)
  for (const other of new Set(rows.map((row) => row.other))) {
    const people = (await makersOf(trx, other)).filter((person) => !makers.includes(person))
    const apart = await standApart(trx, makers, people)
    const source = await workNamed(trx, other)
    if (!source || source.audience === 'kept' || source.standing === 'trashed') continue
    for (const person of people)
      if (!apart.has(person)) await mailOne(trx, person, { work, source, id, baseUrl })
  }
}

interface Cited {
  readonly work: WorkNamed
  readonly source: WorkNamed
  readonly id: WorkId
  readonly baseUrl: string
}

async function mailOne(trx: Transaction, person: PersonId, { work, source, id, baseUrl }: Cited) {
  const { name } = await trx
    .selectFrom('people')
    .select('name')
    .where('id', '=', person)
    .executeTakeFirstOrThrow()
  if (name === ORPHAN_ACCOUNT) return
  const said = { title: work.title, names: namesOpen(work), source: source.title }
  await mailEach(trx, [person], () => ({
    kind: 'cited',
    subject: t('“{title}” names your work “{source}”', said),
    says: [
      t('“{title}” by {names} says that it is a translation of your work “{source}”, or inspired by it.', {
        ...said,
        names: namesOpen(work),
      }),
      { href: baseUrl + href(routes.work, { workId: id }), label: t('Read it') },
      t('Your work shows it only once you let it.'),
      { href: baseUrl + href(routes.relatedWorks, { name }), label: t('Your related works') },
    ],
  }))
}
