import { Hono } from 'hono'
import type { JSX } from 'hono/jsx/jsx-runtime'
import { refuseSuspended } from '../accounts/index.ts'
import type { Member } from '../core/actor.ts'
import { parseSkinId } from '../core/ids.ts'
import { href, routes } from '../routes.ts'
import { type Env, formOf, type Handler, pathBack, typedOf } from '../web/app-env.ts'
import { withDone } from '../web/done.ts'
import { Refused } from '../web/errors.tsx'
import { render } from '../web/layout.tsx'
import { forOwner } from '../web/own-in.ts'
import { t } from '../web/say.ts'
import type { SkinKind } from './clean/css-fault.ts'
import { keepSkin, mayWear, offerSkin, wear } from './offer-skin.ts'
import { one, type SkinFaults, type Typed } from './read-form.ts'
import { ownSkins, publicSkins, type Skin, skinById, skinsToChoose } from './read-skins.ts'
import { changeSkin, deleteSkin, MOST_SKINS, makeSkin, type SavedSkin } from './save-skin.ts'
import { sheetAt, trialAt } from './sheets.ts'
import type { SkinFormView } from './skin-form.tsx'
import { DeleteSkinPage, EditSkinPage, NewSkinPage, SkinPage } from './skin-pages.tsx'
import { OwnSkinsPage, SkinsPage } from './skins-list.tsx'
import { trySkin } from './try-skin.ts'
import { typedFrom } from './typed-from.ts'
import { NONE, wornCookie } from './worn-skin.ts'

/** Style sheets that members write. */
export const skinRoutes = () =>
  new Hono<Env>()
    .get(routes.skins, async (c) => {
      const { db } = c.var.deps
      const [site, work] = [await publicSkins(db, 'site'), await publicSkins(db, 'work')]
      return c.html(render(<SkinsPage page={c.var.page} {...{ site, work }} />))
    })
    .post(routes.skins, (c) => wearForNow(c))

    .get(routes.newSkin, (c) => forWriter(c, (actor) => showNew(c, actor, kindIn(c.req.query('kind')), {})))
    .post(routes.newSkin, (c) =>
      forWriter(c, async (actor) => {
        const { typed, ...saving } = await sent(c)
        const kind = kindIn(one(typed, 'kind'))
        const show = (view: SkinFormView) => <NewSkinPage view={view} />
        if (isPreview(typed)) return showTried(c, actor, { ...saving, typed, kind }, show)
        const outcome = await makeSkin(c.var.deps.db, actor, { ...saving, typed, kind })
        return answerSaved(c, outcome, (faults) => showNew(c, actor, kind, typed, faults))
      }),
    )

    .get(`${routes.skin}{[0-9]+}`, async (c) => showSkin(c, await skinHere(c)))
    .post(routes.skin, (c) => forWriter(c, async (actor) => doDeed(c, actor, await skinHere(c))))

    .get(routes.editSkin, (c) => forMaker(c, (actor, skin) => showEdit(c, actor, skin, typedFrom(skin))))
    .post(routes.editSkin, (c) =>
      forMaker(c, async (actor, skin) => {
        const saving = await sent(c)
        const show = (view: SkinFormView) => <EditSkinPage view={view} skin={skin} />
        if (isPreview(saving.typed)) return showTried(c, actor, { ...saving, kind: skin.kind }, show)
        const outcome = await changeSkin(c.var.deps.db, actor, skin.id, saving)
        return answerSaved(c, outcome, (faults) => showEdit(c, actor, skin, saving.typed, faults))
      }),
    )

    .get(routes.deleteSkin, (c) =>
      forWriter(c, async () => {
        const skin = await skinHere(c)
        return skin.own ? c.html(render(<DeleteSkinPage page={c.var.page} skin={skin} />)) : c.notFound()
      }),
    )
    .post(routes.deleteSkin, (c) =>
      forWriter(c, async (actor) => {
        const id = parseSkinId(c.req.param('skinId'))
        const outcome = id ? await deleteSkin(c.var.deps.db, actor, id) : 'no-such-skin'
        return outcome === 'deleted' ? toOwn(c, actor, 'deleted') : c.notFound()
      }),
    )

    .get(routes.skinSheet, (c) => answerSheet(c))

    .get(routes.ownSkins, (c) => forOwner(c, (owner) => showOwn(c, owner)))

