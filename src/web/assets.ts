import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { href, routes } from '../routes.ts'
import { bundleVersion } from './bundle.ts'
import { collectFonts } from './fonts.ts'

/**
 * Style, scripts and fonts: read once when the program starts and served from memory under an address
 * that holds the hash of all of them, so that a browser may keep them for ever.
 */
export interface Asset {
  readonly body: Uint8Array
  readonly type: string
  /** Smaller forms of text; absent for fonts, which are compressed already. */
  readonly brotli?: Uint8Array
  readonly gzip?: Uint8Array
}

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
}

/** One sheet, in this order: a page waits for one request. */
const LOOK = [
  'tokens.css',
  'palimpsest.css',
  'reading.css',
  'places.css',
  'consent.css',
  'keep.css',
  'lists.css',
  'filters.css',
  'settings.css',
  'own.css',
  'documents.css',
  'writing.css',
  'typing.css',
  'images.css',
  'former.css',
  'chart.css',
  'together.css',
  'chapters.css',
  'offline.css',
  'history.css',
  'skins.css',
]

const bodies = collect()
export const assetVersion = versionOf(bodies)
const ready = new Map<string, Asset>()

/** Made when it is asked for, so it is not among the files here (web/bundle.ts). */
export const EDITOR = 'editor.js'

export const assetHref = (path: string): string => href(routes.asset, { version: assetVersion, path })

export const scriptOf = (made: Omit<Asset, 'type'>): Asset => ({ ...made, type: TYPES.js ?? '' })

export function asset(path: string): Asset | undefined {
  const known = ready.get(path)
  if (known) return known
  const body = bodies.get(path)
  if (!body) return undefined
  const made = prepare(path, body)
  ready.set(path, made)
  return made
}

function collect(): ReadonlyMap<string, Uint8Array> {
  const folder = join(import.meta.dirname, 'assets')
  const found = new Map<string, Uint8Array>()
  for (const name of readdirSync(folder).sort()) {
    if (!LOOK.includes(name)) found.set(name, readFileSync(join(folder, name)))
  }
  const fonts = collectFonts()
  const look = [fonts.css, ...LOOK.map((name) => readFileSync(join(folder, name), 'utf8'))]
  found.set('look.css', Buffer.from(look.join('\n')))
  found.set('webauthn.js', readFileSync(webauthn()))
  for (const [name, body] of fonts.files) found.set(`fonts/${name}`, body)
  return found
}

/** The browser's side of @simplewebauthn, as one file (it sets a global: passkeys.js reads it). */
function webauthn(): string {
  const main = createRequire(import.meta.url).resolve('@simplewebauthn/browser')
  return join(dirname(main), '../dist/bundle/index.umd.min.js')
}

function versionOf(all: ReadonlyMap<string, Uint8Array>): string {
  const hash = createHash('sha256').update(bundleVersion)
  for (const [path, body] of all) hash.update(path).update('\0').update(body)
  return hash.digest('hex').slice(0, 12)
}

function prepare(path: string, body: Uint8Array): Asset {
  const type = TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
  if (type === TYPES.woff2 || type === TYPES.png) return { body, type }
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY }
  return { body, type, brotli: brotliCompressSync(body, { params }), gzip: gzipSync(body, { level: 9 }) }
}
