import { Hono } from 'hono'
import { ownPenNames, refuseSuspended } from '../accounts/index.ts'
import type { Member } from '../core/actor.ts'
import { parseWorkId, type WorkId } from '../core/ids.ts'
import { href, routes } from '../routes.ts'
import { skinsToChoose } from '../skins/index.ts'
import { type Env, type Handler, typedOf } from '../web/app-env.ts'
import { withDone } from '../web/done.ts'
import { render } from '../web/layout.tsx'
import { forOwner } from '../web/own-in.ts'
import { count, t } from '../web/say.ts'
import {
  choosableWorks,
  editMany,
  lossesOf,
  many,
  one,
  previewMany,
  type Typed,
  trashWork,
} from '../works/index.ts'
import { ChooseWorksPage } from './many-choose-page.tsx'
import { EditWorksPage } from './many-edit-page.tsx'
import { EditedWorksPage, PreviewWorksPage } from './many-outcome-page.tsx'
import type { ValueNames } from './many-values.ts'
import { DeleteWorksPage } from './trash-confirm-page.tsx'

/** So many at once: what is asked for in one form is done before its answer. */
const MOST = 500

/** Many works at once: choose them, say what shall change, see what would, and have it done. */
export const manyRoutes = () =>
  new Hono<Env>()
    .get(routes.chooseWorks, (c) => forOwner(c, (owner) => choose(c, owner)))

    .post(routes.chooseWorks, (c) =>
      forOwner(c, async (owner) => {
        const typed = await typedOf(c)
        const works = chosenIn(typed)
        if (works.length === 0) return choose(c, owner, t('Choose at least one work.'))
        if (one(typed, 'as') === 'delete') return askToDelete(c, owner, works)
        return edit(c, owner, { works, typed: {} })
      }),
    )

    .post(routes.editWorks, (c) =>
      forOwner(c, async (owner) => {
        await refuseSuspended(c.var.deps, owner)
        const typed = await typedOf(c)
        const works = chosenIn(typed)
        const as = one(typed, 'as') || c.req.query('as')
        if (works.length === 0) return choose(c, owner, t('Choose at least one work.'))
        if (as === 'delete') return trash(c, owner, works)
        if (as === 'preview') return preview(c, owner, { works, typed })
        return as === 'save' ? save(c, owner, { works, typed }) : edit(c, owner, { works, typed })
      }),
    )

interface Chosen {
  readonly works: readonly WorkId[]
  readonly typed: Typed
}

const chosenIn = (typed: Typed): readonly WorkId[] =>
  [...new Set(many(typed, 'work').flatMap((id) => parseWorkId(id) ?? []))].slice(0, MOST)

async function choose(c: Handler, owner: Member, fault?: string) {
  const works = await choosableWorks(c.var.deps.db, owner)
  const gone = Number(c.req.query('n') ?? '')
  const page = withDone(c.var.page, c.req.query('done'), {
    trashed: () => t('{n} went to the trash.', { n: count(Number.isInteger(gone) ? gone : 0) }),
  })
  return c.html(render(<ChooseWorksPage page={page} {...{ owner, works, fault }} />), fault ? 422 : 200)
}

async function edit(c: Handler, owner: Member, { works, typed }: Chosen) {
  const { db } = c.var.deps
  const own = (await choosableWorks(db, owner)).filter(({ id }) => works.includes(id))
  const names = await namesOf(c, owner)
  return c.html(render(<EditWorksPage page={c.var.page} {...{ owner, works: own, ...names, typed }} />))
}

async function namesOf(c: Handler, owner: Member): Promise<ValueNames> {
  const { db } = c.var.deps
  return { pens: await ownPenNames(db, owner), skins: await skinsToChoose(db, owner, 'work') }
}

const editing = (c: Handler, { works, typed }: Chosen) => {
  const { baseUrl, now } = c.var.deps
  return { works, asked: typed, baseUrl, now: now() }
}

async function preview(c: Handler, owner: Member, chosen: Chosen) {
  const works = await previewMany(c.var.deps.db, owner, editing(c, chosen))
  const shown = { page: c.var.page, owner, works, typed: chosen.typed, names: await namesOf(c, owner) }
  return c.html(render(<PreviewWorksPage {...shown} />))
}

async function save(c: Handler, owner: Member, chosen: Chosen) {
  const outcomes = await editMany(c.var.deps.db, owner, editing(c, chosen))
  const names = await namesOf(c, owner)
  return c.html(render(<EditedWorksPage page={c.var.page} {...{ owner, outcomes, names }} />))
}

async function askToDelete(c: Handler, owner: Member, works: readonly WorkId[]) {
  const losses = await lossesOf(c.var.deps.db, owner, works)
  if (losses.length === 0) return c.notFound()
  const [action, back] = [
    `${href(routes.editWorks, { name: owner.name })}?as=delete`,
    href(routes.chooseWorks, { name: owner.name }),
  ]
  return c.html(render(<DeleteWorksPage page={c.var.page} {...{ losses, action, back }} field="work" />))
}

async function trash(c: Handler, owner: Member, works: readonly WorkId[]) {
  const { db, baseUrl, now } = c.var.deps
  let gone = 0
  for (const id of works) if ((await trashWork(db, owner, id, { baseUrl, now: now() })) === 'trashed') gone++
  return c.redirect(href(routes.chooseWorks, { name: owner.name }, { done: 'trashed', n: gone }), 303)
}
