import { Hono } from 'hono'
import { type ChapterId, parseChapterId } from '../core/ids.ts'
import { href, routes } from '../routes.ts'
import { type Env, typedOf } from '../web/app-env.ts'
import { withDone } from '../web/done.ts'
import { Refused } from '../web/errors.tsx'
import { render } from '../web/layout.tsx'
import { t } from '../web/say.ts'
import { dropChapter, type OwnChapters, one, orderChapters, type Typed } from '../works/index.ts'
import { atChapter, atWork } from './chapter-open-routes.ts'
import { ChapterOrderPage, DeleteChapterPage } from './chapter-order-page.tsx'

const DONE: Readonly<Record<string, () => string>> = {
  ordered: () => t('The chapters stand in this order now.'),
  trashed: () => t('The chapter is in the trash.'),
}

/** The order of chapters, and the way to the trash. */
export const chapterOrderRoutes = () =>
  new Hono<Env>()
    .get(routes.manageChapters, (c) =>
      atWork(c, (work) =>
        c.html(
          render(<ChapterOrderPage page={withDone(c.var.page, c.req.query('done'), DONE)} work={work} />),
        ),
      ),
    )

    .post(routes.manageChapters, (c) =>
      atWork(c, async (work, actor) => {
        const { db, now } = c.var.deps
        const ordering = { workId: work.id, ...placesIn(await typedOf(c)), now: now() }
        const outcome = await orderChapters(db, actor, ordering)
        if (outcome === 'no-such-work') throw new Refused(404)
        if (outcome === 'not-yours') throw new Refused(403)
        return c.redirect(href(routes.manageChapters, { workId: work.id }, { done: outcome }), 303)
      }),
    )

    .get(routes.deleteChapter, (c) =>
      atChapter(c, ({ work, chapter }) => {
        const shown = { work, chapter, last: isLast(work, chapter.id) }
        return c.html(render(<DeleteChapterPage page={c.var.page} {...shown} />))
      }),
    )

    .post(routes.deleteChapter, (c) =>
      atChapter(c, async ({ actor, work, chapter }) => {
        const at = { workId: work.id, chapterId: chapter.id }
        const outcome = await dropChapter(c.var.deps.db, actor, { ...at, now: c.var.deps.now() })
        if (outcome === 'no-such-work' || outcome === 'no-such-chapter') throw new Refused(404)
        if (outcome === 'not-yours') throw new Refused(403)
        if (outcome === 'last-chapter') return c.redirect(href(routes.deleteChapter, at), 303)
        return c.redirect(href(routes.manageChapters, at, { done: outcome }), 303)
      }),
    )

/** The numbers as typed, and the order they were typed over. */
function placesIn(typed: Typed) {
  const was = one(typed, 'was')
    .split(' ')
    .map(parseChapterId)
    .filter((id): id is ChapterId => id !== undefined)
  return { was, places: new Map(was.map((id) => [id, one(typed, `place_${id}`)])) }
}

/** The only one that readers have; of a draft, the only one. */
function isLast({ chapters, standing }: OwnChapters, id: ChapterId): boolean {
  const out = standing === 'posted' || standing === 'hidden'
  const others = chapters.filter((one) => one.id !== id)
  const posted = chapters.find((one) => one.id === id)?.standing === 'posted'
  return others.length === 0 || (out && posted && !others.some((one) => one.standing === 'posted'))
}
