import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { refuseSuspended } from '../accounts/index.ts'
import type { Member } from '../core/actor.ts'
import { imageNameIn } from '../core/image-address.ts'
import { href, routes } from '../routes.ts'
import { type Env, type Handler, validToken } from '../web/app-env.ts'
import { withDone } from '../web/done.ts'
import { render } from '../web/layout.tsx'
import { forOwner } from '../web/own-in.ts'
import { t } from '../web/say.ts'
import { counterOf } from '../web/too-often.ts'
import { deleteImage, type KeptImage } from '../works/index.ts'
import { AskDeleteImage } from './image-delete-page.tsx'
import { imageFaultSaid } from './image-faults-said.ts'
import { imageFileRoutes } from './image-file-routes.ts'
import { ImagesPage, type ImagesSent, NOTHING_SENT } from './image-page.tsx'
import { type Received, receiveImage } from './image-upload.ts'
import { imagesView, ownImage } from './image-view.ts'

/** Decoding is work for the whole machine: nobody draws a hundred pictures in ten minutes. */
const UPLOADS = { most: 100, withinMs: 10 * 60_000 } as const

const DONE = {
  kept: () => t('The picture is here. Copy its line into a text to show it.'),
  gone: () => t('The picture is deleted.'),
}

/** Pictures: a person's own, and each by its address. */
export const imageRoutes = () => {
  const uploads = counterOf(UPLOADS)
  return new Hono<Env>()
    .get(routes.images, (c) => forOwner(c, (by) => showImages(c, by, NOTHING_SENT)))

    .post(routes.images, (c) =>
      forOwner(c, async (by) => {
        await refuseSuspended(c.var.deps, by)
        const { incoming } = c.env as HttpBindings
        const isOurs = (token: string | undefined) => validToken(c, token)
        return answerUpload(c, by, await receiveImage(incoming, { ...c.var.deps, by, uploads, isOurs }))
      }),
    )

    .get(routes.deleteImage, (c) =>
      forOwner(c, async (by) => {
        const image = await ownImage(c.var.deps.db, by, c.req.param('file') ?? '')
        const asked = { page: c.var.page, account: by.name }
        return image ? c.html(render(<AskDeleteImage {...asked} image={image} />)) : c.notFound()
      }),
    )
    .post(routes.deleteImage, (c) =>
      forOwner(c, async (by) => {
        const { db, files } = c.var.deps
        const hash = imageNameIn(c.req.param('file') ?? '')?.hash ?? ''
        if ((await deleteImage(db, files, by, hash)) === 'no-such-image') return c.notFound()
        return c.redirect(href(routes.images, { name: by.name }, { done: 'gone' }), 303)
      }),
    )

    .route('/', imageFileRoutes())
}

/** To the editor as data, to a form without script as a page. */
function answerUpload(c: Handler, by: Member, { alt, outcome, seconds }: Received) {
  const asData = c.req.header('accept')?.includes('application/json')
  if (typeof outcome === 'object') return asData ? c.json(dataOf(outcome)) : toImages(c, by, outcome)
  if (seconds) c.header('retry-after', String(seconds))
  const faults = imageFaultSaid(outcome)
  const status = seconds ? 429 : 422
  if (asData) return c.json({ fault: faults.alt ?? faults.image }, status)
  return showImages(c, by, { typed: { alt }, faults }, status)
}

const dataOf = ({ file, width, height, alt }: KeptImage) => ({
  ...{ src: href(routes.image, { file }), width, height, alt },
})

const toImages = (c: Handler, by: Member, { file }: KeptImage) =>
  c.redirect(href(routes.images, { name: by.name }, { done: 'kept', file }), 303)

async function showImages(c: Handler, by: Member, sent: ImagesSent, status: 200 | 422 | 429 = 200) {
  const { deps, page } = c.var
  const view = await imagesView(deps, by, { page: c.req.query('page'), file: c.req.query('file') })
  const said = withDone(page, c.req.query('done'), DONE)
  return c.html(render(<ImagesPage page={said} view={view} sent={sent} />), status)
}
