import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { WorkId } from '../core/ids.ts'
import type { Locale } from './say.ts'

/**
 * The pages of works as guests have them, compressed, in memory: asked for again, such a page is sent without being
 * made again, which is the difference between 400 and many thousand in a second. What they show is never older than
 * the last change this program made or saw of the work (`forget`), and never older than half a minute.
 */
export interface KeptPages {
  readonly find: (asked: AskedPage, now: number) => KeptPage | undefined
  /** Begins a page: what is forgotten from now on is not kept when it is done. */
  readonly begin: () => Begun
  /** Compresses and keeps it. */
  readonly keep: (page: NewPage, begun: Begun, now: number) => Promise<void>
  /** One work's pages, or all. */
  readonly forget: (works?: readonly WorkId[]) => void
}

export interface AskedPage {
  /** Path and query. */
  readonly url: string
  /** The whole header: reading settings, the adult step. */
  readonly cookie: string
  readonly locale: Locale
  readonly encoding: Encoding
}

type Encoding = 'br' | 'gzip' | 'identity'

interface KeptPage {
  readonly work: WorkId
  readonly body: Buffer
  readonly etag: string
  /** Name, value, name, value: as Node writes them, made once. */
  readonly headers: readonly string[]
}

export interface NewPage {
  readonly asked: AskedPage
  readonly work: WorkId
  readonly html: string
  /** As they were sent the first time, without those that speak of the body's shape. */
  readonly headers: Readonly<Record<string, string>>
}

type Begun = number

const FRESH_MS = 30_000
const MOST_BYTES = 48 * 1024 * 1024
/** A guest's cookies are few and short; whoever sends more is answered, and nothing is kept. */
export const LONGEST_COOKIE = 300

interface Held extends KeptPage {
  readonly at: number
}

export function keptPages(): KeptPages {
  const shelf: Shelf = { pages: new Map(), ofWork: new Map(), bytes: 0 }
  let forgotten = 0
  return {
    find: (asked, now) => taken(shelf, keyOf(asked), now),
    begin: () => forgotten,
    async keep(page, begun, now) {
      const body = await compressed(page.html, page.asked.encoding)
      // Something was forgotten while it was made: it may have been made of what is no more.
      if (begun !== forgotten || body.length > MOST_BYTES / 16) return
      put(shelf, keyOf(page.asked), { ...sentAs(page, body), at: now })
    },
    forget(works) {
      forgotten++
      const keys = works?.flatMap((work) => [...(shelf.ofWork.get(work) ?? [])]) ?? [...shelf.pages.keys()]
      for (const key of keys) drop(shelf, key)
    },
  }
}

interface Shelf {
  /** The one asked for last stands last: the first is the one to go. */
  readonly pages: Map<string, Held>
  readonly ofWork: Map<WorkId, Set<string>>
  bytes: number
}

function taken(shelf: Shelf, key: string, now: number): KeptPage | undefined {
  const page = shelf.pages.get(key)
  if (!page) return undefined
  if (now - page.at > FRESH_MS) {
    drop(shelf, key)
    return undefined
  }
  shelf.pages.delete(key)
  shelf.pages.set(key, page)
  return page
}

function put(shelf: Shelf, key: string, page: Held): void {
  const { pages, ofWork } = shelf
  drop(shelf, key)
  pages.set(key, page)
  shelf.bytes += page.body.length
  ofWork.set(page.work, (ofWork.get(page.work) ?? new Set()).add(key))
  for (const oldest of pages.keys()) {
    if (shelf.bytes <= MOST_BYTES) break
    drop(shelf, oldest)
  }
}

function drop(shelf: Shelf, key: string): void {
  const page = shelf.pages.get(key)
  if (!page) return
  shelf.pages.delete(key)
  shelf.bytes -= page.body.length
  const others = shelf.ofWork.get(page.work)
  others?.delete(key)
  if (others?.size === 0) shelf.ofWork.delete(page.work)
}

function sentAs({ asked: { encoding }, work, html, headers }: NewPage, body: Buffer): KeptPage {
  const etag = `"${createHash('sha256').update(encoding).update(html).digest('base64url').slice(0, 27)}"`
  const shape = {
    etag,
    vary: [headers.vary, 'accept-encoding'].filter(Boolean).join(', '),
    ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
  }
  return { work, body, etag, headers: Object.entries({ ...headers, ...shape }).flat() }
}

const keyOf = ({ url, cookie, locale, encoding }: AskedPage): string =>
  `${locale} ${encoding} ${url} ${cookie}`

const brotli = promisify(brotliCompress)
const zipped = promisify(gzip)

/** Brotli at 5 takes a third of the time of 9 and 4 % more room. */
function compressed(html: string, encoding: Encoding): Promise<Buffer> {
  const raw = Buffer.from(html)
  if (encoding === 'br')
    return brotli(raw, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length },
    })
  return encoding === 'gzip' ? zipped(raw, { level: 6 }) : Promise.resolve(raw)
}

const BROTLI = /(?:^|[,\s])br(?!\s*;\s*q=0(?:[.]0*)?(?:[,\s]|$))(?=[;,\s]|$)/
const GZIP = /(?:^|[,\s])gzip(?!\s*;\s*q=0(?:[.]0*)?(?:[,\s]|$))(?=[;,\s]|$)/

/** What a browser takes, the shortest first; what it names with q=0 it does not. */
export function encodingFor(header = ''): Encoding {
  if (BROTLI.test(header)) return 'br'
  return GZIP.test(header) ? 'gzip' : 'identity'
}
