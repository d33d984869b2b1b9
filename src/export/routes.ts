import { Hono } from 'hono'
import { faultWords } from '../core/fault-words.ts'
import { parseWorkId, type WorkId } from '../core/ids.ts'
import { href, routes } from '../routes.ts'
import type { Env, Handler } from '../web/app-env.ts'
import { Refused } from '../web/errors.tsx'
import { t } from '../web/say.ts'
import { noteBook } from './book-files.ts'
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

export const exportRoutes = () =>
  new Hono<Env>().route('/', bundleRoutes()).get(routes.download, async (c) => {
    const { deps, actor } = c.var
    const id = parseWorkId(c.req.param('workId'))
    const format = c.req.param('file').split('.').at(-1)?.toLowerCase()
    if (!id || !isFormat(format)) return c.notFound()
    const archive = { name: (await deps.archive()).name, url: deps.baseUrl }
    const file = await makeDownload(deps.db, actor, { id, format, archive, files: deps.files })
    if (!file) return c.notFound()
    if (file === 'not-allowed')
      throw new Refused(403, refusal(), { href: href(routes.work, { workId: id }), label: t('To the work') })
    if (format === 'epub') noteLater(c, id, file.bytes)
    if (file.openToMachines) c.header('tdm-reservation', '0')
    const etag = `"${file.tag}"`
    c.header('etag', etag)
    c.header('cache-control', 'private, no-cache')
    if (c.req.header('if-none-match') === etag) return c.body(null, 304)
    c.header('content-type', FORMATS[format].type)
    c.header('content-disposition', contentDisposition(fileName(file.title, id), file.title, format))
    // A file of someone's words is shown nowhere as a page of ours.
    c.header(
      'content-security-policy',
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src https: data:",
    )
    return c.body(new Uint8Array(file.bytes))
  })

/** After the answer, which nobody waits longer for: without it a place from an e-reader is merely not found. */
function noteLater(c: Handler, work: WorkId, bytes: Uint8Array): void {
  const { db, log, now } = c.var.deps
  setImmediate(() => {
    noteBook(db, { work, bytes, now: now() }).catch((fault: Error) => {
      log.warn({ fault: faultWords(fault).message, work }, 'a book handed out was not noted')
    })
  })
}
