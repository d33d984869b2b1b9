import { type SqlBool, sql } from 'kysely'
import { knownPenNames, penNamesKnown } from '../../accounts/index.ts'
import type { Actor, Member } from '../../core/actor.ts'
import type { PenNameId, WorkId } from '../../core/ids.ts'
import { may } from '../../core/roles.ts'
import { type Db, inTransaction, type Transaction } from '../../storage/transaction.ts'
import { bareName } from '../bare-name.ts'
import { keepRevision } from '../keep-revision.ts'
import { lockOrigin, workFrom } from '../origins.ts'
import { readRecord } from '../read-record.ts'
import type { Statement } from '../views.ts'
import { keptBy } from '../visibility.ts'
import { moveSeries, refreshHead, signAs, signFirst } from './hand-over.ts'
import { type ClaimLink, makeClaims } from './make-claims.ts'

/** A reader's own copy, as the page that can make it public shows it. */
export interface KeptCopy {
  readonly id: WorkId
  readonly title: string
  readonly language: string
  /** The names it came with: names, not accounts. */
  readonly names: readonly SignedName[]
  readonly origin: { readonly url: string; readonly archive: string } | null
  readonly statements: readonly Statement[]
  /** Pen names of whoever keeps it. */
  readonly penNames: readonly string[]
}

interface SignedName {
  readonly id: PenNameId
  readonly name: string
}

export async function keptCopy(db: Db, actor: Actor, id: WorkId): Promise<KeptCopy | undefined> {
  if (actor.type === 'guest') return undefined
  const row = await db
    .selectFrom('works')
    .select(['id', 'title', 'language', 'origin_url', 'origin_archive', 'statements'])
    .select(NAMES.as('names'))
    .where('id', '=', id)
    .where(keptBy(actor))
    .executeTakeFirst()
  if (!row) return undefined
  const { title, language, names, statements, origin_url: url } = row
  const penNames = await penNamesKnown(db, actor.id)
  return {
    ...{ id, title, language, names, statements, penNames },
    origin: url ? { url, archive: row.origin_archive ?? '' } : null,
  }
}

const NAMES = sql<
  SignedName[]
>`(select coalesce(json_agg(json_build_object('id', pen_names.id, 'name', pen_names.name)
  order by creatorships.position), '[]')
  from creatorships join pen_names on pen_names.id = pen_name_id where work_id = works.id)`

type PublishAsCreator =
  | 'published'
  | 'no-such-copy'
  | 'no-such-name'
  | 'no-such-pen-name'
  /** The file names somebody else: they must say that this is a name of theirs. */
  | 'not-confirmed'
  /** The same work from the same place is posted here. */
  | 'here-already'

interface AsCreator {
  readonly id: WorkId
  /** Which of the names it came with is theirs; absent where it came with none. */
  readonly name?: PenNameId | undefined
  readonly pen: string
  readonly confirmed: boolean
  readonly now: Date
}

/** Whoever keeps a copy says that they wrote it: it is posted under a pen name of theirs. */
export async function publishAsCreator(db: Db, actor: Actor, asked: AsCreator): Promise<PublishAsCreator> {
  const { id, now } = asked
  return inTransaction<PublishAsCreator>(db, async (trx) => {
    const copy = await lockedCopy(trx, actor, id)
    if (!copy || actor.type === 'guest') return 'no-such-copy'
    const known = await knownPenNames(trx, actor.id)
    const pen = known.get(asked.pen.toLowerCase())
    if (pen === undefined) return 'no-such-pen-name'
    const theirs = asked.name ? copy.names.find((one) => one.id === asked.name) : undefined
    if (!theirs && copy.names.length > 0) return 'no-such-name'
    if (theirs && !known.has(bareName(theirs.name).toLowerCase()) && !asked.confirmed) return 'not-confirmed'
    if (await isHere(trx, actor, id)) return 'here-already'
    await revise(trx, actor, id)
    if (theirs) {
      await noteConfirmed(trx, { work_id: id, name: theirs.name, person_id: actor.id, pen_name_id: pen }, now)
      await signAs(trx, id, theirs.id, pen)
    } else await signFirst(trx, id, pen)
    await makePublic(trx, actor, id, now)
    return 'published'
  }).catch(hereAlready)
}

