import { createHash } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import type { Member } from '../../core/actor.ts'
import type { WorkId } from '../../core/ids.ts'
import { CLEANER_VERSION, countWords, searchPlain, searchText } from '../../prose/index.ts'
import type { Transaction } from '../../storage/transaction.ts'
import { searchable } from '../search-size.ts'
import { SEARCH_VERSION, titleKey, workTagRows } from '../store-work.ts'
import type { Given, Typed } from '../tables.ts'
import { textConfig } from '../text-config.ts'
import { dressWork } from './dress-work.ts'
import { renewWork } from './renew-work.ts'
import { saveTogether } from './save-together.ts'
import type { ReadFields, WorkFields } from './work-fields.ts'

interface NewWork extends ReadFields {
  readonly typed: Typed
  readonly baseUrl: string
  readonly key: string
  readonly now: Date
}

/** A work written here, a draft, with its first chapter. */
export async function makeWork(trx: Transaction, actor: Member, work: NewWork): Promise<WorkId> {
  const { fields, given, key, now } = work
  const { id } = await trx
    .insertInto('works')
    .values({
      ...headColumns(fields, given),
      ...{ person_id: actor.id, standing: 'draft', disclosure: 'open', cleaner_version: CLEANER_VERSION },
      ...{ sorted_at: now, posted_at: now, words: 0, chapters_posted: 0, changed_at: now },
      ...{ title_key: titleKey(fields.title), text_config: textConfig(fields.language) },
      // The record's own, once it is posted; until then nothing that is brought is the same.
      content_hash: createHash('sha256').update(key).digest(),
      search: sql<string>`''::tsvector`,
      search_version: SEARCH_VERSION,
      statements: '[]',
      collection_names: [],
      recipients: [],
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await trx
    .insertInto('work_tags')
    .values(await workTagRows(trx, id, fields))
    .execute()
  const signers = fields.pens.map((pen, at) => ({ work_id: id, pen_name_id: pen, position: at + 1 }))
  await trx.insertInto('creatorships').values(signers).execute()
  await trx
    .insertInto('chapters')
    .values({
      ...{ work_id: id, position: 1, summary: '', notes: '', end_notes: '' },
      ...chapterColumns(fields, given),
      published_on: fields.published,
    })
    .execute()
  await saveTogether(trx, actor, id, work.typed, work)
  await dressWork(trx, id, work.typed)
  await renewWork(trx, id, { by: actor, now, dated: false })
  return id
}

/** What of a work's form stands in its own row. */
export function headColumns(fields: WorkFields, given: Given) {
  const { html: _ofChapter, ...ofHead } = given
  return {
    ...{ title: fields.title, language: fields.language, rating: fields.rating, audience: fields.audience },
    ...{ summary: fields.summary, notes: fields.notes, end_notes: fields.endNotes },
    given: Object.keys(ofHead).length > 0 ? JSON.stringify(ofHead) : null,
    permissions: JSON.stringify(fields.permissions),
    comments_from: fields.commentsFrom,
    comments_moderated: fields.commentsModerated,
    chapters_expected: fields.expected,
    published_on: fields.published,
    announced: fields.announced,
  }
}

/** What of it stands in the row of its only chapter. */
export function chapterColumns({ chapter }: WorkFields, given: Given) {
  const { title = '', html = '' } = chapter ?? {}
  return {
    ...{ title, html, words: countWords(html) },
    given: given.html === undefined ? null : JSON.stringify({ html: given.html }),
    // Entered after the answer: enter-words.ts.
    search: null,
  }
}

/** The words a chapter is found by. */
export function chapterVector(title: string, html: string, language: string): RawBuilder<string> {
  const config = textConfig(language)
  return sql<string>`setweight(to_tsvector(${config}::regconfig, ${searchPlain(title)}), 'B')
    || setweight(to_tsvector(${config}::regconfig, ${searchable(searchText(html))}), 'D')`
}
