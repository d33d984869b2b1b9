import { Hono } from 'hono'
import { faultWords } from '../core/fault-words.ts'
import { parseWorkId, type WorkId } from '../core/ids.ts'
import { href, routes } from '../routes.ts'
import type { Env, Handler } from '../web/app-env.ts'
import { sendFile } from '../web/send-file.ts'
import { noteBook } from './book-files.ts'
import { type FetchShelf, fetchedBook, wholeBooks } from './books/fetched-book.ts'
import type { GuestBooks } from './books/guest-books.ts'
import type { JoinedBook } from './books/joined-book.ts'
import { keptParts } from './books/kept-parts.ts'
import { bundleRoutes } from './bundles/bundle-routes.tsx'
import { MADE_FORMATS, type MadeFormat, makeBook } from './convert.ts'
import { coversRoutes } from './covers-routes.ts'
import { type Download, FORMATS, type Format, makeDownload } from './download.ts'
import { contentDisposition, fileName } from './file-name.ts'
import { refusedFile } from './file-refusals.ts'
import { settingAsked } from './pdf/setting.ts'

const TYPES = { ...FORMATS, ...MADE_FORMATS } as const

const isFormat = (word: string): word is Format => Object.hasOwn(FORMATS, word)
const isMade = (word: string): word is MadeFormat => Object.hasOwn(MADE_FORMATS, word)

/** Of packed chapters in memory: those of some hundred books. */
const KEPT_BYTES = 32_000_000

type Shelf = Pick<FetchShelf, 'kept' | 'books' | 'guests'> & { readonly noted: WeakSet<JoinedBook> }

/** `guests`: where somebody tells them what changed. */
export const exportRoutes = (guests?: GuestBooks) => {
  const shelf: Shelf = { kept: keptParts(KEPT_BYTES), books: wholeBooks(), guests, noted: new WeakSet() }
  return new Hono<Env>()
    .route('/', bundleRoutes())
    .route('/', coversRoutes())
    .get(routes.download, async (c) => {
      const id = parseWorkId(c.req.param('workId'))
      const format = c.req.param('file').split('.').at(-1)?.toLowerCase() ?? ''
      if (!id || !(isFormat(format) || isMade(format))) return c.notFound()
      const file = await fileFor(c, shelf, id, format)
      if (!file) return c.notFound()
      if (file === 'unchanged') return c.body(null, 304)
      if (typeof file === 'string' || !('title' in file))
        throw refusedFile(c, file, format, href(routes.work, { workId: id }))
      if (file.openToMachines) c.header('tdm-reservation', '0')
      const disposition = contentDisposition(fileName(file.title, id), file.title, format)
      return sendFile(c, { ...file, disposition, type: TYPES[format].type })
    })
}

async function fileFor(c: Handler, shelf: Shelf, id: WorkId, format: Format | MadeFormat) {
  if (format === 'epub') return bookFor(c, shelf, id)
  const { db, files } = c.var.deps
  const asked = { ...(await askedFor(c, id)), files }
  if (isFormat(format)) return readable(await makeDownload(db, c.var.actor, { ...asked, format }))
  const has = /^(?:W\/)?"([\w.-]+)"$/.exec(c.req.header('if-none-match') ?? '')?.[1]
  const setting = settingAsked(c.req.query())
  return readable(await makeBook(db, c.var.actor, { ...asked, format, setting, has }))
}

async function bookFor(c: Handler, shelf: Shelf, id: WorkId) {
  const { db, files, now } = c.var.deps
  const asked = await askedFor(c, id)
  const book = await fetchedBook({ ...shelf, db, files, now: now() }, c.var.actor, asked)
  if (book && book !== 'not-allowed' && c.req.method === 'GET') noteLater(c, shelf.noted, { work: id, book })
  return book
}

async function askedFor(c: Handler, id: WorkId) {
  const { deps } = c.var
  return { id, archive: { name: (await deps.archive()).name, url: deps.baseUrl } }
}

/** A file that is made whole for each download, as one that can be read from anywhere. */
function readable<Refusal extends string | object | undefined>(made: Download | Refusal) {
  if (!made || typeof made === 'string' || !('bytes' in made)) return made
  const { bytes } = made
  const read = async function* (from: number, to: number) {
    yield bytes.subarray(from, to)
  }
  return { ...made, size: bytes.length, read }
}

interface HandedOut {
  readonly work: WorkId
  readonly book: JoinedBook
}

/** After the answer, which nobody waits longer for: without it a place from an e-reader is merely not found. */
function noteLater(c: Handler, noted: WeakSet<JoinedBook>, { work, book }: HandedOut): void {
  const { db, log, now } = c.var.deps
  if (noted.has(book)) return
  noted.add(book)
  setImmediate(() => {
    noteBook(db, { work, book, now: now() }).catch((fault: Error) => {
      noted.delete(book)
      log.warn({ fault: faultWords(fault).message, work }, 'a book handed out was not noted')
    })
  })
}