/** Two forms sent at once take turns. */
async function lockedCopy(trx: Transaction, actor: Actor, id: WorkId): Promise<KeptCopy | undefined> {
  await sql<SqlBool>`select from works where id = ${id} and ${keptBy(actor)} for update`.execute(trx)
  return keptCopy(trx, actor, id)
}

async function revise(trx: Transaction, actor: Member, id: WorkId): Promise<void> {
  const former = await readRecord(trx, actor, id, 'as-written')
  if (former) await keepRevision(trx, id, former)
}

async function noteConfirmed(
  trx: Transaction,
  row: { work_id: WorkId; name: string; person_id: Member['id']; pen_name_id: PenNameId },
  now: Date,
): Promise<void> {
  await trx
    .insertInto('confirmed_names')
    .values({ ...row, confirmed_at: now })
    .onConflict((there) => there.doNothing())
    .execute()
}

async function makePublic(trx: Transaction, actor: Member, id: WorkId, now: Date): Promise<void> {
  await trx.updateTable('works').set({ audience: 'public', posted_at: now }).where('id', '=', id).execute()
  await moveSeries(trx, id, actor.id)
  await refreshHead(trx, actor, id, now)
}

/** Is the same work posted here, from the same place, as far as they may know? Whoever brings it at once waits. */
async function isHere(trx: Transaction, actor: Actor, id: WorkId): Promise<boolean> {
  const { origin_url: from } = await trx
    .selectFrom('works')
    .select('origin_url')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (!from) return false
  await lockOrigin(trx, from)
  return (await workFrom(trx, actor, [from], 'not-kept')) !== undefined
}

/** Whatever the database keeps once only. */
function hereAlready(fault: unknown): 'here-already' {
  if (fault instanceof Error && 'code' in fault && fault.code === '23505') return 'here-already'
  throw fault
}

export type PublishByPermission =
  | { readonly published: readonly ClaimLink[] }
  | 'no-such-copy'
  | 'not-allowed'
  | 'here-already'

interface ByPermission {
  readonly id: WorkId
  readonly givenBy: string
  /** ISO date, where it is known. */
  readonly givenOn: string | null
  readonly how: string
  /** Where the creator can be reached; else whoever records it passes the links on. */
  readonly mailTo: string | null
  /** Where the writers differ: the address for each name. */
  readonly addressOf?: (name: string) => string | null
  /** The run it came with: letters are sent for all of it together. */
  readonly batch?: string
  /** The pen name of the keeper, to stand beside the writers' until one of them has taken it over. */
  readonly archivist?: PenNameId | null
  readonly archive: string
  readonly baseUrl: string
  readonly now: Date
}

/** A keeper of the archive records that a creator elsewhere gave leave: the copy is posted under the names it came with. */
export async function publishByPermission(
  db: Db,
  actor: Actor,
  asked: ByPermission,
): Promise<PublishByPermission> {
  const { id, givenBy, givenOn, how, now } = asked
  if (actor.type === 'guest' || !may(actor, 'record-permission')) return 'not-allowed'
  return inTransaction<PublishByPermission>(db, async (trx) => {
    const copy = await lockedCopy(trx, actor, id)
    if (!copy) return 'no-such-copy'
    if (await isHere(trx, actor, id)) return 'here-already'
    await revise(trx, actor, id)
    await trx
      .insertInto('held_permissions')
      .values({
        work_id: id,
        recorded_by: actor.id,
        recorded_at: now,
        given_by: givenBy,
        given_on: givenOn,
        how,
        archivist: asked.archivist ?? null,
      })
      .execute()
    await makePublic(trx, actor, id, now)
    const names = copy.names.length > 0 ? copy.names.map(({ name }) => name) : [givenBy]
    const { addressOf = () => asked.mailTo, batch = null } = asked
    const signed = names.map((name) => ({ name, mailTo: addressOf(name) }))
    return { published: await makeClaims(trx, { ...asked, title: copy.title, names: signed, batch }) }
  }).catch(hereAlready)
}
