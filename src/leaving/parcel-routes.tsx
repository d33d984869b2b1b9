import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { Hono } from 'hono'
import { askForParcel, freshSession, type Parcel, parcelById, parcelOf } from '../accounts/index.ts'
import { routes } from '../routes.ts'
import type { Env } from '../web/app-env.ts'
import { render } from '../web/layout.tsx'
import { parcelFile } from './parcel-files.ts'
import { ParcelPage } from './parcel-page.tsx'

const DAYS_MS = 7 * 24 * 60 * 60 * 1_000

/** From when on it cannot be fetched: a week after it was asked for. */
const endOf = ({ askedAt }: Parcel): Date => new Date(askedAt.getTime() + DAYS_MS)

export const parcelRoutes = () =>
  new Hono<Env>()
    .get(routes.parcels, async (c) => {
      const { deps, page } = c.var
      const session = await freshSession(c)
      if (session instanceof Response) return session
      const last = await parcelOf(deps.db, session.member.id)
      const parcel = last && endOf(last) > deps.now() ? last : undefined
      // Without a script the page comes again by itself.
      if (parcel && !parcel.readyAt && !parcel.failed) c.header('refresh', '5')
      return c.html(render(<ParcelPage page={page} parcel={parcel} until={parcel ? endOf(parcel) : null} />))
    })

    .post(routes.parcels, async (c) => {
      const session = await freshSession(c)
      if (session instanceof Response) return session
      await askForParcel(c.var.deps.db, session.member.id, c.var.deps.now())
      return c.redirect(routes.parcels, 303)
    })

    .get(routes.parcel, async (c) => {
      const { db, dataDir, now } = c.var.deps
      const session = await freshSession(c)
      if (session instanceof Response) return session
      const parcel = await parcelById(db, c.req.param('parcelId'))
      if (!parcel?.readyAt || parcel.person !== session.member.id || endOf(parcel) <= now())
        return c.notFound()
      const path = parcelFile(dataDir, parcel.id)
      c.header('content-type', 'application/zip')
      c.header('content-length', String((await stat(path)).size))
      c.header('content-disposition', `attachment; filename="${session.member.name}.zip"`)
      c.header('cache-control', 'private, no-store')
      return c.body(Readable.toWeb(createReadStream(path)))
    })
