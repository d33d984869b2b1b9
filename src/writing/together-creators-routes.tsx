import { Hono } from 'hono'
import { refuseSuspended } from '../accounts/index.ts'
import type { Member } from '../core/actor.ts'
import {
  type CreatorInvitationId,
  parseChapterId,
  parseCreatorInvitationId,
  parseWorkId,
} from '../core/ids.ts'
import { href, routes } from '../routes.ts'
import { type Env, formOf, type Handler } from '../web/app-env.ts'
import { withDone } from '../web/done.ts'
import { render } from '../web/layout.tsx'
import { ownIn } from '../web/own-in.ts'
import { t } from '../web/say.ts'
import {
  acceptInvitation,
  chaptersSignedBy,
  declineInvitation,
  invitationsTo,
  type LeaveWork,
  leaveChapter,
  leaveWork,
  workHead,
} from '../works/index.ts'
import { InvitationsPage } from './together-invitations-page.tsx'
import { LeaveWorkPage } from './together-leave-page.tsx'

/** What a sentence at the top says was done. */
const DONE = {
  declined: () => t('Declined.'),
  over: () => t('That invitation is there no more: it was answered, or taken back.'),
  left: () => t('Your name is off it.'),
}

/** Who writes with whom: being asked, saying yes or no, leaving again. */
export const creatorsRoutes = () =>
  new Hono<Env>()
    .get(routes.creatorships, async (c) => {
      const own = ownIn(c)
      if (!own.is) return own.answer
      const invitations = await invitationsTo(c.var.deps.db, own.is)
      return c.html(
        render(
          <InvitationsPage
            page={withDone(c.var.page, c.req.query('done'), DONE)}
            owner={own.is}
            invitations={invitations}
          />,
        ),
      )
    })

    .post(routes.creatorships, async (c) => {
      const own = ownIn(c)
      if (!own.is) return own.answer
      const { invitation = '', answer } = await formOf(c)
      const id = parseCreatorInvitationId(invitation)
      if (id && answer === 'accept') return accept(c, own.is, id)
      return backTo(c, own.is, id ? await declineInvitation(c.var.deps.db, own.is, id) : 'over')
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
      return outcome === 'left' ? backTo(c, actor, 'left') : showLeaving(c, outcome)
    })

async function accept(c: Handler, member: Member, id: CreatorInvitationId) {
  const { deps } = c.var
  await refuseSuspended(deps, member)
  const accepted = await acceptInvitation(deps.db, member, id, deps.now())
  if (accepted === 'no-such-invitation') return backTo(c, member, 'over')
  if ('series' in accepted) return c.redirect(href(routes.series, { seriesId: accepted.series }), 303)
  return c.redirect(href(routes.work, { workId: accepted.work }), 303)
}

const backTo = (c: Handler, { name }: Member, done: keyof typeof DONE) =>
  c.redirect(href(routes.creatorships, { name }, { done }), 303)

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
