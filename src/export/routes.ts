import { Hono } from 'hono'
import { parseWorkId, type WorkId } from '../core/ids.ts'
import { href, routes } from '../routes.ts'
import type { Env, Handler } from '../web/app-env.ts'
import { Refused } from '../web/errors.tsx'
import { t } from '../web/say.ts'
import { sendFile } from '../web/send-file.ts'
import { bookFile } from './books/book-file.ts'
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
  const fileOf = async (c: Handler, id: WorkId, format: Format) => {
    const { deps, actor } = c.var
    const { db, files, baseUrl } = deps
    const archive = { name: (await deps.archive()).name, url: baseUrl }
    if (format === 'epub') return bookFile({ db, files, kept, now: deps.now() }, actor, { id, archive })
    const made = await makeDownload(db, actor, { id, format, archive, files })
    return !made || made === 'not-allowed' ? made : { ...made, ...inHand(made.bytes) }
  }
  return new Hono<Env>().route('/', bundleRoutes()).get(routes.download, async (c) => {
    const id = parseWorkId(c.req.param('workId'))
    const format = c.req.param('file').split('.').at(-1)?.toLowerCase()
    if (!id || !isFormat(format)) return c.notFound()
    const file = await fileOf(c, id, format)
    if (!file) return c.notFound()
    if (file === 'not-allowed')
      throw new Refused(403, refusal(), { href: href(routes.work, { workId: id }), label: t('To the work') })
    if (file.openToMachines) c.header('tdm-reservation', '0')
    const disposition = contentDisposition(fileName(file.title, id), file.title, format)
    return sendFile(c, { ...file, disposition, type: FORMATS[format].type })
  })
}

const inHand = (bytes: Uint8Array) => ({
  size: bytes.length,
  read: async function* (from: number, to: number) {
    yield bytes.subarray(from, to)
  },
})
