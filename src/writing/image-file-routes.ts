import { Hono } from 'hono'
import { imageNameIn } from '../core/image-address.ts'
import { routes } from '../routes.ts'
import type { Env, Handler } from '../web/app-env.ts'
import { imageFor, type SeenImage } from '../works/index.ts'

/**
 * Only the reader's own browser keeps a picture. That of a work everybody may read, for ten minutes without asking
 * again: while they turn its pages. Not longer, and by no cache between, since a work may become members-only at any
 * moment, and its pictures with it. All others are asked for each time, which costs an answer without a picture.
 */
const OF_PUBLIC_WORKS = 'private, max-age=600'
const OF_OTHERS = 'private, no-cache'

/** Each picture by its address. */
export const imageFileRoutes = () =>
  new Hono<Env>().get(routes.image, async (c) => {
    const file = c.req.param('file')
    const name = imageNameIn(file)
    const image = name && (await imageFor(c.var.deps.db, c.var.actor, name))
    if (image?.file !== file) return c.notFound()
    const etag = headers(c, image)
    if (c.req.header('if-none-match') === etag) return c.body(null, 304)
    c.header('content-type', image.type)
    if (c.req.method === 'HEAD') return c.body(null)
    const stream = await c.var.deps.files.get(file)
    if (!stream) throw new Error(`showing the picture ${file}: it is not in the store of files`)
    return c.body(stream)
  })

function headers(c: Handler, image: SeenImage): string {
  const etag = `"${image.file}"`
  c.header('etag', etag)
  c.header('cache-control', image.public ? OF_PUBLIC_WORKS : OF_OTHERS)
  c.header('vary', 'cookie')
  // Another site may show what everybody sees; whether a reader sees more must not be told by loading it there.
  c.header('cross-origin-resource-policy', image.public ? 'cross-origin' : 'same-origin')
  // Opened by itself it is a picture in a box, whatever a browser takes it for.
  c.header('content-security-policy', "sandbox; default-src 'none'")
  return etag
}
