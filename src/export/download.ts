import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { Actor } from '../core/actor.ts'
import type { WorkId } from '../core/ids.ts'
import { href, routes } from '../routes.ts'
import type { FileStore } from '../storage/file-store.ts'
import type { Db } from '../storage/transaction.ts'
import { bareName, mayDownload, ownWork, readRecord, type WorkRecord } from '../works/index.ts'
import { type BookFacts, bookFacts } from './book-facts.ts'
import { bookCover } from './books/book-cover.ts'
import type { DownloadInput } from './download-input.ts'
import { epubDownload } from './epub-download.ts'
import { htmlDownload } from './html-download.ts'
import { markdownDownload } from './markdown-download.ts'
import { picturesOf } from './own-pictures-read.ts'
import { textDownload } from './text-download.ts'

export const FORMATS = {
  epub: { type: 'application/epub+zip' },
  html: { type: 'text/html; charset=utf-8' },
  txt: { type: 'text/plain; charset=utf-8' },
  md: { type: 'text/markdown; charset=utf-8' },
} as const
export type Format = keyof typeof FORMATS

export interface Download {
  readonly title: string
  readonly bytes: Uint8Array
  /** Names these bytes: the same version of a work gives the same. */
  readonly tag: string
  readonly modified: Date
  /** Its creator lets machines use it. */
  readonly openToMachines: boolean
}

export interface Archive {
  readonly name: string
  /** Without a trailing slash. */
  readonly url: string
}

export interface Asked {
  readonly id: WorkId
  readonly format: Format
  readonly archive: Archive
  /** Absent: pictures that are kept here become links. */
  readonly files?: FileStore | undefined
}

/** A file of the work as this reader may see it; undefined when there is no such work for them. */
export async function makeDownload(
  db: Db,
  actor: Actor,
  asked: Asked,
): Promise<Download | 'not-allowed' | undefined> {
  const input = await inputFor(db, actor, asked)
  if (!input || input === 'not-allowed') return input
  const whole = asked.format === 'epub' ? { ...input, cover: await bookCover(db, asked.id, input) } : input
  const bytes = await bytesOf(asked.format, whole)
  const tag = createHash('sha256').update(bytes).digest('base64url').slice(0, 22)
  const { title, permissions } = input.record
  return { title, bytes, tag, modified: input.modified, openToMachines: permissions.machines === 'yes' }
}

/** What any file of it is made from, with its pictures. */
export async function inputFor(
  db: Db,
  actor: Actor,
  { id, archive, files }: Omit<Asked, 'format'>,
): Promise<DownloadInput | 'not-allowed' | undefined> {
  const bare = await downloadInput(db, actor, id, archive)
  if (!bare || bare === 'not-allowed' || !files) return bare
  return { ...bare, pictures: await picturesOf({ db, files }, id, bare.record) }
}

async function bytesOf(format: Format, input: DownloadInput): Promise<Uint8Array> {
  if (format === 'epub') return epubDownload(input)
  if (format === 'html') return Buffer.from(htmlDownload(input))
  const pieces: Buffer[] = []
  const written = format === 'txt' ? textDownload(input) : markdownDownload(input)
  for (const piece of written) {
    pieces.push(Buffer.from(piece.toWellFormed()))
    // Between two chapters the program does what others ask of it.
    await setImmediate()
  }
  return Buffer.concat(pieces)
}

export async function downloadInput(
  db: Db,
  actor: Actor,
  id: WorkId,
  archive: Archive,
): Promise<DownloadInput | 'not-allowed' | undefined> {
  const record = await readRecord(db, actor, id)
  if (!record) return undefined
  if (!(await mayTake(db, actor, id, record))) return 'not-allowed'
  return inputOf(db, record, id, archive)
}

/** A text of one's own that readers cannot have, from the trash: as the file they would get. */
export async function ownDownload(
  db: Db,
  record: WorkRecord,
  { id, archive }: { readonly id: WorkId; readonly archive: Archive },
): Promise<string> {
  return htmlDownload(await inputOf(db, record, id, archive))
}

async function inputOf(db: Db, record: WorkRecord, id: WorkId, archive: Archive): Promise<DownloadInput> {
  return inputFrom(record, await bookFacts(db, id), id, archive)
}

export function inputFrom(
  record: WorkRecord,
  { modified, unlinked, series, skin, draft }: BookFacts,
  id: WorkId,
  archive: Archive,
): DownloadInput {
  const at = (path: string): string => `${archive.url}${path}`
  const workUrl = at(href(routes.work, { workId: id }))
  return {
    record,
    workUrl,
    commentUrl: `${workUrl}#comments`,
    archive,
    creatorUrl: (name) => at(unlinked.get(name) ?? creatorPath(name)),
    tagUrl: (_kind, name) => at(href(routes.tagWorks, { name })),
    seriesUrl: (title) => {
      const path = series.get(title)
      return path ? at(path) : null
    },
    ...(skin ? { skin } : {}),
    ...(draft ? { draft } : {}),
    modified,
    version: `${id}-${modified.getTime()}`,
  }
}

/** A creator who says no to downloads is obeyed everywhere, by the command line too: only they have it as a file. */
export async function mayTake(db: Db, actor: Actor, id: WorkId, record: WorkRecord): Promise<boolean> {
  if (mayDownload(record.permissions.download, false)) return true
  const own = await db
    .selectFrom('works')
    .select('id')
    .where('id', '=', id)
    .where(ownWork(actor))
    .executeTakeFirst()
  return own !== undefined
}

/** `pen (account)` has a page under the account; a bare name may be an account or a name from elsewhere. */
function creatorPath(name: string): string {
  const [, account] = / \(([^()]*)\)$/.exec(name) ?? []
  return account
    ? href(routes.pseud, { name: account, pseud: bareName(name) })
    : href(routes.creator, { name })
}
