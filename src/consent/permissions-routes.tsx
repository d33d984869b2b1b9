import { Hono } from 'hono'
import { refuseSuspended } from '../accounts/index.ts'
import { parseWorkId } from '../core/ids.ts'
import { href, nameFromPart, routes } from '../routes.ts'
import { type Env, formOf, type Handler } from '../web/app-env.ts'
import { Refused } from '../web/errors.tsx'
import { render } from '../web/layout.tsx'
import { t } from '../web/say.ts'
import {
  defaultPermissions,
  openToMachines,
  type Permissions,
  saveDefaultPermissions,
  savePermissions,
  workHead,
  writtenPermissions,
} from '../works/index.ts'
import { aiText, robotsText, tdmRules } from './machine-texts.ts'
import { PenNamePermissionsPage, WorkPermissionsPage } from './permissions-pages.tsx'
import { faultIn, permissionsIn } from './permissions-read.ts'

export const permissionRoutes = () =>
  new Hono<Env>()
    .get(routes.permissions, (c) => showOfWork(c))

    .post(routes.permissions, async (c) => {
      await refuseSuspended(c.var.deps, c.var.actor)
      const id = parseWorkId(c.req.param('workId'))
      const permissions = permissionsIn(await formOf(c))
      if (!id || faultIn(permissions)) return showOfWork(c, permissions)
      const outcome = await savePermissions(c.var.deps.db, c.var.actor, {
        ...{ id, permissions, now: c.var.deps.now() },
      })
      if (outcome === 'no-such-work') return c.notFound()
      if (outcome === 'not-yours') throw notYours()
      return c.redirect(href(routes.permissions, { workId: id }, { saved: true }), 303)
    })

    .get(routes.penNamePermissions, (c) => showOfPenName(c))

    .post(routes.penNamePermissions, async (c) => {
      await refuseSuspended(c.var.deps, c.var.actor)
      const { actor, deps } = c.var
      const [account, pen] = ownPenName(c)
      const permissions = permissionsIn(await formOf(c))
      if (actor.type === 'guest' || !account) return c.notFound()
      if (faultIn(permissions)) return showOfPenName(c, permissions)
      const outcome = await saveDefaultPermissions(deps.db, actor, { pen, permissions, now: deps.now() })
      if (outcome === 'no-such-pen-name') return c.notFound()
      return c.redirect(href(routes.penNamePermissions, { name: account, pseud: pen }, { saved: true }), 303)
    })

    .get(routes.robots, async (c) => {
      const { db, baseUrl } = c.var.deps
      return forMachines(c, robotsText(await openToMachines(db), baseUrl))
    })
    .get(routes.aiRules, async (c) => forMachines(c, aiText(await openToMachines(c.var.deps.db))))
    .get(routes.tdmRules, async (c) => {
      const rules = JSON.stringify(tdmRules(await openToMachines(c.var.deps.db)))
      return forMachines(c, rules, 'application/json; charset=utf-8')
    })

/** The same for everybody, so that it may be kept by whoever stands between; not long, since a creator may say no. */
function forMachines(c: Handler, body: string, type = 'text/plain; charset=utf-8') {
  c.header('cache-control', 'public, max-age=300')
  return c.body(body, 200, { 'content-type': type })
}

async function showOfWork(c: Handler, typed?: Permissions) {
  const { deps, actor } = c.var
  const id = parseWorkId(c.req.param('workId') ?? '')
  const written = id && (await writtenPermissions(deps.db, actor, id))
  const work = id && written && (await workHead(deps.db, actor, id))
  if (!written || !work) return c.notFound()
  if (written === 'not-yours') throw notYours()
  const shown = { work, written: typed ?? written, fault: typed && faultIn(typed) }
  return c.html(render(<WorkPermissionsPage page={pageOf(c)} {...shown} />), typed ? 422 : 200)
}

async function showOfPenName(c: Handler, typed?: Permissions) {
  const { deps, actor, page } = c.var
  const [account, pen] = ownPenName(c)
  if (actor.type === 'guest') return c.redirect(href(routes.login, {}, { back: page.path }), 303)
  const written = account && (await defaultPermissions(deps.db, actor, pen))
  if (!account || !written) return c.notFound()
  const shown = { account, pen, written: typed ?? written, fault: typed && faultIn(typed) }
  return c.html(render(<PenNamePermissionsPage page={pageOf(c)} {...shown} />), typed ? 422 : 200)
}

/** The account's name where it is the reader's own, and the pen name as it was asked for. */
function ownPenName(c: Handler): readonly [string | undefined, string] {
  const { actor } = c.var
  const [name, pen] = [c.req.param('name') ?? '', c.req.param('pseud') ?? ''].map(nameFromPart)
  const own = actor.type === 'member' && actor.name.toLowerCase() === name?.toLowerCase()
  return [own ? actor.name : undefined, pen ?? '']
}

const notYours = (): Refused => new Refused(403, t('Only its creators say what others may do with a work.'))

function pageOf(c: Handler) {
  const page = { ...c.var.page, robots: false }
  if (c.req.query('saved') !== 'true') return page
  return { ...page, notice: { kind: 'ok', text: t('Saved. It holds from now on.') } as const }
}
