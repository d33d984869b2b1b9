import { createReadStream } from 'node:fs'
import { Hono } from 'hono'
import { href, routes } from '../../routes.ts'
import { type Env, formOf, type Handler, pathBack } from '../../web/app-env.ts'
import { clientAddress } from '../../web/client-address.ts'
import { Refused } from '../../web/errors.tsx'
import { render } from '../../web/layout.tsx'
import { t } from '../../web/say.ts'
import { sendFile } from '../../web/send-file.ts'
import { type Counter, counterOf } from '../../web/too-often.ts'
import { contentDisposition, fileName } from '../file-name.ts'
import { bundleFile } from './bundle-files.ts'
import { BUNDLE_KINDS, BUNDLE_TYPES, extensionOf, isKind, mostWorks } from './bundle-kinds.ts'
import { BundlePage } from './bundle-page.tsx'
import { bundleWorks, isBundled, mayStillHave } from './bundle-works.ts'
import { askedSince, askForBundle, type Bundle, bundleAt } from './bundles.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
/** Of one member; of all guests; of one guest within an hour. */
const MOST_A_DAY = { member: 20, guest: 300 } as const
const OF_GUEST = { most: 5, withinMs: 60 * 60 * 1_000 } as const

/** Many works as one file: asked for, made meanwhile, fetched within a day. */
export const bundleRoutes = () => {
  const guests = counterOf(OF_GUEST)
  return new Hono<Env>()
    .post(routes.bundles, async (c) => {
      const { deps, actor } = c.var
      const { of, which = '', as, path } = await formOf(c)
      // A guest's are of what stands on a page, not of a list of their own making.
      if (!isBundled(of) || !isKind(as) || (actor.type === 'guest' && of === 'works')) return c.notFound()
      const found = await bundleWorks(deps.db, actor, { of, which })
      if (!found) return c.notFound()
      await refuseTooMany(c, guests)
      const kind = BUNDLE_KINDS[as]
      const works = found.ids.slice(0, mostWorks(kind, actor.type))
      const asked = { works, beyond: found.ids.length - works.length, title: found.title ?? t('Works') }
      const whole = { ...asked, ...kind, path: pathBack(path), now: deps.now() }
      const bundleId = await askForBundle(deps.db, actor, whole)
      return c.redirect(href(routes.bundle, { bundleId }), 303)
    })

    .get(routes.bundle, async (c) => {
      const address = c.req.param('bundleId')
      const bundle = await found(c, address)
      if (!bundle) return c.notFound()
      const page = { ...c.var.page, robots: false }
      const stale = bundle.standing === 'done' && bundle.bytes !== null && !(await mayHave(c, bundle))
      const shown = { page, bundle, address, stale, file: nameOf(bundle), forGuest: bundle.person === null }
      return c.html(render(<BundlePage {...shown} />))
    })

    .get(routes.bundleFile, async (c) => {
      const address = c.req.param('bundleId')
      const bundle = await found(c, address)
      if (bundle?.standing !== 'done' || bundle.bytes === null) return c.notFound()
      if (!(await mayHave(c, bundle))) return c.redirect(href(routes.bundle, { bundleId: address }), 303)
      return sendBundle(c, bundle, bundle.bytes)
    })
}

const found = (c: Handler, address: string): Promise<Bundle | undefined> =>
  bundleAt(c.var.deps.db, c.var.actor, address, c.var.deps.now())

/** As whoever asked for it: a guest's holds what guests may have, whoever opens it. */
const mayHave = (c: Handler, { held, person, finishedAt, askedAt }: Bundle): Promise<boolean> =>
  mayStillHave(c.var.deps.db, person === null ? { type: 'guest' } : c.var.actor, held, finishedAt ?? askedAt)

const nameOf = (bundle: Bundle): string =>
  `${fileName(bundle.title, bundle.id.slice(0, 8))}.${extensionOf(bundle)}`

function sendBundle(c: Handler, bundle: Bundle, size: number) {
  const path = bundleFile(c.var.deps.dataDir, bundle.id)
  const extension = extensionOf(bundle)
  return sendFile(c, {
    ...{ size, tag: bundle.id, type: BUNDLE_TYPES[extension], modified: bundle.finishedAt ?? bundle.askedAt },
    disposition: contentDisposition(fileName(bundle.title, bundle.id.slice(0, 8)), bundle.title, extension),
    read: async function* (from, to) {
      if (to > from) yield* createReadStream(path, { start: from, end: to - 1 })
    },
  })
}

async function refuseTooMany(c: Handler, guests: Counter): Promise<void> {
  const { deps, actor } = c.var
  const now = deps.now()
  const wait = actor.type === 'guest' ? guests.take(clientAddress(c) ?? '', now) : 0
  const asked = await askedSince(deps.db, actor, new Date(now.getTime() - DAY_MS))
  if (wait === 0 && asked < MOST_A_DAY[actor.type]) return
  throw new Refused(403, t('Many such files were asked for already. Please ask again later.'))
}
