import { Hono } from 'hono'
import { publicProfile, refuseSuspended } from '../accounts/index.ts'
import { parseChapterId, parseCitationId, parseCreatorInvitationId, parseWorkId } from '../core/ids.ts'
import { readAmong } from '../library/index.ts'
import { href, nameFromPart, routes } from '../routes.ts'
import { inTransaction } from '../storage/transaction.ts'
import { type Env, formOf, type Handler } from '../web/app-env.ts'
import { withDone } from '../web/done.ts'
import { render } from '../web/layout.tsx'
import { ownIn } from '../web/own-in.ts'
import { t } from '../web/say.ts'
import {
  acceptInvitation,
  answerCitation,
  answerGift,
  chaptersSignedBy,
  declineInvitation,
  type GiftsOf,
  giftsTo,
  invitationsTo,
  type LeaveWork,
  leaveChapter,
  leaveWork,
  refusedGifts,
  relationsOf,
  workHead,
} from '../works/index.ts'
import { seriesRoutes } from './series-routes.tsx'
import { GiftsPage } from './together-gifts-page.tsx'
import { InvitationsPage } from './together-invitations-page.tsx'
import { LeaveWorkPage } from './together-leave-page.tsx'
import { RelationsPage } from './together-relations-page.tsx'

/** What a sentence at the top says was done. */
const DONE = {
  declined: () => t('Declined.'),
  over: () => t('That invitation is there no more: it was answered, or taken back.'),
  left: () => t('Your name is off it.'),
  refused: () => t('Refused. Your name does not stand on it any more.'),
  taken: () => t('It is yours again.'),
  approved: () => t('Your work shows it from now on.'),
  withdrawn: () => t('Your work shows it no more.'),
  removed: () => t('Your work names it no more.'),
}
const pageOf = (c: Handler) => withDone(c.var.page, c.req.query('done'), DONE)

export const togetherRoutes = () =>
  new Hono<Env>()
    .route('/', seriesRoutes())

    .get(routes.creatorships, async (c) => {
      const own = ownIn(c)
      if (!own.is) return own.answer
      const invitations = await invitationsTo(c.var.deps.db, own.is)
      return c.html(render(<InvitationsPage page={pageOf(c)} owner={own.is} invitations={invitations} />))
    })

    .post(routes.creatorships, async (c) => {
      const own = ownIn(c)
      if (!own.is) return own.answer
      const { db, now } = c.var.deps
      const { invitation = '', answer } = await formOf(c)
      const id = parseCreatorInvitationId(invitation)
      const back = (done: keyof typeof DONE) =>
        c.redirect(href(routes.creatorships, { name: own.is.name }, { done }), 303)
      if (!id) return back('over')
      if (answer !== 'accept') return back(await declineInvitation(db, own.is, id))
      await refuseSuspended(c.var.deps, own.is)
      const accepted = await acceptInvitation(db, own.is, id, now())
      if (accepted === 'no-such-invitation') return back('over')
      if ('series' in accepted) return c.redirect(href(routes.series, { seriesId: accepted.series }), 303)
      return c.redirect(href(routes.work, { workId: accepted.work }), 303)
    })

    .get(routes.leaveWork, (c) => showLeaving(c))

    .post(routes.leaveWork, async (c) => {
      const { actor, deps } = c.var
      const id = parseWorkId(c.req.param('workId'))
      if (!id || actor.type === 'guest') return c.notFound()
      const { leave = '' } = await formOf(c)
      const chapter = parseChapterId(leave)
      const outcome = chapter
        ? await leaveChapter(deps.db, actor, { work: id, chapter }, deps.now())
        : await leaveWork(deps.db, actor, id, deps.now())
      if (outcome === 'left')
        return c.redirect(href(routes.creatorships, { name: actor.name }, { done: 'left' }), 303)
      return showLeaving(c, outcome)
    })

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

    .get(routes.relatedWorks, async (c) => {
      const own = ownIn(c)
      if (!own.is) return own.answer
      const relations = await relationsOf(c.var.deps.db, own.is)
      return c.html(render(<RelationsPage page={pageOf(c)} owner={own.is} relations={relations} />))
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

/** Only to who signs it; to everybody else there is no such page. */
async function showLeaving(c: Handler, outcome?: LeaveWork | 'not-on-chapter') {
  const { actor, deps, page } = c.var
  if (actor.type === 'guest') return c.redirect(href(routes.login, {}, { back: page.path }), 303)
  const id = parseWorkId(c.req.param('workId') ?? '')
  const work = id && (await workHead(deps.db, actor, id))
  if (!work?.own || work.audience === 'kept') return c.notFound()
  const chapters = await chaptersSignedBy(deps.db, actor, work.id)
  const fault = outcome && refusalSaid(outcome, work.title)
  const shown = { page, work, chapters: chapters.filter(({ shared }) => shared), fault }
  return c.html(render(<LeaveWorkPage {...shown} />), fault ? 422 : 200)
}

function refusalSaid(outcome: LeaveWork | 'not-on-chapter', title: string): string {
  if (outcome === 'not-on-chapter') return t('That chapter of “{title}” is not signed by you.', { title })
  return t('You are the only creator of “{title}” here. You can orphan it or delete it, but not leave it.', {
    title,
  })
}

async function showGifts(c: Handler, of: GiftsOf, to: { readonly name: string; readonly account: boolean }) {
  const { actor, deps } = c.var
  const at = Math.max(1, Math.min(10_000, Math.trunc(Number(c.req.query('page'))) || 1))
  const own = actor.type === 'member' && 'person' in of && actor.id === of.person
  const gifts = await giftsTo(deps.db, actor, of, at)
  const refused = own ? await refusedGifts(deps.db, actor) : null
  const read = await readAmong(
    deps.db,
    actor,
    gifts.works.map(({ id }) => id),
  )
  return c.html(
    render(<GiftsPage page={{ ...pageOf(c), robots: false }} {...{ to, gifts, at, read, refused }} />),
  )
}
