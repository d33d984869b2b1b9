import { type RawBuilder, sql } from 'kysely'
import type { PenNameId, PersonId, WorkId } from '../core/ids.ts'
import type { TagKind } from '../core/values.ts'
import { CLEANER_VERSION, searchPlain, searchText } from '../prose/index.ts'
import type { Transaction } from '../storage/transaction.ts'
import { knowTags } from '../tags/index.ts'
import { bareName } from './bare-name.ts'
import { contentHash } from './content-hash.ts'
import type { WorkRecord } from './record.ts'
import { storeRelatedWorks } from './related-works.ts'
import { searchable } from './search-size.ts'
import { storeSeries } from './series.ts'
import { textConfig } from './text-config.ts'
import type { Statement } from './views.ts'
import { noteImages } from './writing/images.ts'

export interface WorkToStore {
  readonly record: WorkRecord
  /** HTML as it was given, by the clean HTML it became. */
  readonly given: ReadonlyMap<string, string>
  readonly person: PersonId
  readonly signedBy: readonly PenNameId[]
  /** By chapter index, where a chapter's creators differ from the work's. */
  readonly chapterSignedBy: ReadonlyMap<number, readonly PenNameId[]>
  readonly standing: 'draft' | 'posted'
  readonly statements: readonly Statement[]
  readonly now: Date
  /** The archive's own address, to know related works that live here. */
  readonly baseUrl: string
  /** Whose series this is, by title, where it is not the person's own: series that several people write in. */
  readonly seriesKeepers?: ReadonlyMap<string, PersonId>
  /** The creators of works here that this one names agree that it is shown there. */
  readonly relationsApproved?: boolean
}

/** Writes a whole work in the caller's transaction: new, or in the place of `into`, whose chapters keep their ids. */
export async function storeWork(trx: Transaction, work: WorkToStore, into?: WorkId): Promise<WorkId> {
  const row = headRow(work)
  const id = into ?? (await trx.insertInto('works').values(row).returning('id').executeTakeFirstOrThrow()).id
  if (into) {
    const { posted_at: _first, standing: _standing, disclosure: _disclosure, ...changed } = row
    await trx.updateTable('works').set(changed).where('id', '=', into).execute()
    await clearLinks(trx, into)
  }
  await storeLinks(trx, id, work)
  if (into) await dropChaptersAfter(trx, id, work.record.chapters.length)
  await storeChapters(trx, id, work)
  await storeSeries(trx, id, work)
  await storeRelatedWorks(trx, id, work)
  if (into || holdsImages(work.record)) await noteImages(trx, id, work.now)
  return id
}

const holdsImages = ({ notes, endNotes, chapters }: WorkRecord): boolean =>
  [notes, endNotes, ...chapters.flatMap((one) => [one.notes, one.endNotes, one.html])].some((html) =>
    html.includes('/images/'),
  )

function headRow({ record, given, person, standing, statements, now }: WorkToStore) {
  const config = textConfig(record.language)
  const dates = [record.published, record.updated, record.completed].filter((day) => day !== null).sort()
  return {
    person_id: person,
    title: record.title,
    title_key: titleKey(record.title),
    language: record.language,
    text_config: config,
    rating: record.rating,
    standing,
    audience: record.audience,
    disclosure: record.anonymous ? ('anonymous' as const) : ('open' as const),
    summary: record.summary,
    notes: record.notes,
    end_notes: record.endNotes,
    given: givenOf(record, given),
    cleaner_version: CLEANER_VERSION,
    permissions: JSON.stringify(record.permissions),
    statements: JSON.stringify(statements),
    collection_names: [...record.collections],
    recipients: [...record.recipients],
    published_on: record.published,
    updated_on: record.updated,
    completed_on: record.completed,
    sorted_at: sortedAt(dates.at(-1), now),
    posted_at: now,
    words_stated: record.words.stated,
    words: record.words.counted,
    chapters_posted: record.chapterCount.posted,
    chapters_expected: record.chapterCount.expected,
    origin_url: record.origin?.url ?? null,
    origin_archive: record.origin?.archive ?? null,
    content_hash: contentHash(record),
    import: record.import && JSON.stringify(record.import),
    search: headVector(record, config),
    search_version: SEARCH_VERSION,
    changed_at: now,
  }
}

/** By its latest date; one that lies ahead, by mistake or to stand first for ever, counts as today. */
function sortedAt(latest: string | undefined, now: Date): Date {
  const dated = latest === undefined ? now : new Date(`${latest}T00:00:00Z`)
  return dated > now ? now : dated
}

/** What each field was before it was cleaned, kept so that it can be cleaned again by better rules. */
function givenOf(fields: object, given: ReadonlyMap<string, string>): string | null {
  if (!given.size) return null
  const changed = Object.entries(fields).flatMap(([name, clean]) => {
    const before = typeof clean === 'string' ? given.get(clean) : undefined
    return before === undefined ? [] : [[name, before] as const]
  })
  return changed.length ? JSON.stringify(Object.fromEntries(changed)) : null
}

/** A title as lists sort it: no leading article or mark, case folded. */
export const titleKey = (title: string): string =>
  title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(/^(the|an?) (?=\S)/, '') || title.toLowerCase()

/** Raised when works are to be found by other words than before: see renew-heads.ts. */
export const SEARCH_VERSION = 1

