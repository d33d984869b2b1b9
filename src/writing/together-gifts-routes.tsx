import { Hono } from 'hono'
import { publicProfile } from '../accounts/index.ts'
import { parseWorkId } from '../core/ids.ts'
import { readAmong } from '../library/index.ts'
import { href, nameFromPart, routes } from '../routes.ts'
import { inTransaction } from '../storage/transaction.ts'
import { type Env, formOf, type Handler } from '../web/app-env.ts'
import { withDone } from '../web/done.ts'
import { render } from '../web/layout.tsx'
import { ownIn } from '../web/own-in.ts'
import { t } from '../web/say.ts'
import { answerGift, type GiftsOf, giftsTo, refusedGifts } from '../works/index.ts'
import { GiftsPage } from './together-gifts-page.tsx'

/** What a sentence at the top says was done. */
const DONE = {
  refused: () => t('Refused. Your name does not stand on it any more.'),
  taken: () => t('It is yours again.'),
}

/** What was given to somebody: to an account here, or to whoever is called so. */
export const giftsRoutes = () =>
  new Hono<Env>()
    .get(routes.gifts, async (c) => {
      const { db } = c.var.deps
      const profile = await publicProfile(db, nameFromPart(c.req.param('name')))
      if (!profile) return c.notFound()
      return showGifts(c, { person: profile.id }, { name: profile.name, account: true })
    })

    .post(routes.gifts, async (c) => {
      const own = ownIn(c)
      if (!own.is) return own.answer
      const { db, now } = c.var.deps
      const { work: typed = '', deed } = await formOf(c)
      const work = parseWorkId(typed)
      const { id, name } = own.is
      const takes = deed === 'take'
      const outcome =
        work && (await inTransaction(db, (trx) => answerGift(trx, id, { work, takes, now: now() })))
      const done = outcome === 'answered' ? (takes ? 'taken' : 'refused') : null
      return c.redirect(href(routes.gifts, { name }, { done }), 303)
    })

    .get(routes.giftsTo, (c) => {
      const name = (c.req.query('recipient') ?? '').toWellFormed().replaceAll('\u0000', '').trim()
      return name ? showGifts(c, { name }, { name, account: false }) : c.notFound()
    })

async function showGifts(c: Handler, of: GiftsOf, to: { readonly name: string; readonly account: boolean }) {
  const { actor, deps } = c.var
  const at = Math.max(1, Math.min(10_000, Math.trunc(Number(c.req.query('page'))) || 1))
  const own = actor.type === 'member' && 'person' in of && actor.id === of.person
  const gifts = await giftsTo(deps.db, actor, of, at)
  const refused = own ? await refusedGifts(deps.db, actor) : null
  const page = withDone(c.var.page, c.req.query('done'), DONE)
  const read = await readAmong(
    deps.db,
    actor,
    gifts.works.map(({ id }) => id),
  )
  return c.html(render(<GiftsPage page={{ ...page, robots: false }} {...{ to, gifts, at, read, refused }} />))
}
