import { Hono } from 'hono'
import { parseWorkId } from '../../core/ids.ts'
import { href, routes } from '../../routes.ts'
import { type Env, formOf, type Handler, pathBack } from '../../web/app-env.ts'
import { render } from '../../web/layout.tsx'
import type { Catalogue } from '../memory/open.ts'
import { keepsNothing, NOTHING_KEPT, readKept, writeKept } from './browser.ts'
import { doFilterDeed, type FilterOutcome } from './filter-deeds.ts'
import { FiltersPage, type Refusal } from './filters-page.tsx'
import { filtersView, saysOf } from './filters-view.ts'
import { HiddenPage } from './hidden-page.tsx'
import { HIDDEN_KINDS, hiddenView } from './hidden-view.ts'
import type { HideSwitchView } from './hide-switch.tsx'
import { choicesIn, type Hiding, type Keeper, keeperOf } from './keeper.ts'
import { filtersAt, hiddenAt } from './reader-view.ts'
import { takeAlong } from './take-along.ts'
import { isHidden, keyOf, thingAt, thingNamed } from './thing-at.ts'

/** Saved filters and what a reader hides: their pages, and where every form for them goes. */
export function savedRoutes(catalogue: Catalogue) {
  return new Hono<Env>()
    .get(routes.filters, async (c) =>
      c.var.actor.type === 'member' ? c.redirect(filtersAt(c.var.actor), 303) : showFilters(c, catalogue),
    )
    .get(routes.ownFilters, async (c) => ownOnly(c) ?? showFilters(c, catalogue))

    .post(routes.filters, async (c) => {
      const form = await formOf(c)
      if (form.deed === 'take' || form.deed === 'forget') return takeOrForget(c, form.deed === 'take')
      const keeper = keeperFor(c)
      const outcome = await doFilterDeed(keeper, form, c.var.deps.now())
      if (outcome.done === 'no-such-filter') return c.notFound()
      if (outcome.done === 'refused') return showFilters(c, catalogue, refusalOf(c, outcome, form.back))
      tellCookies(c, keeper)
      return c.redirect(outcome.done === 'saved' ? pathBack(form.back) : filtersAt(c.var.actor), 303)
    })

    .get(routes.hidden, async (c) =>
      c.var.actor.type === 'member'
        ? c.redirect(hiddenAt(c.var.actor) + new URL(c.req.url).search, 303)
        : showHidden(c),
    )
    .get(routes.ownHidden, async (c) => ownOnly(c) ?? showHidden(c))

    .post(routes.hidden, async (c) => {
      const form = await formOf(c)
      const keeper = keeperFor(c)
      const outcome = await hideOrShow(c, keeper, form)
      if (outcome === 'no-such-thing') return c.notFound()
      if (outcome !== 'done' && outcome !== 'hidden') return showHidden(c, outcome)
      tellCookies(c, keeper)
      return c.redirect(pathBack(form.back), 303)
    })
}

export const keeperFor = (c: Handler): Keeper =>
  keeperOf(c.var.deps.db, c.var.actor, c.req.header('cookie'), c.var.deps.now())

/** What a guest's browser is to remember. */
export function tellCookies(c: Handler, keeper: Keeper): void {
  for (const cookie of keeper.cookies()) c.header('set-cookie', cookie, { append: true })
}

/** A member whose browser still holds a guest's choices. */
export const hasLeftOver = (c: Handler): boolean =>
  c.var.actor.type === 'member' && !keepsNothing(readKept(c.req.header('cookie')))

/** Beside a tag or a creator: each of these addresses hidden or shown. */
export async function hideSwitchFor(
  c: Handler,
  addresses: readonly { readonly at: string; readonly name: string | null }[],
): Promise<HideSwitchView> {
  const hidden = await keeperFor(c).hidden()
  const things = []
  for (const { at, name } of addresses) {
    const thing = await thingAt(c.var.deps.db, c.var.actor, at)
    const person =
      name && c.var.actor.type === 'member' && /^\/users\/[^/]+$/.test(at) ? { person: name } : {}
    if (thing) things.push({ at, name, ...person, key: isHidden(hidden, thing) ? keyOf(thing) : null })
  }
  return { csrf: c.var.page.csrf, back: c.var.page.path, things }
}

function ownOnly(c: Handler): Response | Promise<Response> | undefined {
  const { actor, page } = c.var
  if (actor.type === 'guest') return c.redirect(href(routes.login, {}, { back: page.path }), 303)
  return actor.name.toLowerCase() === c.req.param('name')?.toLowerCase() ? undefined : c.notFound()
}

async function showFilters(c: Handler, catalogue: Catalogue, refusal?: Refusal) {
  const { deps, actor, page } = c.var
  const keeper = keeperFor(c)
  const filters = await keeper.filters()
  const now = deps.now()
  const choices = choicesIn(filters, await keeper.takenOut(), now)
  const shown = await filtersView({ db: deps.db, catalogue, actor }, { filters, choices, now })
  const all = { filters: shown, leftOver: hasLeftOver(c), refusal }
  return c.html(render(<FiltersPage page={{ ...page, robots: false }} {...all} />), refusal ? 422 : 200)
}

function refusalOf(
  c: Handler,
  { fault, typed }: Extract<FilterOutcome, { done: 'refused' }>,
  back: string | undefined,
): Refusal {
  return { fault, typed, says: saysOf(typed.query, c.var.deps.now()), back: pathBack(back) }
}

async function takeOrForget(c: Handler, take: boolean) {
  const { actor, deps } = c.var
  if (actor.type === 'guest') return c.notFound()
  const kept = readKept(c.req.header('cookie'))
  const left = writeKept(take ? await takeAlong(deps.db, actor, kept, deps.now()) : NOTHING_KEPT)
  if (left !== 'full') c.header('set-cookie', left.cookie, { append: true })
  return c.redirect(filtersAt(actor), 303)
}

async function hideOrShow(
  c: Handler,
  keeper: Keeper,
  { hide, show }: Readonly<Record<string, string>>,
): Promise<Hiding | 'done' | 'no-such-thing'> {
  const thing = hide ? await thingAt(c.var.deps.db, c.var.actor, hide) : thingNamed(show ?? '')
  if (!thing) return 'no-such-thing'
  if (hide) return keeper.hide(thing)
  await keeper.show(thing)
  return 'done'
}

async function showHidden(c: Handler, fault?: Exclude<Hiding, 'hidden'>) {
  const { deps, actor, page } = c.var
  const only = HIDDEN_KINDS.find((of) => of === c.req.query('of')) ?? null
  const workId = parseWorkId(c.req.query('work') ?? '')
  const hidden = await keeperFor(c).hidden()
  const view = await hiddenView(deps.db, actor, { hidden, only, workId })
  const all = { view, fault, leftOver: hasLeftOver(c), back: pathBack(c.req.query('back')) }
  return c.html(render(<HiddenPage page={{ ...page, robots: false }} {...all} />), fault ? 422 : 200)
}
