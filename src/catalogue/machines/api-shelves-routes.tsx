import { Hono } from 'hono'
import type { Member } from '../../core/actor.ts'
import { parseWorkId } from '../../core/ids.ts'
import { href, routes } from '../../routes.ts'
import type { Env, Handler } from '../../web/app-env.ts'
import { problem } from '../../web/problems.ts'
import { type Answering, isReserved, jsonFor, memberOf, searchOf, stranger } from './api-answers-routes.ts'
import { historyOff, noSuchAfter, noSuchShelf, noSuchWork, notByHand } from './api-refusals.ts'
import {
  type OnShelf,
  putOnShelf,
  type ShelfKey,
  shelfIn,
  shelfScope,
  shelvesShape,
  takeOffShelf,
  walkIn,
} from './api-shelves.ts'
import { worksPage } from './api-works.ts'

/** A reader's shelves, for their own programs. */
export function apiShelvesRoutes(answering: Answering) {
  const json = jsonFor(answering)
  const { catalogue } = answering
  return new Hono<Env>()
    .get(routes.apiShelves, async (c) => {
      const member = memberOf(c)
      if (!member) return stranger(c)
      const { db, baseUrl: base, now } = c.var.deps
      const browsing = { db, catalogue, actor: member }
      return json(c, await shelvesShape(member, { browsing, base, now: now() }), true)
    })

    .get(routes.apiShelf, async (c) => {
      const member = memberOf(c)
      if (!member) return stranger(c)
      const { db, baseUrl: base, now } = c.var.deps
      const key = shelfIn(c.req.param('shelf'))
      const scope = key && (await shelfScope(db, member, key))
      if (!key || !scope) return problem(c, 404, noSuchShelf())
      const [path, search] = [href(routes.apiShelf, { shelf: key }), searchOf(c)]
      const walk = walkIn(search, scope, now())
      if (walk === 'no-such-after') return problem(c, 400, noSuchAfter())
      const asked = { db, catalogue, actor: member, base, search, now: now(), scope, path, walk }
      const page = await worksPage(asked)
      return json(c, page, page.works.some(isReserved))
    })

    .put(routes.apiShelfWork, (c) => change(c, answering, putOnShelf))
    .delete(routes.apiShelfWork, (c) => change(c, answering, takeOffShelf))
}

type Change = typeof putOnShelf

async function change(c: Handler, { catalogue }: Answering, doIt: Change): Promise<Response> {
  const member: Member | undefined = memberOf(c)
  if (!member) return stranger(c)
  const key: ShelfKey | undefined = shelfIn(c.req.param('shelf') ?? '')
  const work = parseWorkId(c.req.param('workId') ?? '')
  if (!key) return problem(c, 404, noSuchShelf())
  if (!work) return problem(c, 404, noSuchWork())
  const { db, now } = c.var.deps
  const outcome = await doIt(db, member, { key, work, now: now() })
  await catalogue.keepUp()
  return outcome === 'done' ? c.body(null, 204) : refused(c, outcome)
}

function refused(c: Handler, outcome: Exclude<OnShelf, 'done'>): Response {
  switch (outcome) {
    case 'no-such-work':
      return problem(c, 404, noSuchWork())
    case 'no-such-shelf':
      return problem(c, 404, noSuchShelf())
    case 'history-off':
      return problem(c, 409, historyOff())
    case 'not-by-hand':
      return problem(c, 409, notByHand())
  }
}
