import { Hono } from 'hono'
import { parseSkinId } from '../core/ids.ts'
import { may } from '../core/roles.ts'
import { href, routes } from '../routes.ts'
import { skinsToJudge } from '../skins/index.ts'
import { type Env, formOf, type Handler } from '../web/app-env.ts'
import { withDone } from '../web/done.ts'
import type { Sent } from '../web/form.tsx'
import { render } from '../web/layout.tsx'
import { t } from '../web/say.ts'
import { type Judgement, type JudgeSkin, judgeSkin, moderatedSkin } from './judge-skin.ts'
import { ModeratedSkinPage } from './skin-page.tsx'
import { KeepSkinsPage } from './skins-page.tsx'

/** What moderators decide about skins. For everybody else there is nothing here. */
export const keepSkinRoutes = () =>
  new Hono<Env>()
    .get(routes.keepSkins, async (c) => {
      if (!may(c.var.actor, 'approve-skins')) return c.notFound()
      return c.html(render(<KeepSkinsPage page={c.var.page} skins={await skinsToJudge(c.var.deps.db)} />))
    })

    .get(routes.adminSkin, (c) => showModeratedSkin(c, { typed: {}, faults: {} }))

    .post(routes.adminSkin, async (c) => {
      const { deps, actor } = c.var
      const { deed, seen = '', reason = '' } = await formOf(c)
      const id = parseSkinId(c.req.param('skinId'))
      const judgement = JUDGEMENTS.find((one) => one === deed)
      if (!id || !judgement || !may(actor, 'approve-skins')) return c.notFound()
      const judging = { id, judgement, seen, reason, baseUrl: deps.baseUrl }
      return answer(c, await judgeSkin(deps.db, actor, judging, deps.now()), judgement, reason)
    })

const JUDGEMENTS: readonly Judgement[] = ['approve', 'decline', 'withdraw']

const DONE: Readonly<Record<Judgement, () => string>> = {
  approve: () => t('Everybody may wear it now.'),
  decline: () => t('It stays its writer’s alone.'),
  withdraw: () => t('It is its writer’s alone again; whoever wore it is back in the usual look.'),
}

async function showModeratedSkin(c: Handler, sent: Sent<'reason'>): Promise<Response> {
  const { deps, actor } = c.var
  const id = parseSkinId(c.req.param('skinId') ?? '')
  const found = id && (await moderatedSkin(deps.db, actor, id))
  if (!found) return c.notFound()
  const page = withDone(c.var.page, c.req.query('done'), DONE)
  const status = Object.keys(sent.faults).length > 0 ? 422 : 200
  return c.html(render(<ModeratedSkinPage page={page} found={found} sent={sent} />), status)
}

function answer(
  c: Handler,
  outcome: JudgeSkin,
  done: Judgement,
  reason: string,
): Response | Promise<Response> {
  const again = (fault: string) => showModeratedSkin(c, { typed: { reason }, faults: { reason: fault } })
  switch (outcome) {
    case 'judged':
      return c.redirect(href(routes.adminSkin, { skinId: c.req.param('skinId') ?? '' }, { done }), 303)
    case 'no-such-skin':
      return c.notFound()
    case 'no-reason':
      return again(t('Say why: its maker is told.'))
    case 'settled-already':
      return again(t('Somebody has decided already, or its maker does not offer it any more.'))
    case 'changed-since':
      return again(t('Its maker has changed it since you looked. Look at it once more.'))
  }
}
