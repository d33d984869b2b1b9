import { sql } from 'kysely'
import { knownPenNames, namesElsewhere, penNamesOf, usualPenName } from '../accounts/index.ts'
import type { Member } from '../core/actor.ts'
import type { PenNameId, PersonId, WorkId } from '../core/ids.ts'
import { type Db, inTransaction, type Transaction } from '../storage/transaction.ts'
import { bareName } from './bare-name.ts'
import { contentHash } from './content-hash.ts'
import { keepRevision } from './keep-revision.ts'
import { lockOrigin } from './origins.ts'
import { readRecord } from './read-record.ts'
import type { WorkRecord } from './record.ts'
import { workIdIn } from './related-works.ts'
import { storeWork } from './store-work.ts'
import type { Statement } from './views.ts'
import { namesShownTo, visibleTo } from './visibility.ts'

interface BroughtWork {
  readonly record: WorkRecord
  /** HTML as it was given, by the clean HTML it became; what is not in it was clean already. */
  readonly given?: ReadonlyMap<string, string>
  readonly statements: readonly Statement[]
  readonly by: Member
  /** They say that they wrote it: it is posted. Otherwise it is a kept copy, seen by them alone. */
  readonly asCreator: boolean
  readonly standing?: 'draft' | 'posted'
  readonly baseUrl: string
  readonly now: Date
  /** Pen names that other accounts have lent: they sign with their own. */
  readonly penNames?: ReadonlyMap<string, PenNameId>
  readonly relationsApproved?: boolean
  /** Whose series this is, by title: series that several people write in. */
  readonly seriesKeepers?: ReadonlyMap<string, PersonId>
}

interface Brought {
  /** `part-of-more`: some chapters of a work of which as many or more are here, but not these. Nothing changed. */
  readonly outcome: 'imported' | 'already-here' | 'updated' | 'part-of-more'
  readonly workId: WorkId
}

/**
 * Takes a work in, whole or not at all. The same origin and content again changes nothing; the same origin with
 * new content keeps the former record as a revision.
 */
export async function bringWork(db: Db, work: BroughtWork): Promise<Brought> {
  return inTransaction(db, async (trx) => {
    const record = { ...work.record, audience: audienceOf(work) }
    await lockOrigin(trx, record.origin?.url ?? contentHash(record).toString('hex'))
    const there = await findHere(trx, work, record)
    if (!there) return { outcome: 'imported', workId: await store(trx, work, record) }
    if (!there.theirs || there.hash.equals(contentHash(record)))
      return { outcome: 'already-here', workId: there.id }
    const former = await readRecord(trx, work.by, there.id, 'as-written')
    if (
      former &&
      contentHash(former).equals(
        contentHash({ ...record, origin: former.origin, anonymous: former.anonymous }),
      )
    ) {
      return { outcome: 'already-here', workId: there.id }
    }
    if (former && isPart(record) && former.chapters.length >= record.chapters.length) {
      return { outcome: holdsAll(former, record) ? 'already-here' : 'part-of-more', workId: there.id }
    }
    if (former) await keepRevision(trx, there.id, former)
    // What the person decided here (who may see it, who is named, what they allow) outlives a new copy of the text.
    const decided = former
      ? {
          audience: former.audience,
          anonymous: former.anonymous,
          permissions: former.permissions,
          origin: former.origin,
        }
      : {}
    await store(trx, work, { ...record, ...decided }, there.id)
    return { outcome: 'updated', workId: there.id }
  })
}

/** A saved page of one chapter among many never takes the place of more. */
const isPart = ({ chapters, chapterCount }: WorkRecord): boolean => chapters.length < chapterCount.posted

function holdsAll(former: WorkRecord, part: WorkRecord): boolean {
  const texts = new Set(former.chapters.map(({ html }) => html))
  return part.chapters.every(({ html }) => texts.has(html))
}

const audienceOf = ({ record, asCreator }: BroughtWork): WorkRecord['audience'] =>
  asCreator ? (record.audience === 'kept' ? 'public' : record.audience) : 'kept'

interface Here {
  readonly id: WorkId
  readonly hash: Buffer
  /** The person who brings it now may change it. */
  readonly theirs: boolean
}

