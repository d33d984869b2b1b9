import { Hono } from 'hono'
import { refuseSuspended } from '../accounts/index.ts'
import { parseCitationId } from '../core/ids.ts'
import { href, routes } from '../routes.ts'
import { inTransaction } from '../storage/transaction.ts'
import { type Env, formOf, type Handler } from '../web/app-env.ts'
import { withDone } from '../web/done.ts'
import { render } from '../web/layout.tsx'
import { ownIn } from '../web/own-in.ts'
import { t } from '../web/say.ts'
import { answerCitation, relationsOf } from '../works/index.ts'
import { RelationsPage } from './together-relations-page.tsx'

/** What a sentence at the top says was done. */
const DONE = {
  approved: () => t('Your work shows it from now on.'),
  withdrawn: () => t('Your work shows it no more.'),
  removed: () => t('Your work names it no more.'),
}

/** Works that name one another as what they were inspired by: shown by the one that is named, or not. */
export const relationsRoutes = () =>
  new Hono<Env>()
    .get(routes.relatedWorks, async (c) => {
      const own = ownIn(c)
      if (!own.is) return own.answer
      const relations = await relationsOf(c.var.deps.db, own.is)
      return c.html(
        render(
          <RelationsPage
            page={withDone(c.var.page, c.req.query('done'), DONE)}
            owner={own.is}
            relations={relations}
          />,
        ),
      )
    })

    .post(routes.relatedWorks, async (c) => {
      const own = ownIn(c)
      if (!own.is) return own.answer
      await refuseSuspended(c.var.deps, own.is)
      const { relation = '', deed = '' } = await formOf(c)
      const id = parseCitationId(relation)
      const outcome = id && isDeed(deed) ? await answered(c, own.is, { id, deed }) : 'no-such-citation'
      const done = outcome === 'no-such-citation' ? null : outcome
      return c.redirect(href(routes.relatedWorks, { name: own.is.name }, { done }), 303)
    })

const DEEDS = ['approve', 'withdraw', 'remove'] as const
type Deed = (typeof DEEDS)[number]
const isDeed = (deed: string): deed is Deed => DEEDS.some((one) => one === deed)

const answered = (
  c: Handler,
  by: Parameters<typeof answerCitation>[1],
  asked: Omit<Parameters<typeof answerCitation>[2], 'now'>,
) => {
  const { db, now } = c.var.deps
  return inTransaction(db, (trx) => answerCitation(trx, by, { ...asked, now: now() }))
}