const DONE: Readonly<Record<string, () => string>> = {
  saved: () => t('Saved.'),
  deleted: () => t('The skin is deleted.'),
  wear: () => t('Your pages wear it now, on all your devices.'),
  leave: () => t('Your pages are in the archive’s own look again.'),
  offer: () => t('It is offered: a moderator looks at it.'),
  keep: () => t('It is yours alone again.'),
}

const kindIn = (text: string | undefined): SkinKind => (text === 'site' ? 'site' : 'work')

/** Guests log in first, and who is suspended is told until when. */
async function forWriter(c: Handler, answer: (actor: Member) => Promise<Response>): Promise<Response> {
  const { actor, deps, page } = c.var
  if (actor.type === 'guest') return c.redirect(href(routes.login, {}, { back: page.path }), 303)
  await refuseSuspended(deps, actor)
  return answer(actor)
}

async function skinHere(c: Handler): Promise<Skin> {
  const id = parseSkinId(c.req.param('skinId') ?? '')
  const skin = id && (await skinById(c.var.deps.db, c.var.actor, id))
  if (!skin) throw new Refused(404)
  return skin
}

/** For whoever wrote it, while nobody else may wear it. */
const forMaker = (c: Handler, answer: (actor: Member, skin: Skin) => Promise<Response>): Promise<Response> =>
  forWriter(c, async (actor) => {
    const skin = await skinHere(c)
    if (!skin.own) throw new Refused(404)
    if (skin.standing === 'approved') throw fixed()
    return answer(actor, skin)
  })

const fixed = (): Refused =>
  new Refused(403, t('Everybody may wear this skin, so it stays as it is. Make a new one that builds on it.'))

async function sent(c: Handler) {
  return { typed: await typedOf(c), baseUrl: c.var.deps.baseUrl, now: c.var.deps.now() }
}

const NO_FAULTS: SkinFaults = { fields: {}, css: [] }

async function viewOf(c: Handler, actor: Member, kind: SkinKind, typed: Typed): Promise<SkinFormView> {
  const others = kind === 'site' ? await skinsToChoose(c.var.deps.db, actor, 'site') : []
  return { page: c.var.page, kind, typed, faults: NO_FAULTS, others }
}

async function showNew(c: Handler, actor: Member, kind: SkinKind, typed: Typed, faults?: SkinFaults) {
  const view = { ...(await viewOf(c, actor, kind, typed)), ...(faults && { faults }) }
  return c.html(render(<NewSkinPage view={view} />), faults ? 422 : 200)
}

async function showEdit(c: Handler, actor: Member, skin: Skin, typed: Typed, faults?: SkinFaults) {
  const view = await viewOf(c, actor, skin.kind, typed)
  const others = view.others.filter(({ id }) => id !== skin.id)
  const all = { ...view, others, ...(faults && { faults }) }
  return c.html(render(<EditSkinPage view={all} skin={skin} />), faults ? 422 : 200)
}

const isPreview = (typed: Typed): boolean => one(typed, 'as') === 'preview'

/** The form with what is in it tried on; nothing is saved. */
async function showTried(
  c: Handler,
  actor: Member,
  trying: Parameters<typeof trySkin>[2],
  show: (view: SkinFormView) => JSX.Element,
): Promise<Response> {
  const tried = await trySkin(c.var.deps.db, actor, trying)
  const view = await viewOf(c, actor, trying.kind, trying.typed)
  if ('faults' in tried) return c.html(render(show({ ...view, faults: tried.faults })), 422)
  const skin = { id: 0, href: tried.sheet, replaces: tried.replaces }
  const page = trying.kind === 'site' ? { ...view.page, skin } : view.page
  return c.html(render(show({ ...view, page, tried: tried.sheet })))
}

