import { sql } from 'kysely'
import { preferencesOf } from '../../accounts/index.ts'
import type { Member } from '../../core/actor.ts'
import type { PersonId } from '../../core/ids.ts'
import { may } from '../../core/roles.ts'
import { postMail, type Said } from '../../mail/index.ts'
import { href, routes } from '../../routes.ts'
import { type Db, inTransaction, type Transaction } from '../../storage/transaction.ts'
import { speaking, locale as spoken, t } from '../../web/say.ts'
import { hashOf, newCode } from './make-claims.ts'
import { refusalsOf } from './refused-addresses.ts'

interface Sending {
  readonly archive: string
  readonly baseUrl: string
}

interface Told {
  readonly id: number
  readonly title: string
  readonly creator: string
  readonly sentTo: string
  /** The account that has it already. */
  readonly person: PersonId | null
}

/** A letter names so many works, and says how many more there are. */
const MOST_NAMED = 50

/**
 * One letter for each address that works of a run came under, however many. Done again, it goes on with those that
 * have had none. Who asked for no letters gets none; their works can be claimed all the same.
 */
export async function sendLetters(db: Db, batch: string, sending: Sending): Promise<void> {
  for (;;) {
    const left = await inTransaction(db, async (trx) => {
      const told = await nextAddress(trx, batch)
      const [first] = told
      if (!first) return false
      await sendLetter(trx, told, { ...sending, to: first.sentTo })
      return true
    })
    if (!left) break
  }
  await db.updateTable('claims').set({ batch: null }).where('batch', '=', batch).execute()
}

async function nextAddress(trx: Transaction, batch: string): Promise<readonly Told[]> {
  const { rows } = await sql<Told>`
    select claims.id, works.title, claims.creator, claims.sent_to as "sentTo",
      case when claims.outcome = 'claimed' then claims.person_id end as person
    from claims join works on works.id = claims.work_id
    where claims.batch = ${batch} and claims.sent_to = (
      select min(sent_to) from claims where batch = ${batch} and sent_to is not null)
    order by claims.id`.execute(trx)
  return rows
}

async function sendLetter(
  trx: Transaction,
  told: readonly Told[],
  { to, archive, baseUrl }: Sending & { readonly to: string },
): Promise<void> {
  const ids = told.map(({ id }) => id)
  const member = told.find(({ person }) => person !== null)?.person
  const code = newCode()
  const changed = member ? { batch: null } : { batch: null, letter_hash: hashOf(code) }
  await trx.updateTable('claims').set(changed).where('id', 'in', ids).execute()
  if ((await refusalsOf(trx, [to])).size > 0) return
  const link = baseUrl + href(routes.claim, { code })
  if (!member) await postMail(trx, { kind: 'claim-letter', to, ...toStranger(told, { archive, link }) })
  else {
    const owner: Member = { type: 'member', id: member, name: '', role: 'member' }
    const { language } = await preferencesOf(trx, owner)
    const locale = language || spoken()
    const letter = speaking(locale, () => toMember(told, { archive }))
    await postMail(trx, { kind: 'works-credited', to, locale, ...letter })
  }
}

const namedIn = (told: readonly Told[]): Said[] => [
  told
    .slice(0, MOST_NAMED)
    .map(({ title }) => `“${title}”`)
    .join('\n'),
  ...(told.length > MOST_NAMED
    ? [t('{n, plural, one {And # more work.} other {And # more works.}}', { n: told.length - MOST_NAMED })]
    : []),
]

function toStranger(
  told: readonly Told[],
  { archive, link }: { readonly archive: string; readonly link: string },
) {
  const name = told[0]?.creator ?? ''
  return {
    subject: t('{n, plural, one {A work} other {# works}} of yours at {archive}', {
      n: told.length,
      archive,
    }),
    says: [
      t(
        '{n, plural, one {A work} other {# works}} signed {name} came to {archive} from an archive elsewhere, because leave was given for it, as the keepers recorded.',
        { n: told.length, name, archive },
      ),
      ...namedIn(told),
      t(
        'By the link below you decide what becomes of them, each or all: take them into an account, leave them as they are, take your name off, or have them removed at once. You can also say there that you want no more of these letters. No account is needed. The link is for you alone and does not expire.',
      ),
      { href: link, label: t('The link for {name}', { name }) },
    ] satisfies Said[],
  }
}

const toMember = (told: readonly Told[], { archive }: { readonly archive: string }) => ({
  subject: t('{n, plural, one {A work} other {# works}} of yours at {archive}', { n: told.length, archive }),
  says: [
    t(
      '{n, plural, one {A work} other {# works}} of yours came to {archive} from an archive elsewhere. Your address stood beside the name, so your account has {n, plural, one {it} other {them}} now: to change, to hide or to delete.',
      { n: told.length, archive },
    ),
    ...namedIn(told),
  ] satisfies Said[],
})

/** A keeper learned where a creator is to be reached now: what is undecided is theirs to decide, by a new letter. */
export async function forwardClaims(
  db: Db,
  by: Member,
  { from, to, ...sending }: Sending & { readonly from: string; readonly to: string },
): Promise<number> {
  if (!may(by, 'record-permission')) return 0
  return inTransaction(db, async (trx) => {
    const { rows } = await sql<Told>`
      update claims set sent_to = ${to}, letter_hash = null from works
      where works.id = claims.work_id and lower(claims.sent_to) = lower(${from}) and claims.outcome is null
        and works.standing <> 'trashed'
      returning claims.id, works.title, claims.creator, claims.sent_to as "sentTo", null as person`.execute(
      trx,
    )
    if (rows.length > 0) await sendLetter(trx, rows, { ...sending, to })
    return rows.length
  })
}