/** Title and creators weigh most, then tags, then the summary. An anonymous work cannot be found by its creators. */
export function headVector(record: WorkRecord, config: string): RawBuilder<string> {
  // Accounts are left out: a pen name may be unlinked from its own later, and what is found by it would tell whose it is.
  const signed = record.audience === 'kept' ? record.creators : record.creators.map(bareName)
  const names = record.anonymous ? [] : signed
  const tags = [...record.fandoms, ...record.relationships, ...record.characters, ...record.additionalTags]
  const part = (text: string, weight: 'A' | 'B' | 'C') =>
    sql`setweight(to_tsvector(${config}::regconfig, ${searchable(text, A_THIRD)}), ${sql.lit(weight)})`
  const title = `${record.title}\n${names.join('\n')}`
  const summary = `${searchText(record.summary)}\n${searchText(record.notes)}`
  const series = record.series.map((place) => place.title)
  return sql<string>`${part(searchPlain(title), 'A')} || ${part(searchPlain([...tags, ...series].join('\n')), 'B')} || ${part(summary, 'C')}`
}

const A_THIRD = 300_000

async function clearLinks(trx: Transaction, id: WorkId): Promise<void> {
  for (const table of ['creatorships', 'work_tags', 'series_works', 'related_works'] as const) {
    await trx.deleteFrom(table).where('work_id', '=', id).execute()
  }
}

/** Creators and tags in one statement: each costs half a millisecond to send, whatever it does. */
async function storeLinks(trx: Transaction, id: WorkId, { record, signedBy }: WorkToStore): Promise<void> {
  const tags = await workTagRows(trx, id, record)
  const pens = [...new Set(signedBy)]
  const creators = pens.map((pen, at) => ({ work_id: id, pen_name_id: pen, position: at + 1 }))
  const signing = creators.length
    ? trx.with('signed', (by) => by.insertInto('creatorships').values(creators))
    : trx
  await signing.insertInto('work_tags').values(tags).execute()
}

/** The tags of a work in its writer's order and spelling; those that nobody has used yet are made. */
export async function workTagRows(trx: Transaction, id: WorkId, record: Tagged) {
  const written = tagsOf(record)
  const known = await knowTags(trx, written)
  const seen = new Set<number>()
  return known.flatMap((tag, at) => {
    if (seen.has(tag.id)) return []
    seen.add(tag.id)
    const name = written[at]?.name ?? tag.name
    return [{ work_id: id, tag_id: tag.id, position: at + 1, written: name === tag.name ? null : name }]
  })
}

type Tagged = Pick<
  WorkRecord,
  'rating' | 'warnings' | 'categories' | 'fandoms' | 'relationships' | 'characters' | 'additionalTags'
>

function tagsOf(record: Tagged): { kind: TagKind; name: string }[] {
  const all: readonly (readonly [TagKind, readonly string[]])[] = [
    ['rating', [record.rating]],
    ['warning', record.warnings],
    ['category', record.categories],
    ['fandom', record.fandoms],
    ['relationship', record.relationships],
    ['character', record.characters],
    ['freeform', record.additionalTags],
  ]
  return all.flatMap(([kind, names]) => names.map((name) => ({ kind, name })))
}

async function dropChaptersAfter(trx: Transaction, id: WorkId, last: number): Promise<void> {
  await trx.deleteFrom('chapters').where('work_id', '=', id).where('position', '>', last).execute()
}

async function storeChapters(trx: Transaction, id: WorkId, work: WorkToStore): Promise<void> {
  const { record } = work
  const config = textConfig(record.language)
  for (let from = 0; from < record.chapters.length; from += CHAPTERS_AT_ONCE) {
    const some = record.chapters.slice(from, from + CHAPTERS_AT_ONCE)
    const rows = some.map((chapter, at) => ({
      work_id: id,
      position: from + at + 1,
      title: chapter.title,
      summary: chapter.summary,
      notes: chapter.notes,
      end_notes: chapter.endNotes,
      html: chapter.html,
      given: givenOf(chapter, work.given),
      words: chapter.words,
      published_on: chapter.published,
      search: sql<string>`setweight(to_tsvector(${config}::regconfig, ${searchPlain(chapter.title)}), 'B')
        || setweight(to_tsvector(${config}::regconfig, ${searchable(searchText(chapter.html))}), 'D')`,
    }))
    const stored = await trx
      .insertInto('chapters')
      .values(rows)
      .onConflict((row) =>
        row.columns(['work_id', 'position']).doUpdateSet((is) => ({
          title: is.ref('excluded.title'),
          summary: is.ref('excluded.summary'),
          notes: is.ref('excluded.notes'),
          end_notes: is.ref('excluded.end_notes'),
          html: is.ref('excluded.html'),
          given: is.ref('excluded.given'),
          words: is.ref('excluded.words'),
          published_on: is.ref('excluded.published_on'),
          search: is.ref('excluded.search'),
        })),
      )
      .returning(['id', 'position'])
      .execute()
    await storeChapterCreators(trx, stored, work)
  }
}

const CHAPTERS_AT_ONCE = 200

async function storeChapterCreators(
  trx: Transaction,
  stored: readonly { id: number; position: number }[],
  work: WorkToStore,
): Promise<void> {
  if (!work.chapterSignedBy.size) return
  const ids = stored.map((chapter) => chapter.id)
  await sql`delete from chapter_creatorships where chapter_id = any(${ids}::int[])`.execute(trx)
  for (const { id, position } of stored) {
    const pens = [...new Set(work.chapterSignedBy.get(position - 1) ?? [])]
    for (const [at, pen] of pens.entries()) {
      await sql`insert into chapter_creatorships (chapter_id, pen_name_id, position)
        values (${id}, ${pen}, ${at + 1})`.execute(trx)
    }
  }
}
