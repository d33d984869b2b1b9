import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import type { Plugin } from 'esbuild'

/*
 * The editor is TypeScript over a library, so it is the one script that must be bundled. There is no build step: it
 * is made when it is first asked for, and kept in the data folder under the hash of all it is made from.
 */
const FOLDER = join(import.meta.dirname, 'editor')
const PROSE = join(import.meta.dirname, '../prose')
const ROOT = join(import.meta.dirname, '../..')

interface Bundle {
  readonly body: Uint8Array
  readonly brotli: Uint8Array
  readonly gzip: Uint8Array
}

/** Of its sources, of the cleaner that it shares with the server, and of the libraries. */
export const bundleVersion = hashOf([
  join(ROOT, 'package-lock.json'),
  import.meta.filename,
  ...sourcesIn(FOLDER),
  ...sourcesIn(PROSE),
])

const made = new Map<string, Promise<Bundle>>()

/** The editor's script: from memory, from the data folder, or made now. */
export function editorBundle(dataDir: string): Promise<Bundle> {
  const known = made.get(dataDir)
  if (known) return known
  const making = keptIn(dataDir)
  made.set(dataDir, making)
  // What failed once, for want of memory or of room, is tried again by the next who asks.
  making.catch(() => made.delete(dataDir))
  return making
}

async function keptIn(dataDir: string): Promise<Bundle> {
  const folder = join(dataDir, 'editor')
  const found = read(folder)
  if (found) return found
  const body = await bundled(join(FOLDER, 'main.ts'))
  const bundle = { body, brotli: await promisify(brotliCompress)(body), gzip: await promisify(gzip)(body) }
  keep(folder, bundle)
  return bundle
}

const PARTS = ['body', 'brotli', 'gzip'] as const
const fileOf = (part: string): string => `${bundleVersion}.${part}`

function read(folder: string): Bundle | undefined {
  try {
    const [body, brotli, zipped] = PARTS.map((part) => readFileSync(join(folder, fileOf(part))))
    return body && brotli && zipped ? { body, brotli, gzip: zipped } : undefined
  } catch {
    // Not made yet, or by another version.
    return undefined
  }
}

/** A full disk costs the next start a second, and nobody their editor. */
function keep(folder: string, bundle: Bundle): void {
  try {
    mkdirSync(folder, { recursive: true })
    for (const part of PARTS) {
      const file = join(folder, fileOf(part))
      writeFileSync(`${file}.new`, bundle[part])
      renameSync(`${file}.new`, file)
    }
  } catch (fault) {
    if (!(fault instanceof Error && 'code' in fault)) throw fault
  }
}

/** One file for browsers, of an entry and all it imports. */
export async function bundled(entry: string): Promise<Uint8Array> {
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    entryPoints: [entry],
    absWorkingDir: ROOT,
    ...{ bundle: true, minify: true, write: false, format: 'esm', legalComments: 'none', logLevel: 'silent' },
    target: ['es2022', 'safari16'],
    tsconfigRaw: '{}',
    plugins: [cleanerForBrowsers],
  })
  const [file] = outputFiles
  if (!file) throw new Error(`bundling ${entry}: esbuild made no file`)
  return file.contents
}

/** The cleaner runs in the browser, too, over the browser's own parser; what of it is not used stays out. */
const cleanerForBrowsers: Plugin = {
  name: 'cleaner-for-browsers',
  setup(building) {
    building.onResolve({ filter: /\/parse\.ts$/ }, ({ importer }) =>
      /prose.(clean|compose|compose-text|index)\.ts$/.test(importer)
        ? { path: join(FOLDER, 'parse-in-browser.ts') }
        : undefined,
    )
    building.onResolve({ filter: /^\.\.?\/.*\.[jt]s$/ }, ({ path, resolveDir }) => {
      const found = join(resolveDir, path)
      const bare = found.startsWith(PROSE) || /[\\/]parse5[\\/]/.test(found)
      return bare ? { path: found, sideEffects: false } : undefined
    })
    building.onResolve({ filter: /^(parse5|markdown-it)$/ }, async ({ path, pluginData, ...given }) => {
      if (pluginData === 'resolving') return undefined
      const found = await building.resolve(path, { ...given, pluginData: 'resolving' })
      return { ...found, sideEffects: false }
    })
  },
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !/\.(test|testing)\.ts$/.test(name))
    .sort()
    .map((name) => join(folder, name))
}

function hashOf(files: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of files) hash.update(readFileSync(file)).update('\0')
  return hash.digest('hex').slice(0, 24)
}
