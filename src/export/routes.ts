import { Hono } from 'hono'
import { parseWorkId, type WorkId } from '../core/ids.ts'
import { href, routes } from '../routes.ts'
import type { Env, Handler } from '../web/app-env.ts'
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

export const exportRoutes = () =>
  new Hono<Env>()
    .route('/', bundleRoutes())
    .route('/', coversRoutes())
    .get(routes.download, async (c) => {
      const id = parseWorkId(c.req.param('workId'))
      const format = c.req.param('file').split('.').at(-1)?.toLowerCase() ?? ''
      if (!id || !(isFormat(format) || isMade(format))) return c.notFound()
      const file = await fileFor(c, id, format)
      if (!file) return c.notFound()
      if (file === 'unchanged') return c.body(null, 304)
      if (typeof file === 'string' || !('bytes' in file))
        throw refusedFile(c, file, format, href(routes.work, { workId: id }))
      return send(c, file, id, format)
    })

async function fileFor(c: Handler, id: WorkId, format: Format | MadeFormat) {
  const { deps, actor } = c.var
  const archive = { name: (await deps.archive()).name, url: deps.baseUrl }
  const { files, dataDir } = deps
  if (isFormat(format)) return makeDownload(deps.db, actor, { id, format, archive, files })
  const has = /^(?:W\/)?"([\w-]+)"$/.exec(c.req.header('if-none-match') ?? '')?.[1]
  const setting = settingAsked(c.req.query())
  return makeBook(deps.db, actor, { id, format, archive, files, dataDir, setting, has })
}

function send(c: Handler, file: Download, id: WorkId, format: Format | MadeFormat) {
  if (file.openToMachines) c.header('tdm-reservation', '0')
  // Calibre writes the hour into what it makes: the same book, not the same bytes.
  const etag = format === 'azw3' || format === 'mobi' ? `W/"${file.tag}"` : `"${file.tag}"`
  c.header('etag', etag)
  c.header('cache-control', 'private, no-cache')
  if (c.req.header('if-none-match') === etag) return c.body(null, 304)
  c.header('content-type', TYPES[format].type)
  c.header('content-disposition', contentDisposition(fileName(file.title, id), file.title, format))
  // A file of someone's words is shown nowhere as a page of ours.
  c.header(
    'content-security-policy',
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src https: data:",
  )
  return c.body(new Uint8Array(file.bytes))
}
