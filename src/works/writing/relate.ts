import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Member } from '../../core/actor.ts'
import { type CitationId, parseCitationId, type WorkId } from '../../core/ids.ts'
import { LANGUAGES } from '../../core/languages.ts'
import { LIMITS } from '../../core/values.ts'
import type { Db, Transaction } from '../../storage/transaction.ts'
import { workIdIn } from '../related-works.ts'
import type { Typed } from '../tables.ts'
import { ownWork } from '../visibility.ts'
import { allTyped, namesTyped } from './names-typed.ts'

export const MOST_CITATIONS = 50

/** A source as it was typed. */
interface CitationTyped {
  readonly kind: string
  readonly url: string
  readonly title: string
  readonly creator: string
  readonly language: string
}

/** A source that can be stored. */
export interface Citation {
  readonly relation: 'inspired-by' | 'translation-of'
  readonly other: WorkId | null
  readonly url: string
  readonly title: string
  readonly creators: readonly string[]
  readonly language: string | null
}

export interface CitationFault {
  readonly url: string
  readonly why:
    | 'no-address'
    | 'no-web-address'
    | 'no-title'
    | 'no-creator'
    | 'long'
    /** An address of this archive: of a series, of no work, of no posted work, of the work itself. */
    | 'series'
    | 'no-work-address'
    | 'no-such-work'
    | 'itself'
    /** One of its creators does not want it named. */
    | 'not-citable'
}

/** Rows of which nothing was filled in are not there. */
export function citationsTyped(typed: Typed): CitationTyped[] {
  const [kinds, titles] = [allTyped(typed, 'related_kind'), allTyped(typed, 'related_title')]
  const [creators, languages] = [allTyped(typed, 'related_creator'), allTyped(typed, 'related_language')]
  const text = (all: readonly string[], at: number): string => (all[at] ?? '').trim()
  return allTyped(typed, 'related_url')
    .map((url, at) => ({
      ...{ kind: text(kinds, at), url: url.trim(), title: text(titles, at) },
      ...{ creator: text(creators, at), language: text(languages, at) },
    }))
    .filter(({ url, title, creator }) => url || title || creator)
}

interface Citing {
  readonly by: Member
  readonly work: WorkId | undefined
  readonly baseUrl: string
}

export async function readCitation(
  db: Db,
  row: CitationTyped,
  { by, work, baseUrl }: Citing,
): Promise<Citation | CitationFault> {
  const { url: typed, title, creator } = row
  const relation = row.kind === 'translation-of' ? 'translation-of' : 'inspired-by'
  const fault = (why: CitationFault['why']): CitationFault => ({ url: typed, why })
  if (!typed) return fault('no-address')
  const url = webAddress(typed)
  if (!url) return fault('no-web-address')
  if (url.host === new URL(baseUrl).host) {
    const other = await workAt(db, url, baseUrl)
    if (typeof other === 'string') return fault(other)
    if (other === work) return fault('itself')
    if (!(await isCitable(db, by, other))) return fault('not-citable')
    return { relation, other, url: `${baseUrl}/works/${other}`, title: '', creators: [], language: null }
  }
  const creators = namesTyped(creator)
  if (!title) return fault('no-title')
  if (creators.length === 0) return fault('no-creator')
  if (title.length > LIMITS.title || creator.length > LIMITS.title || url.href.length > LONGEST_ADDRESS)
    return fault('long')
  const language = LANGUAGES.find(({ code }) => code === row.language)?.code ?? null
  return { relation, other: null, url: url.href, title, creators, language }
}

const LONGEST_ADDRESS = 2_000

/** As people copy it, or type it without its beginning. */
function webAddress(typed: string): URL | undefined {
  const whole = /^https?:\/\//i.test(typed) ? typed : `https://${typed}`
  if (!URL.canParse(whole)) return undefined
  const url = new URL(whole)
  const named = /^[^.]+(?:\.[^.]+)+$/.test(url.hostname) || url.hostname === 'localhost'
  return named && !url.username && !url.password ? url : undefined
}

/**
 * Only a posted work can be cited. One that is not revealed yet, or whose makers nobody is told, can be like any: a
 * refusal would tell of it.
 */