async function findHere(trx: Transaction, work: BroughtWork, record: WorkRecord): Promise<Here | undefined> {
  const ours = workIdIn(record.origin?.url ?? null, work.baseUrl)
  const rows = await trx
    .selectFrom('works')
    .select(['id', 'content_hash', 'person_id', 'audience'])
    // A work that they may not see, or whose maker they may not know, is not here: where it came from would tell.
    .select(sql<boolean>`(${visibleTo(work.by)} and ${namesShownTo(work.by)})`.as('known'))
    .where('standing', '<>', 'trashed')
    .where((row) =>
      row.or([
        ...(ours ? [row('id', '=', ours)] : []),
        ...(record.origin ? [row('origin_url', '=', record.origin.url)] : []),
        row.and([row('content_hash', '=', contentHash(record)), row('person_id', '=', work.by.id)]),
      ]),
    )
    .execute()
  const mine = rows.filter((row) => row.person_id === work.by.id)
  const kind = (row: { audience: string }): boolean => (row.audience === 'kept') === !work.asCreator
  const found =
    mine.find(kind) ??
    rows.find((row) => row.known && row.audience !== 'kept' && (work.asCreator || row.id === ours)) ??
    (work.asCreator ? undefined : mine[0])
  return (
    found && { id: found.id, hash: found.content_hash, theirs: found.person_id === work.by.id && kind(found) }
  )
}

async function store(
  trx: Transaction,
  work: BroughtWork,
  record: WorkRecord,
  into?: WorkId,
): Promise<WorkId> {
  const signed = await signatures(trx, work)
  const {
    by,
    given = NOTHING_GIVEN,
    statements,
    baseUrl,
    now,
    standing = 'posted',
    relationsApproved = false,
    seriesKeepers = new Map(),
  } = work
  const where = { given, statements, baseUrl, now, standing, relationsApproved, seriesKeepers }
  return storeWork(trx, { record, person: by.id, ...signed, ...where }, into)
}

const NOTHING_GIVEN: ReadonlyMap<string, string> = new Map()

/**
 * Who signs. A kept copy is signed with the names it came with: names, not accounts. A creator's own work is signed
 * with their pen names where the file's names are theirs; the first name becomes a pen name of theirs when none is.
 */
async function signatures(trx: Transaction, { record, by, asCreator, penNames }: BroughtWork) {
  const known = asCreator ? await knownPenNames(trx, by.id) : new Map<string, PenNameId>()
  const owned = (name: string): boolean => asCreator && known.has(bareName(name).toLowerCase())
  const anyOwned = record.creators.some(owned)
  const lent = (name: string): PenNameId | undefined => penNames?.get(name)
  const names = asCreator && !record.creators.length ? [await usualPenName(trx, by)] : record.creators
  const first = asCreator && !anyOwned ? names[0] : undefined
  const ofChapters = record.chapters.flatMap((chapter) => chapter.creators ?? [])
  const all = [...new Set([...names, ...ofChapters])].filter((name) => !lent(name))
  const theirs = all.filter((name) => owned(name) || name === first)
  const ids = new Map([
    ...(await idsByName(theirs, (some) => penNamesOf(trx, by.id, some.map(bareName), known))),
    ...(await idsByName(
      all.filter((name) => !theirs.includes(name)),
      (some) => namesElsewhere(trx, some),
    )),
  ])
  const sign = (some: readonly string[]): PenNameId[] =>
    some.flatMap((name) => lent(name) ?? ids.get(name) ?? [])
  const chapterSignedBy = new Map<number, readonly PenNameId[]>()
  for (const [at, { creators }] of record.chapters.entries())
    if (creators?.length) chapterSignedBy.set(at, sign(creators))
  return { signedBy: sign(names), chapterSignedBy }
}

/** In the order of their keys, so that two works brought at once cannot wait for each other's new names in a ring. */
async function idsByName(
  names: readonly string[],
  know: (names: readonly string[]) => Promise<readonly PenNameId[]>,
): Promise<[string, PenNameId][]> {
  const key = (name: string): string => bareName(name).toLowerCase()
  const sorted = [...names].sort((a, b) => (key(a) < key(b) ? -1 : 1))
  const ids = await know(sorted)
  return sorted.flatMap((name, at) => {
    const id = ids[at]
    return id === undefined ? [] : [[name, id]]
  })
}
