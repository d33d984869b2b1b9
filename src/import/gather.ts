import type { Dirent } from 'node:fs'
import { lstat, readdir, readFile, realpath, stat } from 'node:fs/promises'
import { basename, join, sep } from 'node:path'
import { looksLikeEpub } from './ao3-epub.ts'
import { isZip, seemsByNames } from './seems.ts'
import { LIMITS, type Reading, type Refusal, refused, type SourceFile } from './source.ts'
import { isTakeout, takenAlong } from './takeout-zip.ts'
import { UnpackError, unpackZip, type ZipLimits } from './unpack.ts'

/** A file to read, or a name and why there is nothing to read under it. */
export type Gathered = SourceFile | { readonly name: string; readonly refused: Reading }

/**
 * Every file named by `paths`: files, folders with all that is in them, zips of files. Names in stable order;
 * one file in memory at a time (and its zip, if it came in one).
 */
export async function* gather(
  paths: readonly string[],
  limits: ZipLimits = LIMITS,
): AsyncGenerator<Gathered> {
  for (const path of paths) yield* gatherPath(path, limits)
}

const turnedDown = (name: string, why: Refusal, reason: string): Gathered => ({
  name,
  refused: refused(why, reason),
})

const said = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** What a person names is followed wherever it leads; what lies inside a folder is not. */
async function* gatherPath(path: string, limits: ZipLimits): AsyncGenerator<Gathered> {
  const name = basename(path) || path
  try {
    const found = await stat(path)
    if (found.isDirectory()) yield* gatherFolder(path, '', await realpath(path), limits)
    else if (found.isFile()) yield* gatherFile(path, name, found.size, limits)
    else yield turnedDown(name, 'not-recognised', 'It is neither a file nor a folder.')
  } catch (error) {
    yield turnedDown(name, 'damaged', `It cannot be opened: ${said(error)}.`)
  }
}

async function* gatherFolder(
  folder: string,
  inside: string,
  root: string,
  limits: ZipLimits,
): AsyncGenerator<Gathered> {
  const listed = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => said(error))
  if (typeof listed === 'string') {
    yield turnedDown(inside || basename(folder), 'damaged', `It cannot be opened: ${listed}.`)
    return
  }
  const names = new Set(listed.map((entry) => entry.name))
  for (const entry of listed.sort(byName)) {
    if (hidden(entry.name) || (entry.isDirectory() && savedPageAssets(entry.name, names))) continue
    const path = join(folder, entry.name)
    const name = inside ? `${inside}/${entry.name}` : entry.name
    if (entry.isDirectory()) yield* gatherFolder(path, name, root, limits)
    else if (entry.isSymbolicLink()) yield* gatherLink(path, name, root)
    else if (entry.isFile()) yield* gatherFile(path, name, await sizeOf(path), limits)
    else yield turnedDown(name, 'not-recognised', 'It is neither a file nor a folder.')
  }
}

/** A file that is gone again has no size; reading it says so. */
const sizeOf = (path: string): Promise<number> =>
  lstat(path).then(
    ({ size }) => size,
    () => 0,
  )

const byName = (a: Dirent, b: Dirent): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)

/** What file managers leave in every folder. */
const LEFT_BEHIND: ReadonlySet<string> = new Set(['__macosx', 'thumbs.db', 'desktop.ini'])

const hidden = (name: string): boolean => name.startsWith('.') || LEFT_BEHIND.has(name.toLowerCase())

/** Browsers put a page's pictures and scripts in `Page_files` beside `Page.html`; in a zip both have their folders. */
function savedPageAssets(folder: string, names: ReadonlySet<string>): boolean {
  const page = /^(.+)[_-](?:files|Dateien|fichiers|archivos)$/.exec(folder)?.[1]
  return page !== undefined && ['html', 'htm', 'xhtml'].some((ending) => names.has(`${page}.${ending}`))
}

function besideSavedPage(path: string, names: ReadonlySet<string>): boolean {
  const parts = path.split('/')
  return parts.some((_, at) => at > 0 && savedPageAssets(parts.slice(0, at).join('/'), names))
}

