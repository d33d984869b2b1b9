import { Hono } from 'hono'
import { parseChapterId, parseWorkId } from '../../core/ids.ts'
import { routes } from '../../routes.ts'
import { readerOf } from '../../web/answer-data.ts'
import type { Env, Handler } from '../../web/app-env.ts'
import { problem } from '../../web/problems.ts'
import { workPageView } from '../../works/index.ts'
import { type Answering, isReserved, jsonFor, memberOf, stranger } from './api-answers-routes.ts'
import { chapterShape } from './api-chapters.ts'
import { afterIn, momentIn, placesShape, takePlaces, toldIn } from './api-places.ts'
import { noSuchAfter, noSuchChapter, noSuchMoment, notUnderstood } from './api-refusals.ts'

/** Chapters, and a reader's own places, for programs. */
export function apiOwnRoutes(answering: Answering) {
  const json = jsonFor(answering)
  return new Hono<Env>()
    .get(routes.apiChapter, async (c) => {
      const [id, chapter] = [parseWorkId(c.req.param('workId')), parseChapterId(c.req.param('chapterId'))]
      const { db, baseUrl } = c.var.deps
      const view = id && chapter && (await workPageView(db, readerOf(c), id, chapter))
      const shape = view && chapterShape(view, baseUrl)
      return shape ? json(c, shape, isReserved(view.work)) : problem(c, 404, noSuchChapter())
    })

    .get(routes.apiPlaces, async (c) => {
      const member = memberOf(c)
      if (!member) return stranger(c)
      const since = momentIn(c.req.query('since'))
      if (since === null) return problem(c, 400, noSuchMoment())
      const after = afterIn(c.req.query('after'))
      if (after === null) return problem(c, 400, noSuchAfter())
      const { db, baseUrl: base, now } = c.var.deps
      return c.json(await placesShape(db, member, { base, now: now(), since, after }))
    })

    .put(routes.apiPlaces, async (c) => {
      const member = memberOf(c)
      if (!member) return stranger(c)
      const told = toldIn(await bodyOf(c))
      if (!told.places) return problem(c, 400, notUnderstood(told.field))
      const { db, now } = c.var.deps
      return c.json(await takePlaces(db, member, { places: told.places, now: now() }))
    })
}

async function bodyOf(c: Handler): Promise<unknown> {
  try {
    return await c.req.json()
  } catch {
    return undefined // it is no JSON: refused as what is not understood
  }
}
