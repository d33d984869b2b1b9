import { Hono } from 'hono'
import {
  linkPenName,
  ownPenName,
  ownPenNames,
  type PenName,
  refuseSuspended,
  unlinkPenName,
} from '../../accounts/index.ts'
import type { Member } from '../../core/actor.ts'
import { href, nameFromPart, routes } from '../../routes.ts'
import { type Env, formOf, type Handler } from '../../web/app-env.ts'
import { render } from '../../web/layout.tsx'
import { forOwner } from '../../web/own-in.ts'
import { t } from '../../web/say.ts'
import { hidingFrom, searchOf } from '../list-routes.tsx'
import type { Catalogue } from '../memory/open.ts'
import { DeletePenPage, LinkPenPage, UnlinkPenPage } from './ask-page.tsx'
import { deletePenName } from './delete-pen-name.ts'
import { penWorks } from './pen-works.ts'
import { PensPage } from './pens-page.tsx'
import { pensView } from './pens-view.ts'

/** The list of an account's pen names, and what is asked about before it is done to one. */
export const pensRoutes = (catalogue: Catalogue) =>
  new Hono<Env>()
    .get(routes.pseuds, async (c) => {
      const name = nameFromPart(c.req.param('name'))
      const view = await pensView(await hidingFrom(catalogue)(c), name, searchOf(c))
      if (!view) return c.notFound()
      const text = view.own && DONE[c.req.query('done') ?? '']?.()
      const page = text ? { ...c.var.page, notice: { kind: 'ok' as const, text } } : c.var.page
      return c.html(render(<PensPage page={page} view={view} />))
    })

    .get(routes.deletePseud, (c) => forPen(c, (by, pen) => askDelete(c, by, pen)))
    .post(routes.deletePseud, (c) =>
      forPen(c, async (by, pen) => {
        await refuseSuspended(c.var.deps, by)
        const outcome = await deletePenName(c.var.deps.db, by, pen.id)
        return outcome === 'deleted' ? done(c, by, 'deleted') : askDelete(c, by, pen)
      }),
    )

    .get(routes.linkPseud, (c) => forPen(c, (by, pen) => askLink(c, by, pen)))
    .post(routes.linkPseud, (c) =>
      forPen(c, async (by, pen) => {
        const { db } = c.var.deps
        // The form says which: sent twice, it must not do the contrary.
        const { deed } = await formOf(c)
        // Unlinking takes a name out of sight: that is never refused.
        if (deed === 'link') await refuseSuspended(c.var.deps, by)
        const outcome = await (deed === 'link' ? linkPenName : unlinkPenName)(db, by, pen.id)
        return outcome === 'linked' || outcome === 'unlinked' ? done(c, by, outcome) : askLink(c, by, pen)
      }),
    )

type Answer = Response | Promise<Response>

/** One's own pen name, named in the address. */
const forPen = (c: Handler, answer: (by: Member, pen: PenName) => Answer): Answer =>
  forOwner(c, async (by) => {
    const pen = await ownPenName(c.var.deps.db, by, nameFromPart(c.req.param('pseud') ?? ''))
    return pen ? answer(by, pen) : c.notFound()
  })

/** What just happened, by the word in the address. */
const DONE: Readonly<Record<string, () => string>> = {
  made: () => t('The pen name is made.'),
  changed: () => t('The pen name is changed, on every work it signs.'),
  deleted: () => t('The pen name is deleted.'),
  linked: () => t('The name is shown as yours again.'),
  unlinked: () => t('The name is kept apart from your account. Only you see it in this list.'),
}

const done = (c: Handler, by: Member, word: string) =>
  c.redirect(href(routes.pseuds, { name: by.name }, { done: word }), 303)

async function askDelete(c: Handler, by: Member, pen: PenName) {
  const { db } = c.var.deps
  const usual = (await ownPenNames(db, by)).find(({ isDefault }) => isDefault)?.name ?? by.name
  const fault = undeletable(pen)
  const all = { page: c.var.page, account: by.name, pen, about: await penWorks(db, pen), fault, usual }
  return c.html(render(<DeletePenPage {...all} />), c.req.method === 'POST' ? 422 : 200)
}

function undeletable({ isAccount, isDefault }: PenName): string | undefined {
  if (isAccount) return t('This name is called like your account: it changes and goes with it.')
  return isDefault ? t('Your works are signed with this name. First make another one the usual.') : undefined
}

async function askLink(c: Handler, by: Member, pen: PenName) {
  const fault = pen.unlinked ? undefined : unlinkable(pen)
  const about = await penWorks(c.var.deps.db, pen)
  const all = { page: c.var.page, account: by.name, pen, about, fault }
  const shown = pen.unlinked ? <LinkPenPage {...all} /> : <UnlinkPenPage {...all} />
  return c.html(render(shown), c.req.method === 'POST' ? 422 : 200)
}

function unlinkable({ isAccount, isDefault }: PenName): string | undefined {
  if (isAccount) return t('This name is called like your account and cannot be kept apart from it.')
  return isDefault
    ? t('Your works are signed with this name unless you choose another. First make another one the usual.')
    : undefined
}