async function answerSaved(
  c: Handler,
  outcome: SavedSkin,
  again: (faults: SkinFaults) => Promise<Response>,
): Promise<Response> {
  if (outcome === 'no-such-skin') throw new Refused(404)
  if (outcome === 'fixed') throw fixed()
  if (outcome === 'too-many') {
    const says = t('You have {most} skins, which is the most. Delete one first.', { most: MOST_SKINS })
    return again({ fields: { title: says }, css: [] })
  }
  if ('faults' in outcome) return again(outcome.faults)
  return c.redirect(href(routes.skin, { skinId: outcome.saved }, { done: 'saved' }), 303)
}

async function showSkin(c: Handler, skin: Skin, refused?: string): Promise<Response> {
  const page = refused
    ? { ...c.var.page, notice: { kind: 'error' as const, text: refused } }
    : withDone(c.var.page, c.req.query('done'), DONE)
  // What the address asks for is worn by this page alone.
  const worn = page.skin?.id === skin.id && !c.req.query('site_skin')
  return c.html(render(<SkinPage page={page} skin={skin} worn={worn} />), refused ? 422 : 200)
}

async function doDeed(c: Handler, actor: Member, skin: Skin): Promise<Response> {
  const { deed = '' } = await formOf(c)
  const outcome = await deedDone(c, actor, skin, deed)
  if (outcome === 'no-such-skin') return c.notFound()
  if (outcome === 'private-parents')
    return showSkin(c, skin, t('It builds on a skin that is not everybody’s. Offer that one first.'))
  if (deed === 'wear' || deed === 'leave') c.header('set-cookie', wornCookie(null), { append: true })
  return c.redirect(href(routes.skin, { skinId: skin.id }, { done: deed }), 303)
}

function deedDone({ var: { deps } }: Handler, actor: Member, { id }: Skin, deed: string) {
  if (deed === 'wear') return wear(deps.db, actor, id)
  if (deed === 'leave') return wear(deps.db, actor, null)
  if (deed === 'offer') return offerSkin(deps.db, actor, id)
  return deed === 'keep' ? keepSkin(deps.db, actor, id) : 'no-such-skin'
}

async function wearForNow(c: Handler): Promise<Response> {
  const { skin = '', back } = await formOf(c)
  const id = parseSkinId(skin)
  if (id && !(await mayWear(c.var.deps.db, c.var.actor, id))) return c.notFound()
  c.header('set-cookie', wornCookie(id ?? NONE), { append: true })
  return c.redirect(pathBack(back), 303)
}

const toOwn = (c: Handler, { name }: Member, done: string): Response =>
  c.redirect(href(routes.ownSkins, { name }, { done }), 303)

async function showOwn(c: Handler, owner: Member): Promise<Response> {
  const all = await ownSkins(c.var.deps.db, owner)
  const of = (kind: SkinKind) => all.filter((skin) => skin.kind === kind)
  const page = withDone(c.var.page, c.req.query('done'), DONE)
  return c.html(render(<OwnSkinsPage page={page} site={of('site')} work={of('work')} />))
}

/** Who has its address has the sheet: the address says what stands in it, and changes with it. */
async function answerSheet(c: Handler): Promise<Response> {
  const [id, stamp = ''] = [parseSkinId(c.req.param('skinId') ?? ''), c.req.param('file')?.split('.')[0]]
  const { db } = c.var.deps
  const sheet = id ? await sheetAt(db, id, stamp) : await trialAt(db, stamp)
  if (!sheet) return c.notFound()
  c.header('content-type', 'text/css; charset=utf-8')
  c.header('cache-control', `${sheet.shared ? 'public' : 'private'}, max-age=31536000, immutable`)
  c.header('content-security-policy', "default-src 'none'")
  c.header('cross-origin-resource-policy', 'same-origin')
  return c.body(sheet.css)
}
