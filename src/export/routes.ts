import { Hono } from 'hono'
import { faultWords } from '../core/fault-words.ts'
import { parseWorkId, type WorkId } from '../core/ids.ts'
import { href, routes } from '../routes.ts'
import type { Env, Handler } from '../web/app-env.ts'
import { Refused } from '../web/errors.tsx'
import { t } from '../web/say.ts'
import { sendFile } from '../web/send-file.ts'
import { noteBook } from './book-files.ts'
import { type JoinedBook, joinedBook } from './books/joined-book.ts'
import { keptParts } from './books/kept-parts.ts'
import { bundleRoutes } from './bundles/bundle-routes.tsx'
import { FORMATS, type Format, makeDownload } from './download.ts'
import { contentDisposition, fileName } from './file-name.ts'

const isFormat = (word: string | undefined): word is Format =>
  word !== undefined && Object.hasOwn(FORMATS, word)

/** The work is there for them, its files are not. */
const refusal = (): string =>
  t(
    'Its creator asks that this work is not downloaded, and the archive keeps to that. It can be read on its page.',
  )

/** Of packed chapters in memory: those of some hundred books. */
const KEPT_BYTES = 32_000_000

export const exportRoutes = () => {
  const kept = keptParts(KEPT_BYTES)
  const bookOf = async (c: Handler, id: WorkId) => {
    const { db, files, now } = c.var.deps
    const book = await joinedBook({ db, files, kept, now: now() }, c.var.actor, await askedFor(c, id))
    if (book && book !== 'not-allowed' && c.req.method === 'GET') noteLater(c, id, book)
    return book
  }
  return new Hono<Env>().route('/', bundleRoutes()).get(routes.download, async (c) => {
    const id = parseWorkId(c.req.param('workId'))
    const format = c.req.param('file').split('.').at(-1)?.toLowerCase()
    if (!id || !isFormat(format)) return c.notFound()
    const file = await (format === 'epub' ? bookOf(c, id) : madeFile(c, id, format))
    if (!file) return c.notFound()
    if (file === 'not-allowed')
      throw new Refused(403, refusal(), { href: href(routes.work, { workId: id }), label: t('To the work') })
    if (file.openToMachines) c.header('tdm-reservation', '0')
    const disposition = contentDisposition(fileName(file.title, id), file.title, format)
    return sendFile(c, { ...file, disposition, type: FORMATS[format].type })
  })
}

async function askedFor(c: Handler, id: WorkId) {
  const { deps } = c.var
  return { id, archive: { name: (await deps.archive()).name, url: deps.baseUrl } }
}

/** A file that is made whole for each download. */
async function madeFile(c: Handler, id: WorkId, format: Format) {
  const { db, files } = c.var.deps
  const made = await makeDownload(db, c.var.actor, { ...(await askedFor(c, id)), format, files })
  if (!made || made === 'not-allowed') return made
  const read = async function* (from: number, to: number) {
    yield made.bytes.subarray(from, to)
  }
  return { ...made, size: made.bytes.length, read }
}

/** After the answer, which nobody waits longer for: without it a place from an e-reader is merely not found. */
function noteLater(c: Handler, work: WorkId, book: JoinedBook): void {
  const { db, log, now } = c.var.deps
  setImmediate(() => {
    noteBook(db, { work, book, now: now() }).catch((fault: Error) => {
      log.warn({ fault: faultWords(fault).message, work }, 'a book handed out was not noted')
    })
  })
}