/** A link to something inside the folder is passed over: the thing itself is gathered. */
async function* gatherLink(path: string, name: string, root: string): AsyncGenerator<Gathered> {
  const target = await realpath(path).catch(() => undefined)
  if (target === root || target?.startsWith(root.endsWith(sep) ? root : root + sep)) return
  yield turnedDown(
    name,
    'not-supported',
    'It is a link that leads out of the folder. Name its target instead.',
  )
}

async function* gatherFile(
  path: string,
  name: string,
  size: number,
  limits: ZipLimits,
): AsyncGenerator<Gathered> {
  if (size > limits.file) {
    yield turnedDown(name, 'too-large', tooLarge(size, limits.file))
    return
  }
  const read = await readFile(path).catch((error: unknown) => said(error))
  if (typeof read === 'string') yield turnedDown(name, 'damaged', `It cannot be opened: ${read}.`)
  else if (isZip(read)) yield* gatherZip({ name, bytes: read }, limits)
  else yield { name, bytes: read }
}

const tooLarge = (size: number, most: number): string =>
  `It is ${Math.ceil(size / 1024 / 1024)} MB; ${Math.floor(most / 1024 / 1024)} MB is the most for one file.`

/** A zip that is a book or a document is one file; any other holds files. */
async function* gatherZip(file: SourceFile, limits: ZipLimits): AsyncGenerator<Gathered> {
  const unpacked = await unpackZip(file.bytes, limits)
  if (!unpacked.ok) {
    yield turnedDown(file.name, unpacked.why, unpacked.reason)
    return
  }
  const names = [...unpacked.entries.keys()]
  if (looksLikeEpub(names) || seemsByNames(names)) yield file
  else if (isTakeout(names)) yield* gatherTakeout(file.name, unpacked.entries, limits)
  else if (names.length === 0) yield turnedDown(file.name, 'empty', 'The zip holds no files.')
  else
    for (const name of withoutAssets(names))
      yield* gatherEntry(file.name, name, unpacked.entries.get(name), limits)
}

function withoutAssets(names: readonly string[]): string[] {
  const all = new Set(names)
  return names.filter((name) => !besideSavedPage(name, all)).sort()
}

async function* gatherTakeout(
  zipName: string,
  entries: ReadonlyMap<string, () => Promise<Uint8Array>>,
  limits: ZipLimits,
): AsyncGenerator<Gathered> {
  const { pages, records } = takenAlong([...entries.keys()])
  for (const name of pages) yield* gatherEntry(zipName, name, entries.get(name), limits)
  for (const name of records) yield turnedDown(`${zipName}/${name}`, 'not-supported', IN_TRASH)
}

const IN_TRASH = 'It lay in the trash when it was taken along, and was left there. Its text is in this file.'

async function* gatherEntry(
  zipName: string,
  entryName: string,
  read: (() => Promise<Uint8Array>) | undefined,
  limits: ZipLimits,
): AsyncGenerator<Gathered> {
  if (!read || entryName.split('/').some(hidden)) return
  const name = `${zipName}/${entryName}`
  const bytes = await read().catch((error: unknown) => asUnpackError(error))
  if (bytes instanceof UnpackError) yield turnedDown(name, bytes.why, bytes.message)
  else if (isZip(bytes)) yield await bookInZip({ name, bytes }, limits)
  else yield { name, bytes }
}

const asUnpackError = (error: unknown): UnpackError =>
  error instanceof UnpackError ? error : new UnpackError('damaged', `It cannot be unpacked: ${said(error)}.`)

async function bookInZip(file: SourceFile, limits: ZipLimits): Promise<Gathered> {
  const unpacked = await unpackZip(file.bytes, limits)
  if (!unpacked.ok) return turnedDown(file.name, unpacked.why, unpacked.reason)
  const names = [...unpacked.entries.keys()]
  if (looksLikeEpub(names) || seemsByNames(names)) return file
  return turnedDown(file.name, 'not-supported', 'It is a zip inside a zip. Please unpack it first.')
}
