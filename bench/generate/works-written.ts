import { sql } from 'kysely'
import type { PersonId } from '../../src/core/ids.ts'
import type { Entry } from '../../src/search/index.ts'
import type { Transaction } from '../../src/storage/transaction.ts'
import { SEARCH_VERSION } from '../../src/works/store-work.ts'
import { textConfig } from '../../src/works/text-config.ts'

export interface MadeWork {
  readonly id: number
  readonly entry: Entry
  readonly html: string
}

interface Numbers {
  readonly tagId: (tag: number) => number
  readonly penName: (creator: number) => number
  readonly person: PersonId
}

/** The generator's codes that are not BCP 47; of its seventy small languages, ones that we know. */
export const OUR_LANGUAGES: Readonly<Record<string, string>> = { ptBR: 'pt-BR' }
const SMALL = ['sv', 'nl', 'fi', 'da', 'cs', 'hu', 'tr', 'ja', 'ko', 'vi', 'th', 'he', 'ar', 'el', 'ro', 'ca']
const languageOf = (code: string): string =>
  OUR_LANGUAGES[code] ?? (/^x\d+$/.test(code) ? (SMALL[Number(code.slice(1)) % SMALL.length] ?? 'sv') : code)

const RATINGS = new Map([
  [1, 'Teen And Up Audiences'],
  [2, 'General Audiences'],
  [3, 'Explicit'],
  [4, 'Mature'],
  [5, 'Not Rated'],
])

/** A batch of works with one chapter, their tags, creators and counts, five statements for all of them. */
export async function insertWorks(
  trx: Transaction,
  works: readonly MadeWork[],
  { tagId, penName, person }: Numbers,
): Promise<void> {
  const rows = works.map(({ id, entry, html }) => {
    const { columns, texts, choices } = entry
    const language = languageOf(choices.language ?? 'en')
    const chapters = columns.chapters ?? 1
    return {
      id,
      html,
      title: texts.title ?? '',
      language,
      config: textConfig(language),
      rating: RATINGS.get(entry.tags.find((tag) => RATINGS.has(tag)) ?? 5),
      audience: entry.visibility ? 'members' : 'public',
      posted: columns.posted ?? 0,
      revised: columns.revised ?? 0,
      complete: choices.complete === 'yes',
      words: columns.words ?? 0,
      chapters,
      expected: choices.complete === 'yes' ? chapters : null,
      kudos: columns.kudos ?? 0,
      hits: Math.min(columns.hits ?? 0, 2_000_000_000),
      comments: columns.comments ?? 0,
      bookmarks: columns.bookmarks ?? 0,
    }
  })
  const made = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as made (id int, html text, title text, language text,
    config text, rating text, audience text, posted int, revised int, complete boolean, words int, chapters int,
    expected int, kudos int, hits int, comments int, bookmarks int)`
  await sql`insert into works (id, person_id, title, title_key, language, text_config, rating, audience, summary,
      cleaner_version, permissions, published_on, updated_on, completed_on, sorted_at, posted_at, words, chapters_posted,
      chapters_expected, content_hash, search, search_version, changed_at) overriding system value
    select id, ${person}, title, lower(title), language, config, rating, audience, '<p>A generated work.</p>', 1, '{}',
      date '1970-01-01' + posted, date '1970-01-01' + revised, case when complete then date '1970-01-01' + revised end,
      (date '1970-01-01' + revised)::timestamptz + id % 86400 * interval '1 second', (date '1970-01-01' + posted)::timestamptz,
      words, chapters, expected, sha256(int4send(id)), to_tsvector('pal_simple', title), ${SEARCH_VERSION}, now() from ${made}`.execute(
    trx,
  )
  await sql`insert into chapters (work_id, position, html, words, search)
    select id, 1, html, words, to_tsvector(config::regconfig, html) from ${made}`.execute(trx)
  await sql`insert into work_counts (work_id, kudos, hits, comments, bookmarks)
    select id, kudos, hits, comments, bookmarks from ${made}`.execute(trx)
  const tags = works.flatMap(({ id, entry }) =>
    [...new Set(entry.tags)].map((tag, at) => [id, tagId(tag), at + 1]),
  )
  await insertPairs(trx, sql`work_tags (work_id, tag_id, position)`, tags)
  const signed = works.flatMap(({ id, entry }) =>
    [...new Set(entry.creators)].map((one, at) => [id, penName(one), at + 1]),
  )
  await insertPairs(trx, sql`creatorships (work_id, pen_name_id, position)`, signed)
}

async function insertPairs(
  trx: Transaction,
  into: ReturnType<typeof sql>,
  rows: readonly (readonly number[])[],
): Promise<void> {
  const column = (at: number): number[] => rows.map((row) => row[at] ?? 0)
  await sql`insert into ${into} select * from unnest(${column(0)}::int[], ${column(1)}::int[], ${column(2)}::int[])`.execute(
    trx,
  )
}
