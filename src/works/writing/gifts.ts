import { sql } from 'kysely'
import { type Called, pensCalled, standApart } from '../../accounts/index.ts'
import type { PenNameId, PersonId, WorkId } from '../../core/ids.ts'
import type { Db, Transaction } from '../../storage/transaction.ts'

/** Of a name that is given something without having an account here. */
export const LONGEST_RECIPIENT = 100
export const MOST_RECIPIENTS = 100

export interface GiftFault {
  readonly name: string
  /** `refused` is all that is ever said: no gifts wanted, and blocked by whichever of the creators, are not told apart. */
  readonly why: 'several' | 'refused' | 'twice' | 'long'
  readonly choices: readonly string[]
}

interface Recipient {
  /** As it is shown. */
  readonly name: string
  readonly pen: PenNameId | null
}

interface RecipientsFound {
  readonly recipients: readonly Recipient[]
  readonly faults: readonly GiftFault[]
}

interface Giving {
  readonly names: readonly string[]
  /** Accounts that sign the work: any of them may be one too many. */
  readonly givers: readonly PersonId[]
  /** Absent: a new work. */
  readonly work: WorkId | undefined
}

/**
 * To whom a work is given by these names. What it was given to before stays, whatever they prefer now. Whoever refused
 * it is left out without a word: the giver is not told.
 */
export async function recipientsCalled(db: Db, { names, givers, work }: Giving): Promise<RecipientsFound> {
  const called = await pensCalled(db, names)
  const people = [...called.values()].flat().map(({ person }) => person)
  const apart = await standApart(db, givers, people)
  const before = work ? await giftsOf(db, work) : []
  const recipients: (Recipient & { readonly person: PersonId | null; readonly known: boolean })[] = []
  const faults: GiftFault[] = []
  for (const name of names) {
    const all = called.get(name.toLowerCase()) ?? []
    const read = readName(name, all, before)
    if ('why' in read) faults.push(read)
    if (!('person' in read)) continue
    const there = recipients.find((one) => read.person !== null && one.person === read.person)
    if (there?.known && !read.known) faults.push({ name, why: 'twice', choices: [there.name] })
    else if (!read.known && read.person !== null && !welcome(read, apart))
      faults.push({ name, why: 'refused', choices: [] })
    else if (!there) recipients.push(read)
  }
  return { recipients: recipients.map(({ name, pen }) => ({ name, pen })), faults }
}

type Read = Recipient & { readonly person: PersonId | null; readonly known: boolean; readonly takes: boolean }

const welcome = ({ person, takes }: Read, apart: ReadonlySet<PersonId>): boolean =>
  takes && (person === null || !apart.has(person))

/** One name; null where it was refused by whom it means. */
function readName(
  name: string,
  all: readonly Called[],
  before: readonly Gift[],
): Read | GiftFault | { readonly left: true } {
  const same = (gift: Gift): boolean =>
    gift.name.toLowerCase() === name.toLowerCase() || all.some(({ id }) => id === gift.pen)
  const kept = before.find((gift) => gift.standing === 'given' && same(gift))
  if (kept) return { name: kept.name, pen: kept.pen, person: kept.person, known: true, takes: true }
  const [first] = all
  if (!first && name.length > LONGEST_RECIPIENT) return { name, why: 'long', choices: [] }
  if (!first) return { name, pen: null, person: null, known: false, takes: true }
  if (all.length > 1) return { name, why: 'several', choices: all.map((one) => one.name) }
  const refused = before.some(({ standing, person }) => standing === 'refused' && person === first.person)
  if (refused) return { left: true }
  const { name: shown, id: pen, person, takesGifts: takes } = first
  return { name: shown, pen, person, known: false, takes }
}

interface Gift extends Recipient {
  readonly standing: 'given' | 'refused' | 'taken-back'
  /** Nobody, where the name is not shown to be theirs: two names of one person must not be told by it. */
  readonly person: PersonId | null
}

async function giftsOf(db: Db, work: WorkId): Promise<readonly Gift[]> {
  const rows = await db
    .selectFrom('gifts')
    .leftJoin('pen_names', 'pen_names.id', 'gifts.pen_name_id')
    .select(['gifts.name', 'gifts.pen_name_id as pen', 'gifts.standing'])
    .select(
      sql<PersonId | null>`case when pen_names.unlinked then null else pen_names.person_id end`.as('person'),
    )
    .where('work_id', '=', work)
    .execute()
  return rows
}

/** The names that are shown, and whose they are. The gifts themselves follow from the names (migration 0020). */
export async function giveTo(trx: Transaction, work: WorkId, to: readonly Recipient[]): Promise<void> {
  const names = to.map(({ name }) => name)
  await trx
    .updateTable('works')
    .set({ recipients: names })
    .where('id', '=', work)
    .where(sql<boolean>`recipients <> ${names}::text[]`)
    .execute()
  for (const { name, pen } of to) {
    if (pen === null) continue
    await sql`update gifts set pen_name_id = ${pen} where work_id = ${work} and name = ${name} and pen_name_id is null
      and standing = 'given' and not exists (select from gifts where work_id = ${work} and pen_name_id = ${pen})`.execute(
      trx,
    )
  }
}

/** The recipient refuses a gift, or takes it after all: every name of theirs that it is given to. */
export async function answerGift(
  trx: Transaction,
  person: PersonId,
  { work, takes, now }: { readonly work: WorkId; readonly takes: boolean; readonly now: Date },
): Promise<'answered' | 'no-such-gift'> {
  const [from, to] = takes ? ['refused', 'given'] : ['given', 'refused']
  await sql`select from works where id = ${work} for update`.execute(trx)
  const { rows } = await sql`update gifts set standing = ${to} from pen_names
    where gifts.work_id = ${work} and gifts.standing = ${from} and pen_names.id = gifts.pen_name_id
      and pen_names.person_id = ${person} returning gifts.id`.execute(trx)
  if (rows.length === 0) return 'no-such-gift'
  await sql`update works set changed_at = greatest(${now}, changed_at + interval '1 millisecond'), recipients = array(
    select name from gifts where work_id = ${work} and standing = 'given' order by position, id) where id = ${work}`.execute(
    trx,
  )
  return 'answered'
}
