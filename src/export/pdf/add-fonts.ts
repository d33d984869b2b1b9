import { spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { facesIn, fontFolder } from './fonts.ts'

/** Too large to come with the program, 25 to 36 MB each: fetched when they are asked for. */
export const FETCHED_FONTS = {
  sc: { name: '@embedpdf/fonts-sc', version: '1.0.0', for: 'Chinese, simplified' },
  tc: { name: '@embedpdf/fonts-tc', version: '1.0.0', for: 'Chinese, traditional; Cantonese' },
  jp: { name: '@embedpdf/fonts-jp', version: '1.0.0', for: 'Japanese' },
  kr: { name: '@embedpdf/fonts-kr', version: '1.0.0', for: 'Korean' },
} as const

interface AddFonts {
  readonly dataDir: string
  /** What the folder of these faces is called. */
  readonly called: string
  /** What npm is asked for: a package with its version, or a folder that holds one. */
  readonly from: string
  /** Another registry than npm knows of. */
  readonly registry?: string
}

export type FontsAdded =
  | { readonly files: readonly string[] }
  | 'no-npm'
  | 'no-faces'
  | { readonly notFetched: string }

const PATIENCE_MS = 600_000
/** Begins with a dot, so that no book is set with what is not whole. */
const UNFINISHED = '.adding-'

/** Fetches a package of faces and keeps what a book needs of it. What fails leaves nothing behind. */
export async function addFonts({ dataDir, called, from, registry }: AddFonts): Promise<FontsAdded> {
  const folder = fontFolder(dataDir)
  await mkdir(folder, { recursive: true })
  await removeUnfinished(folder)
  const room = await mkdtemp(join(folder, UNFINISHED))
  try {
    const fetched = await fetchInto(room, from, registry)
    if (fetched !== 'fetched') return fetched
    const kept = await keepFaces(room)
    if (kept === undefined) return 'no-faces'
    const place = join(folder, called)
    await rm(place, { recursive: true, force: true })
    await rename(kept, place)
    return { files: facesIn(place) }
  } finally {
    await rm(room, { recursive: true, force: true })
  }
}

/** What a command left that was stopped from outside. */
async function removeUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (name.startsWith(UNFINISHED)) await rm(join(folder, name), { recursive: true, force: true })
}

const npmWords = (from: string, registry: string | undefined): string[] => [
  ...['install', '--prefix', '.', '--ignore-scripts', '--install-links', '--no-save', '--no-package-lock'],
  ...['--no-audit', '--no-fund', '--loglevel=error', '--fetch-retries=1', '--fetch-retry-mintimeout=1000'],
  ...(registry === undefined ? [] : [`--registry=${registry}`]),
  ...['--', from],
]

/** By npm, as the libraries of the program itself: it knows proxies, and compares the hash. No script of the package is run. */
async function fetchInto(room: string, from: string, registry: string | undefined) {
  const npm = spawn('npm', npmWords(from, registry), {
    cwd: room,
    stdio: ['ignore', 'ignore', 'pipe'],
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
  const ended = new Promise<number | null | NodeJS.ErrnoException>((done) =>
    npm.once('error', done).once('close', done),
  )
  const [complaint, how] = await Promise.all([text(npm.stderr), ended])
  if (how === 0) return 'fetched' as const
  if (how instanceof Error) return how.code === 'ENOENT' ? ('no-npm' as const) : { notFetched: how.message }
  return { notFetched: complaint.trim().slice(0, 600) }
}

/** A book needs two of the seven weights, and the licence goes with them. */
async function keepFaces(room: string): Promise<string | undefined> {
  const all = facesIn(join(room, 'node_modules'))
  const needed = all.filter((file) => NEEDED.some((weight) => basename(file).includes(weight)))
  const files = needed.length > 0 ? needed : all
  const [first] = files
  if (first === undefined) return undefined
  const kept = join(room, 'kept')
  await mkdir(kept)
  for (const file of files) await rename(file, join(kept, basename(file)))
  for (const place of [dirname(first), dirname(dirname(first))])
    for (const name of await readdir(place))
      if (LICENCES.some((word) => name.toUpperCase().startsWith(word)))
        await cp(join(place, name), join(kept, name))
  return kept
}

const NEEDED = ['-Regular.', '-Bold.', '_400Regular.', '_700Bold.']
const LICENCES = ['LICENSE', 'LICENCE', 'OFL']
