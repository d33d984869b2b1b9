import { Hono } from 'hono'
import type { Actor } from '../core/actor.ts'
import { parseWorkId, type WorkId } from '../core/ids.ts'
import { may } from '../core/roles.ts'
import { givenUp, hearAgain } from '../jobs/given-up.ts'
import { href, nameFromPart, routes } from '../routes.ts'
import type { Db } from '../storage/transaction.ts'
import { type Env, formOf, type Handler } from '../web/app-env.ts'
import type { Sent } from '../web/form.tsx'
import { keepingFor } from '../web/keeping.ts'
import { render } from '../web/layout.tsx'
import { t } from '../web/say.ts'
import { decisions } from './decisions.ts'
import { DecisionsPage } from './decisions-page.tsx'
import { findToKeep } from './find-to-keep.ts'
import { type HideWork, hideWork, type ShowWork, showWork } from './hide-work.ts'
import { type FormJudged, judgeByForm } from './judge.ts'
import { KeepingPage } from './keeping-page.tsx'
import { daysFault, ModeratedPersonPage, type PersonField } from './person-page.tsx'
import { moderatedPerson } from './person-view.ts'
import { keepSkinRoutes } from './skin-routes.tsx'
import { ModeratedWorkPage } from './work-page.tsx'
import { moderatedWork } from './work-view.ts'

/** Languages of works that no PDF can be made of here: files are not this module's. */
type Unprinted = (db: Db, actor: Actor) => Promise<readonly string[]>

/** For everybody else there is nothing at these addresses. */
export const moderationRoutes = (unprinted: Unprinted) =>
  new Hono<Env>()
    .route('/', keepSkinRoutes())

    .get(routes.keeping, async (c) => {
      const { deps, actor, page } = c.var
      if (keepingFor(actor).length === 0) return c.notFound()
      const sought = c.req.query('find')?.toWellFormed().replaceAll('\u0000', '').slice(0, 300)
      const found = sought ? await findToKeep(deps.db, actor, sought, deps.now()) : 'nothing'
      if (found === 'nothing') {
        const languages = may(actor, 'hide-works') ? await unprinted(deps.db, actor) : []
        const errands = may(actor, 'keep-archive') ? await givenUp(deps.db) : []
        return c.html(render(<KeepingPage page={page} {...{ sought, unprinted: languages, errands }} />))
      }
      const to =
        'work' in found
          ? href(routes.adminWork, { workId: found.work })
          : href(routes.adminPerson, { name: found.person })
      return c.redirect(to, 303)
    })

    .post(routes.errands, async (c) => {
      if (!may(c.var.actor, 'keep-archive')) return c.notFound()
      await hearAgain(c.var.deps.db)
      return c.redirect(routes.keeping, 303)
    })

    .get(routes.adminDecisions, async (c) => {
      if (!may(c.var.actor, 'hide-works')) return c.notFound()
      return c.html(render(<DecisionsPage page={c.var.page} decisions={await decisions(c.var.deps.db)} />))
    })

    .get(routes.adminWork, (c) => showModeratedWork(c, NOTHING_SENT))

    .post(routes.adminWork, async (c) => {
      const { deps, actor } = c.var
      const { decision, reason = '' } = await formOf(c)
      const id = parseWorkId(c.req.param('workId'))
      if (!id || !may(actor, 'hide-works')) return c.notFound()
      const hiding = { id, reason, baseUrl: deps.baseUrl }
      const decide = decision === 'show' ? showWork : hideWork
      return answerAboutWork(c, id, await decide(deps.db, actor, hiding, deps.now()), reason)
    })

    .get(routes.adminPerson, (c) => showModeratedPerson(c, NOTHING_SENT))

    .post(routes.adminPerson, async (c) => {
      const { deps, actor } = c.var
      const form = await formOf(c)
      const name = nameOf(c)
      const outcome = await judgeByForm(deps.db, actor, { name, form }, deps.now())
      if (outcome === 'done' || outcome === 'given')
        return c.redirect(href(routes.adminPerson, { name }), 303)
      if (outcome === 'not-allowed' || outcome === 'no-such-person') return c.notFound()
      return showModeratedPerson(c, { typed: form, faults: personFaults(outcome) })
    })

const NOTHING_SENT = { typed: {}, faults: {} }

const nameOf = (c: Handler): string => nameFromPart(c.req.param('name') ?? '')

const statusOf = ({ faults }: Sent<string>) => (Object.keys(faults).length ? 422 : 200)

async function showModeratedWork(c: Handler, sent: Sent<'reason'>) {
  const id = parseWorkId(c.req.param('workId') ?? '')
  const work = id && (await moderatedWork(c.var.deps.db, c.var.actor, id))
  if (!work) return c.notFound()
  return c.html(render(<ModeratedWorkPage page={c.var.page} work={work} sent={sent} />), statusOf(sent))
}

async function showModeratedPerson(c: Handler, sent: Sent<PersonField>) {
  const person = await moderatedPerson(c.var.deps.db, c.var.actor, nameOf(c), c.var.deps.now())
  if (!person) return c.notFound()
  return c.html(render(<ModeratedPersonPage page={c.var.page} person={person} sent={sent} />), statusOf(sent))
}

function answerAboutWork(c: Handler, workId: WorkId, outcome: HideWork | ShowWork, reason: string) {
  const again = (fault: string) => showModeratedWork(c, { typed: { reason }, faults: { reason: fault } })
  switch (outcome) {
    case 'hidden':
    case 'shown':
      return c.redirect(href(routes.adminWork, { workId }), 303)
    case 'not-allowed':
      return c.notFound()
    case 'no-reason':
      return again(reasonNeeded())
    case 'not-posted':
      return again(t('Only a posted work can be hidden, and this one is not, or not any more.'))
    case 'not-hidden':
      return again(t('It is not hidden any more.'))
  }
}

type PersonRefusal = Exclude<FormJudged, 'done' | 'given' | 'not-allowed' | 'no-such-person'>

function personFaults(refusal: PersonRefusal): Sent<PersonField>['faults'] {
  switch (refusal) {
    case 'no-decision':
      return { decision: t('Choose what to do.') }
    case 'bad-days':
      return { days: daysFault() }
    case 'no-reason':
      return { reason: reasonNeeded() }
    case 'is-keeper':
      return {
        decision: t(
          'A keeper of the archive cannot be suspended or banned: an owner makes them a member first.',
        ),
      }
    case 'last-owner':
      return { role: t('The archive needs an owner: give the role to somebody else first.') }
    case 'not-in-good-standing':
      return { role: t('Somebody suspended or banned cannot become a keeper of the archive.') }
  }
}

const reasonNeeded = (): string => t('Say why: it is told to whom it concerns, and kept.')
