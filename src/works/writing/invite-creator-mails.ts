import { sql } from 'kysely'
import { mailboxes, signature } from '../../accounts/index.ts'
import type { Member } from '../../core/actor.ts'
import type { ChapterId, PenNameId, PersonId, SeriesId, WorkId } from '../../core/ids.ts'
import { type Mail, postMail } from '../../mail/index.ts'
import { href, routes } from '../../routes.ts'
import type { Transaction } from '../../storage/transaction.ts'
import { speaking, t } from '../../web/say.ts'
import type { Invited } from './invite-creator.ts'
import { namesSaid, workNamed } from './work-named.ts'

interface Telling {
  readonly to: Invited
  readonly pen: PenNameId
  readonly baseUrl: string
}

/** By the names that sign it, not by the account that asked: a pen name may be nobody's to know. */
export async function mailInvited(trx: Transaction, by: Member, { to, pen, baseUrl }: Telling) {
  const { title, names, chapter } =
    'series' in to ? await seriesSaid(trx, by, to.series) : await workSaid(trx, to)
  const person = await personOf(trx, pen)
  const account = person && (await accountOf(trx, person))
  if (!person || !account) return
  await mailEach(
    trx,
    [person],
    (): Omit<Mail, 'to' | 'locale'> => ({
      kind: 'creator-invited',
      subject: t('An invitation to be a creator of “{title}”', { title }),
      says: [
        chapter === null
          ? t('{names} would like you to be a creator of “{title}” with them.', {
              names: namesSaid(names),
              title,
            })
          : t('{names} would like you to be a creator of chapter {n} of “{title}” with them.', {
              names: namesSaid(names),
              n: chapter,
              title,
            }),
        t('Until you accept, your name does not stand there, and you cannot edit it.'),
        { href: baseUrl + href(routes.creatorships, { name: account }), label: t('Accept or decline') },
        t('You can switch such invitations off in your preferences.'),
      ],
    }),
  )
}

/** They are on the work already, and stand on a chapter from now on. */
export async function mailAddedToChapter(
  trx: Transaction,
  { work, chapter, pen, baseUrl }: { work: WorkId; chapter: ChapterId; pen: PenNameId; baseUrl: string },
): Promise<void> {
  const { title, chapter: n } = await workSaid(trx, { work, chapter })
  const person = await personOf(trx, pen)
  if (!person) return
  await mailEach(trx, [person], () => ({
    kind: 'creator-added',
    subject: t('You are a creator of a chapter of “{title}”', { title }),
    says: [
      t('Another creator of “{title}” has put your name to chapter {n}, too.', { title, n: n ?? 1 }),
      { href: baseUrl + href(routes.chapter, { workId: work, chapterId: chapter }), label: t('The chapter') },
      { href: baseUrl + href(routes.leaveWork, { workId: work }), label: t('Take your name off it') },
    ],
  }))
}

/** A mail to each of these people, in the language each of them reads. */
export async function mailEach(
  trx: Transaction,
  people: readonly PersonId[],
  says: () => Omit<Mail, 'to' | 'locale'>,
): Promise<void> {
  for (const { to, locale } of await mailboxes(trx, people))
    await speaking(locale, () => postMail(trx, { ...says(), to, locale }))
}

interface Said {
  readonly title: string
  readonly names: readonly string[]
  readonly chapter: number | null
}

async function workSaid(
  trx: Transaction,
  { work, chapter }: { readonly work: WorkId; readonly chapter: ChapterId | null },
): Promise<Said> {
  const named = await workNamed(trx, work)
  const place =
    chapter &&
    (await trx.selectFrom('chapters').select('position').where('id', '=', chapter).executeTakeFirst())
  return { title: named?.title ?? '', names: named?.names ?? [], chapter: place ? place.position : null }
}

/** Whoever keeps a series asks by the names they openly sign its works with. */
async function seriesSaid(trx: Transaction, by: Member, series: SeriesId): Promise<Said> {
  const { title } = await trx
    .selectFrom('series')
    .select('title')
    .where('id', '=', series)
    .executeTakeFirstOrThrow()
  const { rows } = await sql<{ pen: string; account: string | null }>`
    select distinct pen_names.name as pen, case when unlinked then null else people.name end as account
    from series_works join works on works.id = series_works.work_id join creatorships on creatorships.work_id = works.id
    join pen_names on pen_names.id = pen_name_id join people on people.id = pen_names.person_id
    where series_id = ${series} and people.id = ${by.id} and works.standing = 'posted' and works.disclosure = 'open'
    order by 1`.execute(trx)
  return { title, names: rows.map(signature), chapter: null }
}

async function personOf(trx: Transaction, pen: PenNameId): Promise<PersonId | null> {
  const row = await trx.selectFrom('pen_names').select('person_id').where('id', '=', pen).executeTakeFirst()
  return row?.person_id ?? null
}

async function accountOf(trx: Transaction, person: PersonId): Promise<string | undefined> {
  const row = await trx.selectFrom('people').select('name').where('id', '=', person).executeTakeFirst()
  return row?.name
}
