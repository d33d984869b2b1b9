import { Hono } from 'hono'
import { refuseSuspended } from '../accounts/index.ts'
import { parsePenNameId, parseWorkId, type WorkId } from '../core/ids.ts'
import { may } from '../core/roles.ts'
import { href, routes } from '../routes.ts'
import { type Env, formOf, type Handler } from '../web/app-env.ts'
import { render } from '../web/layout.tsx'
import { t } from '../web/say.ts'
import { keptCopy, leaveIn, publishAsCreator, publishByPermission, shelvesOf } from '../works/index.ts'
import { type CopyField, CopyPage } from './copy-page.tsx'
import { LinksPage } from './links-page.tsx'

type Form = Readonly<Record<string, string>>
type Faults = Readonly<Partial<Record<CopyField, string>>>

/** A kept copy's own page, for whoever keeps it. */
export const copyRoutes = () =>
  new Hono<Env>()
    .get(routes.publication, async (c) => {
      if (c.var.actor.type === 'guest')
        return c.redirect(href(routes.login, {}, { back: c.var.page.path }), 303)
      return showCopy(c)
    })

    .post(routes.publication, async (c) => {
      await refuseSuspended(c.var.deps, c.var.actor)
      const id = parseWorkId(c.req.param('workId'))
      const form = await formOf(c)
      if (!id) return c.notFound()
      return form.way === 'permission' ? recordPermission(c, id, form) : postAsMine(c, id, form)
    })

async function showCopy(c: Handler, failed?: { readonly form: Form; readonly faults: Faults }) {
  const { deps, actor, page } = c.var
  const id = parseWorkId(c.req.param('workId') ?? '')
  const copy = id && (await keptCopy(deps.db, actor, id))
  if (!copy || actor.type === 'guest') return c.notFound()
  const shown = {
    ...{ copy, account: actor.name, shelves: await shelvesOf(deps.db, actor, copy.id) },
    mayRecord: may(actor, 'record-permission'),
    sent: { typed: failed?.form ?? {}, faults: failed?.faults ?? {} },
  }
  const notice =
    c.req.query('done') === 'put'
      ? { notice: { kind: 'ok', text: t('It stands where you put it.') } as const }
      : {}
  const html = <CopyPage page={{ ...page, ...notice, robots: false }} {...shown} />
  return c.html(render(html), failed ? 422 : 200)
}

async function postAsMine(c: Handler, id: WorkId, form: Form) {
  const { deps, actor } = c.var
  const outcome = await publishAsCreator(deps.db, actor, {
    ...{ id, name: parsePenNameId(form.name ?? ''), pen: form.pen ?? '' },
    ...{ confirmed: form.confirmed === 'on', now: deps.now() },
  })
  if (outcome === 'published') return c.redirect(href(routes.work, { workId: id }), 303)
  if (outcome === 'no-such-copy') return c.notFound()
  return showCopy(c, { form, faults: AS_CREATOR[outcome]() })
}

const AS_CREATOR = {
  'not-confirmed': (): Faults => ({ confirmed: t('Tick that the name in the file is yours, if it is.') }),
  'no-such-name': (): Faults => ({ name: t('Choose which of its names is yours.') }),
  'no-such-pen-name': (): Faults => ({ pen: t('Choose one of your pen names.') }),
  'here-already': (): Faults => ({ pen: HERE_ALREADY() }),
} as const

const HERE_ALREADY = (): string =>
  t(
    'The same work, from the same address, is posted here already. If it is yours, ask the keepers of the archive.',
  )

async function recordPermission(c: Handler, id: WorkId, form: Form) {
  const { deps, actor, page } = c.var
  const read = leaveIn(form, deps.now())
  if (!('givenBy' in read)) return showCopy(c, { form, faults: read })
  const where = { archive: page.archive, baseUrl: deps.baseUrl, now: deps.now() }
  const outcome = await publishByPermission(deps.db, actor, { id, ...read, ...where })
  if (outcome === 'no-such-copy' || outcome === 'not-allowed') return c.notFound()
  if (outcome === 'here-already') return showCopy(c, { form, faults: { given_by: HERE_ALREADY() } })
  if (read.mailTo) return c.redirect(href(routes.work, { workId: id }), 303)
  c.header('cache-control', 'no-store')
  const shown = { workId: id, links: outcome.published }
  return c.html(render(<LinksPage page={{ ...page, robots: false }} {...shown} />))
}