async function workAt(
  db: Db,
  { pathname }: URL,
  baseUrl: string,
): Promise<WorkId | 'series' | 'no-work-address' | 'no-such-work'> {
  if (/^\/series\/\d/.test(pathname)) return 'series'
  const id = workIdIn(baseUrl + pathname, baseUrl)
  if (!id) return 'no-work-address'
  const work = await db
    .selectFrom('works')
    .select('id')
    .where('id', '=', id)
    .where('standing', '=', 'posted')
    .where('audience', '<>', 'kept')
    .executeTakeFirst()
  return work?.id ?? 'no-such-work'
}

/**
 * Whose works are not to be named by others: their makers say. Not asked of a work that is not revealed or whose makers
 * nobody is told, for a refusal would tell whose it is; what was named before stays, and they can remove it.
 */
async function isCitable(db: Db, by: Member, id: WorkId): Promise<boolean> {
  const { rows } = await sql`select from works where id = ${id} and disclosure = 'open'
    and exists (select from people where people.id in (${makersIn(id)}) and preferences ->> 'citable' = 'false')
    and ${by.id} not in (${makersIn(id)})`.execute(db)
  return rows.length === 0
}

const makersIn = (id: WorkId) => sql`
  select person_id from works where id = ${id} union
  select pen_names.person_id from creatorships join pen_names on pen_names.id = pen_name_id
    where work_id = ${id} and pen_names.person_id is not null`

/** Drops what was ticked and adds what is new; what was there stays as it was, with what its creators said of it. */
export async function saveCitations(
  trx: Transaction,
  work: WorkId,
  { add, drop }: { readonly add: readonly Citation[]; readonly drop: readonly string[] },
): Promise<void> {
  const ids = drop.map(parseCitationId).filter((id) => id !== undefined)
  if (ids.length > 0)
    await trx.deleteFrom('related_works').where('work_id', '=', work).where('id', 'in', ids).execute()
  for (const { relation, other, url, title, creators, language } of add)
    await sql`insert into related_works (work_id, place, relation, other_work_id, title, creators, url, language)
      select ${work}, (select coalesce(max(place), 0) + 1 from related_works where work_id = ${work}),
        ${relation}, ${other}, ${title}, ${[...creators]}::text[], ${url}, ${language}
      where not exists (select from related_works where work_id = ${work} and relation = ${relation} and url = ${url})
        and (select count(*) from related_works where work_id = ${work}) < ${MOST_CITATIONS}`.execute(trx)
}

type AnswerCitation = 'approved' | 'withdrawn' | 'removed' | 'no-such-citation'

interface Answering {
  readonly id: CitationId
  readonly deed: 'approve' | 'withdraw' | 'remove'
  readonly now: Date
}

/**
 * A creator of the cited work lets it show the other one, or no longer; a creator of the one that cites drops what it
 * says. Whose either is, the database asks.
 */
export async function answerCitation(
  trx: Transaction,
  actor: Member,
  { id, deed, now }: Answering,
): Promise<AnswerCitation> {
  const ours = ownWorkId(actor, deed === 'remove' ? sql`cited.work_id` : sql`cited.other_work_id`)
  const { rows } =
    deed === 'remove'
      ? await sql<Touched>`delete from related_works as cited where id = ${id} and ${ours}
          returning work_id as work, other_work_id as other`.execute(trx)
      : await sql<Touched>`update related_works as cited set approved = ${deed === 'approve'} where id = ${id} and ${ours}
          and (${deed === 'withdraw'} or exists (select from works where works.id = cited.work_id
            and works.standing = 'posted' and works.disclosure <> 'unrevealed'))
          returning work_id as work, other_work_id as other`.execute(trx)
  const [touched] = rows
  if (!touched) return 'no-such-citation'
  const changed = [touched.work, touched.other].filter((work) => work !== null)
  await sql`update works set changed_at = greatest(${now}, changed_at + interval '1 millisecond')
    where id = any(${changed}::int[])`.execute(trx)
  return deed === 'remove' ? 'removed' : deed === 'approve' ? 'approved' : 'withdrawn'
}

interface Touched {
  readonly work: WorkId
  readonly other: WorkId | null
}

const ownWorkId = (actor: Member, work: RawBuilder<unknown>) => sql<SqlBool>`exists (
  select from works where works.id = ${work} and works.standing <> 'trashed' and ${ownWork(actor)})`
