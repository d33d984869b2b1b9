import { type SqlBool, sql } from 'kysely'
import type { Member } from '../core/actor.ts'
import type { WorkId } from '../core/ids.ts'
import type { OpenZip } from '../epub/index.ts'
import { fileName, makeDownload, recordJson } from '../export/index.ts'
import type { FileStore } from '../storage/file-store.ts'
import type { Db } from '../storage/transaction.ts'
import { ownWork, readOwnRecord } from '../works/index.ts'

export interface TakenWork {
  readonly id: WorkId
  readonly title: string
  readonly state: string
  readonly audience: string
  /** A copy kept of somebody else's work. */
  readonly kept: boolean
  readonly files: {
    readonly record: string
    readonly revisions: readonly string[]
    /** Chapters that lie in the trash. */
    readonly trash: readonly string[]
    readonly html: string | null
    readonly epub: string | null
  }
}

export async function takeoutWorkIds(db: Db, person: Member): Promise<WorkId[]> {
  const rows = await db
    .selectFrom('works')
    .select('works.id')
    .where(ownWork(person))
    .where(sql<SqlBool>`true`)
    .orderBy('works.id')
    .execute()
  return rows.map(({ id }) => id)
}

interface Taking {
  readonly db: Db
  readonly files: FileStore
  readonly archive: { readonly name: string; readonly url: string }
  readonly zip: OpenZip
}

/** One work, with all it was before: as data, and as the books its readers get; a copy of another's as a page. */
export async function takeWork(taking: Taking, person: Member, id: WorkId): Promise<TakenWork | undefined> {
  const { db, zip } = taking
  const head = await db
    .selectFrom('works')
    .select(['title', 'standing', 'audience'])
    .where('works.id', '=', id)
    .executeTakeFirst()
  const record = head && (await readOwnRecord(db, person, id))
  if (!head || !record) return undefined
  const folder = `works/${id}`
  const file = `${folder}/record.json`
  await zip.add({
    name: file,
    bytes: Buffer.from('chapters' in record ? recordJson(record) : JSON.stringify(record, null, 2)),
  })
  const kept = head.audience === 'kept'
  const files = {
    record: file,
    revisions: await takeRevisions(taking, id, folder),
    trash: await takeTrash(taking, id, folder),
    html: await takeBook(taking, person, { id, folder, format: 'html' }),
    epub: kept ? null : await takeBook(taking, person, { id, folder, format: 'epub' }),
  }
  return { id, title: head.title, state: head.standing, audience: head.audience, kept, files }
}

async function takeRevisions({ db, zip }: Taking, id: WorkId, folder: string): Promise<string[]> {
  const rows = await db
    .selectFrom('work_revisions')
    .select('id')
    .where('work_id', '=', id)
    .orderBy('id')
    .execute()
  const names: string[] = []
  for (const [at, row] of rows.entries()) {
    const { record } = await db
      .selectFrom('work_revisions')
      .select('record')
      .where('id', '=', row.id)
      .executeTakeFirstOrThrow()
    const name = `${folder}/revision-${at + 1}${'chapters' in record ? '' : '-chapter'}.json`
    await zip.add({
      name,
      bytes: Buffer.from('chapters' in record ? recordJson(record) : JSON.stringify(record, null, 2)),
    })
    names.push(name)
  }
  return names
}

/** As they were, with the name and place of every field. */
async function takeTrash({ db, zip }: Taking, id: WorkId, folder: string): Promise<string[]> {
  const rows = await db
    .selectFrom('trashed_chapters')
    .select(['id', sql<object>`(chapter -> 'row') - 'search'`.as('row')])
    .where('work_id', '=', id)
    .orderBy('id')
    .execute()
  const names: string[] = []
  for (const [at, { row }] of rows.entries()) {
    const name = `${folder}/trash-${at + 1}-chapter.json`
    await zip.add({ name, bytes: Buffer.from(JSON.stringify(row, null, 2)) })
    names.push(name)
  }
  return names
}

interface Book {
  readonly id: WorkId
  readonly folder: string
  readonly format: 'html' | 'epub'
}

/** Null: what lies in the trash is no book. */
async function takeBook(
  { db, files, archive, zip }: Taking,
  person: Member,
  { id, folder, format }: Book,
): Promise<string | null> {
  const made = await makeDownload(db, person, { id, format, archive, files })
  if (!made || made === 'not-allowed') return null
  const name = `${folder}/${fileName(made.title, id)}.${format}`
  await zip.add({ name, bytes: made.bytes })
  return name
}
