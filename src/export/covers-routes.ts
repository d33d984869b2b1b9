import { Hono } from 'hono'
import { type Actor, GUEST } from '../core/actor.ts'
import { parseWorkId } from '../core/ids.ts'
import { routes } from '../routes.ts'
import type { Env, Handler } from '../web/app-env.ts'
import { workHead } from '../works/index.ts'
import { coverFor, coverTag, writtenOn } from './covers/cover.ts'
import type { Kind } from './covers/draw.ts'
import type { Shape, Written } from './covers/face.ts'

/** Pictures of works that are made from their words: covers, and what stands beside a link to them elsewhere. */
export const coversRoutes = () =>
  new Hono<Env>()
    .get(routes.cover, async (c) => {
      const kind = c.req.param('cover').endsWith('.png') ? 'png' : 'jpg'
      const written = await writtenFor(c, c.var.actor)
      return written ? answer(c, written, 'cover', kind) : c.notFound()
    })

    // What guests may not see has no picture for anybody: it is made to be shown elsewhere.
    .get(routes.card, async (c) => {
      const written = await writtenFor(c, GUEST)
      return written ? answer(c, written, 'card', 'png') : c.notFound()
    })

    .get(routes.archiveCard, async (c) => {
      const { name } = await c.var.deps.archive()
      const nothing = { creators: [], fandoms: [], language: 'en', archive: '' }
      return answer(c, { ...nothing, title: name, seed: name }, 'card', 'png')
    })

async function writtenFor(c: Handler, actor: Actor): Promise<Written | undefined> {
  const { deps } = c.var
  const id = parseWorkId(c.req.param('workId') ?? '')
  const work = id && (await workHead(deps.db, actor, id))
  return work ? writtenOn(work, (await deps.archive()).name) : undefined
}

const TYPES: Readonly<Record<Kind, string>> = { jpg: 'image/jpeg', png: 'image/png' }

async function answer(c: Handler, written: Written, shape: Shape, kind: Kind) {
  const etag = `"${coverTag(written, shape, kind)}"`
  c.header('etag', etag)
  c.header('cache-control', 'private, max-age=600')
  if (c.req.header('if-none-match') === etag) return c.body(null, 304)
  c.header('content-type', TYPES[kind])
  return c.body(new Uint8Array(await coverFor(written, kind, shape)))
}
