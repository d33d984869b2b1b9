import { Hono } from 'hono'
import { preferencesOf } from '../accounts/index.ts'
import type { Member } from '../core/actor.ts'
import { parseChapterId, parseWorkId, type WorkId } from '../core/ids.ts'
import {
  ContinueList,
  forgetPlace,
  isRead,
  knownRead,
  type NotedPlace,
  notePlace,
  notRead,
  type Place,
  PlaceLine,
  placesSeen,
  placesTyped,
} from '../library/index.ts'
import { routes } from '../routes.ts'
import { type Env, formOf, type Handler, pathBack } from '../web/app-env.ts'
import { Refused } from '../web/errors.tsx'
import type { Page } from '../web/page.ts'
import { t } from '../web/say.ts'

/** Where a reader stopped. */
export const placesRoutes = () =>
  new Hono<Env>()
    /**
     * One place as fields (`chapter`, `paragraph`, `share`, `known`), or several of any works as JSON in `places`:
     * docs/decisions/020-places.md has the shape. `deed=forget` forgets the work's.
     */
    .post(routes.place, async (c) => {
      const { actor, deps } = c.var
      const workId = parseWorkId(c.req.param('workId'))
      if (!workId || actor.type === 'guest') return c.notFound()
      const form = await formOf(c)
      if (form.deed === 'forget') {
        await forgetPlace(deps.db, actor, workId)
        return c.redirect(pathBack(form.back), 303)
      }
      const places = form.places === undefined ? [onePlace(workId, form, deps.now())] : listIn(form.places)
      const noted = await noteAll(c, actor, places)
      if (noted === 'not-wanted') return c.body(null, 409)
      return noted === 'some' || form.places !== undefined ? c.body(null, 204) : c.notFound()
    })

    .post(routes.places, async (c) => {
      const { places = '', slot = '' } = await formOf(c)
      const seen = await placesSeen(c.var.deps.db, c.var.actor, listIn(places))
      return c.html(String(fragment(c.var.page, slot, seen)))
    })

function fragment(page: Page, slot: string, seen: readonly Place[]) {
  if (slot === 'continue') return <ContinueList page={page} places={notRead(seen)} />
  return (
    <>
      {seen
        .filter((place) => slot === 'lines' || !isRead(place))
        .map((place) => (
          <PlaceLine place={place} />
        ))}
    </>
  )
}

function listIn(text: string): readonly NotedPlace[] {
  const list = placesTyped(text)
  if (!list) throw new Refused(422, t('The places were not sent as a list.'))
  return list
}

function onePlace(workId: WorkId, form: Readonly<Record<string, string>>, at: Date): NotedPlace {
  const { chapter = '', paragraph, share, chapters } = form
  const known = form.known === undefined ? undefined : knownRead(form.known)
  const listed = { ...(known && { known }), ...(chapters && { chapters: Number(chapters) }) }
  const where = { paragraph: Number(paragraph ?? 0), share: Number(share ?? 0) }
  return { workId, chapterId: parseChapterId(chapter) ?? null, device: '', at, ...where, ...listed }
}

/** Of whom no reading is to be remembered, none is: their browser keeps it. */
async function noteAll(
  c: Handler,
  actor: Member,
  places: readonly NotedPlace[],
): Promise<'some' | 'none' | 'not-wanted'> {
  const { db, now } = c.var.deps
  if (!(await preferencesOf(db, actor)).history) return 'not-wanted'
  let some = false
  for (const place of places) some = (await notePlace(db, actor, place, now())) !== 'no-such-work' || some
  return some ? 'some' : 'none'
}
