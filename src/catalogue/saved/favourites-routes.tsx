import { Hono } from 'hono'
import { parseTagId } from '../../core/ids.ts'
import { href, nameFromPart, routes } from '../../routes.ts'
import type { FoundTag } from '../../tags/index.ts'
import { type Env, formOf, type Handler, pathBack } from '../../web/app-env.ts'
import { render } from '../../web/layout.tsx'
import type { Catalogue } from '../memory/open.ts'
import { knownTag } from '../names/known-tag.ts'
import type { FavouriteSwitchView } from './favourite-switch.tsx'
import { dropFavourite, favouritesOf, keepFavourite } from './favourites.ts'
import { FavouritesPage, type NotKept } from './favourites-page.tsx'
import { favouritesShown } from './favourites-view.ts'

/** The tags a member keeps on the front page: for nobody else, whoever they are. */
export function favouritesRoutes(catalogue: Catalogue) {
  return new Hono<Env>()
    .get(routes.favourites, async (c) => showFavourites(c, catalogue))

    .post(routes.favourites, async (c) => {
      const member = ownerOf(c)
      if (!member) return showFavourites(c, catalogue)
      const { keep, drop, back } = await formOf(c)
      const { db, now } = c.var.deps
      const dropped = parseTagId(drop ?? '')
      if (dropped) await dropFavourite(db, member, dropped)
      const tag = keep ? await knownTag(db, member, keep) : undefined
      if (!tag && !dropped) return c.notFound()
      const done = tag ? await keepFavourite(db, member, tag, now()) : 'kept'
      if (done !== 'kept') return showFavourites(c, catalogue, { fault: done, name: tag?.name ?? '' })
      return c.redirect(pathBack(back), 303)
    })
}

const ownerOf = (c: Handler) => {
  const { actor } = c.var
  const named = nameFromPart(c.req.param('name') ?? '').toLowerCase()
  return actor.type === 'member' && actor.name.toLowerCase() === named ? actor : undefined
}

async function showFavourites(c: Handler, catalogue: Catalogue, notKept?: NotKept) {
  const { deps, actor, page } = c.var
  const at = new URL(c.req.url).pathname
  if (actor.type === 'guest') return c.redirect(href(routes.login, {}, { back: at }), 303)
  const member = ownerOf(c)
  if (!member) return c.notFound()
  const favourites = await favouritesShown({ db: deps.db, catalogue, actor }, member, deps.now())
  const props = { page: { ...page, path: at }, member, favourites, notKept }
  return c.html(render(<FavouritesPage {...props} />), notKept ? 422 : 200)
}

/** Beside a tag: kept by this reader or not; nothing for guests, and of names that nobody has placed. */
export async function favouriteSwitchFor(
  c: Handler,
  tag: FoundTag,
): Promise<FavouriteSwitchView | undefined> {
  const { actor, page, deps } = c.var
  if (actor.type === 'guest' || tag.banned || tag.kind === 'media' || !(tag.canonical || tag.synonymOf))
    return undefined
  const id = tag.synonymOf?.id ?? tag.id
  const kept = (await favouritesOf(deps.db, actor.id)).some((one) => one.id === id)
  return {
    ...{ at: href(routes.favourites, { name: actor.name }), csrf: page.csrf, back: page.path },
    ...{ keep: `${tag.kind}:${tag.synonymOf?.name ?? tag.name}`, drop: kept ? id : null },
  }
}
