import { Hono } from 'hono'
import type { Member } from '../../core/actor.ts'
import { parseShelfId, parseWorkId } from '../../core/ids.ts'
import { BundleForm } from '../../export/index.ts'
import { href, nameFromPart, routes } from '../../routes.ts'
import { type Env, formOf, type Handler, pathBack } from '../../web/app-env.ts'
import { KeepListOffline } from '../../web/keep-offline.tsx'
import { render } from '../../web/layout.tsx'
import {
  addShelf,
  putOnShelves,
  removeShelf,
  renameShelf,
  type ShelfOutcome,
  shelfIds,
  shelvesOf,
} from '../../works/index.ts'
import type { AnswerList } from '../list-routes.tsx'
import { WorksPage } from '../works-page.tsx'
import type { WorksListView } from '../works-view.ts'
import { ShelvesBar } from './shelves-bar.tsx'
import { ShelvesPage } from './shelves-page.tsx'

/** A reader's own library and its shelves: for nobody else, whoever they are. */
export function libraryRoutes(answerList: AnswerList) {
  return new Hono<Env>()
    .get(routes.library, async (c) => {
      const own = ownLibrary(c)
      return own.member ? showLibrary(c, answerList, own.member) : own.answer
    })

    .get(routes.shelves, async (c) => {
      const own = ownLibrary(c)
      return own.member ? showShelves(c, own.member) : own.answer
    })

    .post(routes.shelves, async (c) => {
      const own = ownLibrary(c)
      if (!own.member) return own.answer
      const form = await formOf(c)
      if (form.deed === 'put') return put(c, own.member, form)
      const outcome = await doShelfDeed(c, own.member, form)
      if (outcome === 'no-such-shelf') return c.notFound()
      if (outcome !== 'done') return showShelves(c, own.member, { outcome, form })
      return c.redirect(pathBack(form.back ?? href(routes.shelves, { name: own.member.name })), 303)
    })

    .get(routes.shelf, async (c) => {
      const own = ownLibrary(c)
      if (!own.member) return own.answer
      const id = parseShelfId(c.req.param('shelfId'))
      const shelf = id && (await shelfIds(c.var.deps.db, own.member, id))
      return id && shelf ? showLibrary(c, answerList, own.member, { id, ...shelf }) : c.notFound()
    })
}

type Own =
  | { readonly member: Member }
  | { readonly member?: undefined; readonly answer: Response | Promise<Response> }

function ownLibrary(c: Handler): Own {
  const { actor } = c.var
  const back = new URL(c.req.url).pathname
  if (actor.type === 'guest') return { answer: c.redirect(href(routes.login, {}, { back }), 303) }
  const name = nameFromPart(c.req.param('name') ?? '')
  return actor.name.toLowerCase() === name.toLowerCase() ? { member: actor } : { answer: c.notFound() }
}

type OpenShelf = NonNullable<Awaited<ReturnType<typeof shelfIds>>> & { readonly id: number }

async function showLibrary(c: Handler, answerList: AnswerList, member: Member, shelf?: OpenShelf) {
  const { name } = member
  const shelves = await shelvesOf(c.var.deps.db, member)
  const page = (list: WorksListView) => (
    <WorksPage page={{ ...c.var.page, robots: false }} list={list}>
      <ShelvesBar name={name} shelves={shelves} open={shelf?.id} />
      {list.total > 0 && <KeepListOffline />}
      {shelf && shelf.ids.length > 0 && <BundleForm page={c.var.page} of="shelf" which={String(shelf.id)} />}
    </WorksPage>
  )
  const path = shelf ? href(routes.shelf, { name, shelfId: shelf.id }) : href(routes.library, { name })
  const scope = { of: 'library' as const, ...(shelf ? { only: shelf.ids } : {}) }
  const of = { list: 'library' as const, ...(shelf ? { shelf: shelf.name } : {}) }
  return answerList(c, { scope, of, path, page })
}

type Form = Readonly<Record<string, string>>

async function doShelfDeed(c: Handler, member: Member, form: Form): Promise<ShelfOutcome> {
  const { db, now } = c.var.deps
  if (form.deed === 'add') return addShelf(db, member, form.name ?? '', now())
  const shelf = parseShelfId(form.shelf ?? '')
  if (!shelf) return 'no-such-shelf'
  return form.deed === 'remove'
    ? removeShelf(db, member, shelf)
    : renameShelf(db, member, shelf, form.name ?? '')
}

/** A box for each shelf: those that are ticked hold the copy, the others do not. */
async function put(c: Handler, member: Member, form: Form) {
  const work = parseWorkId(form.work ?? '')
  const shelves = Object.keys(form).flatMap((key) =>
    key.startsWith('shelf_') ? (parseShelfId(key.slice('shelf_'.length)) ?? []) : [],
  )
  const asked = work && { work, shelves, now: c.var.deps.now() }
  const outcome = asked ? await putOnShelves(c.var.deps.db, member, asked) : 'no-such-copy'
  if (!work || outcome === 'no-such-copy') return c.notFound()
  return c.redirect(href(routes.publication, { workId: work }, { done: 'put' }), 303)
}

interface Failed {
  readonly outcome: Exclude<ShelfOutcome, 'done' | 'no-such-shelf'>
  readonly form: Form
}

async function showShelves(c: Handler, member: Member, failed?: Failed) {
  const shelves = await shelvesOf(c.var.deps.db, member)
  const page = { ...c.var.page, robots: false }
  return c.html(
    render(<ShelvesPage page={page} name={member.name} shelves={shelves} failed={failed} />),
    failed ? 422 : 200,
  )
}
