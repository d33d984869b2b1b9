import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { Member } from '../../core/actor.ts'
import type { WorkId } from '../../core/ids.ts'
import { countWords, tidyName } from '../../prose/index.ts'
import { type Db, inTransaction, type Transaction } from '../../storage/transaction.ts'
import { ownWork } from '../../works/index.ts'
import type { Uploaded } from '../import-runs.ts'
import type { About, Block, FileRead, Remark, RemarkKind } from './document.ts'
import { type FoundChapter, findChapters, type Manner } from './split.ts'

interface Keeping {
  /** The form's own: sent again, it leads to the same document. */
  readonly id: string
  readonly by: Member
  readonly files: readonly FileRead[]
  readonly notTaken: readonly Remark[]
  readonly filesHash: Buffer
  readonly manner: Manner
  /** The work whose chapters these become; null: a new one. */
  readonly into: WorkId | null
  readonly now: Date
}

/** Documents of one person that wait: more than anybody looks at. */
export const MOST_WAITING = 50

/** A file of a document as it is kept to be parted anew. */
export interface KeptFile {
  readonly name: string
  readonly about: About
  readonly blocks: readonly Block[]
}

/** Keeps what was read until its writer has looked at it. */
export const keepDocument = (
  db: Db,
  keeping: Keeping,
): Promise<'kept' | 'too-many-waiting' | 'no-such-work'> =>
  inTransaction(db, async (trx) => {
    const { id, by, into, files, now, manner } = keeping
    if (into !== null && !(await isOwn(trx, by, into))) return 'no-such-work'
    if ((await waitingOf(trx, by)) >= MOST_WAITING) return 'too-many-waiting'
    const { kept, notes } = joined(files)
    const found = findChapters(kept, manner)
    const made = await trx
      .insertInto('documents')
      .values({
        ...{ id, person_id: by.id, made_at: now, manner, into_work_id: into },
        ...{ became_work_id: null, became_at: null, files_hash: keeping.filesHash },
        names: files.map(({ name }) => tidyName(name)),
        about: JSON.stringify(aboutAll(files, found.title)),
        remarks: JSON.stringify([...keeping.notTaken, ...remarksOf(files)]),
        notes: JSON.stringify(notes),
        files_read: JSON.stringify(kept),
      })
      .onConflict((row) => row.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (made) await putChapters(trx, id, found.chapters)
    return 'kept'
  })

const isOwn = async (trx: Transaction, by: Member, id: WorkId): Promise<boolean> =>
  (await trx
    .selectFrom('works')
    .select('id')
    .where('id', '=', id)
    .where('standing', '<>', 'trashed')
    .where('audience', '<>', 'kept')
    .where(ownWork(by))
    .executeTakeFirst()) !== undefined

async function waitingOf(trx: Transaction, { id }: Member): Promise<number> {
  const { many } = await trx
    .selectFrom('documents')
    .select((row) => row.fn.countAll<number>().as('many'))
    .where('person_id', '=', id)
    .where('became_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(many)
}

/** Notes of several files under names of their own. */
function joined(files: readonly FileRead[]): { kept: KeptFile[]; notes: Record<string, string> } {
  const notes: Record<string, string> = {}
  let before = 0
  const kept = files.map(({ name, about, blocks, notes: own }) => {
    const from = before
    const moved = (html: string): string =>
      from === 0
        ? html
        : html.replace(/"#text-note-(\d+)"/g, (_, key: string) => `"#text-note-${Number(key) + from}"`)
    for (const [key, note] of Object.entries(own)) {
      notes[String(Number(key) + from)] = note
      before = Math.max(before, Number(key) + from)
    }
    return { name, about, blocks: blocks.map((block) => ({ ...block, html: moved(block.html) })) }
  })
  return { kept, notes }
}

function aboutAll(files: readonly FileRead[], title: string): About {
  const all = files.map(({ about }) => about)
  const first = (name: 'language' | 'summary'): string =>
    all.find((about) => about[name] !== '')?.[name] ?? ''
  return {
    title: tidyName(title),
    language: first('language'),
    summary: files.length === 1 ? first('summary') : '',
    tags: [...new Set(all.flatMap(({ tags }) => tags))],
    fandoms: [...new Set(all.flatMap(({ fandoms }) => fandoms))],
  }
}

function remarksOf(files: readonly FileRead[]): Remark[] {
  const byKind = new Map<RemarkKind, Remark>()
  for (const { what, many, names = [] } of files.flatMap(({ remarks }) => remarks)) {
    const before = byKind.get(what)
    const all = [...(before?.names ?? []), ...names].slice(0, 100)
    byKind.set(what, { what, many: many + (before?.many ?? 0), ...(all.length ? { names: all } : {}) })
  }
  return [...byKind.values()]
}

const AT_ONCE = 200

/** Puts chapters in their order, in the place of those that were there. */
export async function putChapters(
  trx: Transaction,
  id: string,
  chapters: readonly FoundChapter[],
): Promise<void> {
  await trx.deleteFrom('document_chapters').where('document_id', '=', id).execute()
  const rows = chapters.map(({ title, blocks, leftOut }, at) => ({
    ...{ document_id: id, position: at + 1, title: tidyName(title), left_out: leftOut },
    ...{ blocks: [...blocks], words: countWords(blocks.join('\n')) },
  }))
  for (let from = 0; from < rows.length; from += AT_ONCE)
    await trx
      .insertInto('document_chapters')
      .values(rows.slice(from, from + AT_ONCE))
      .execute()
}

/** Of the files' bytes, in the order they are read. */
export async function hashOf(files: readonly Uploaded[]): Promise<Buffer> {
  const hash = createHash('sha256')
  for (const { keptAt } of files) for await (const bytes of createReadStream(keptAt)) hash.update(bytes)
  return hash.digest()
}
