import { Hono } from 'hono'
import { refuseSuspended } from '../accounts/index.ts'
import type { Member } from '../core/actor.ts'
import { parseTrashedChapterId, parseWorkId, type WorkId } from '../core/ids.ts'
import { fileName, ownDownload } from '../export/index.ts'
import { href, routes } from '../routes.ts'
import { inTransaction } from '../storage/transaction.ts'
import { type Env, formOf, type Handler } from '../web/app-env.ts'
import { withDone } from '../web/done.ts'
import { render } from '../web/layout.tsx'
import { ownIn } from '../web/own-in.ts'
import { t } from '../web/say.ts'
import {
  deleteTrashed,
  deleteTrashedChapter,
  lossesOf,
  restoreChapter,
  restoreWork,
  trashedChapters,
  trashedRecord,
  trashedWorks,
  trashWork,
} from '../works/index.ts'
import { DeleteWorksPage } from './trash-confirm-page.tsx'
import { TrashPage } from './trash-page.tsx'

/** What a sentence at the top says was done. */
const DONE = {
  trashed: () => t('Deleted. It waits here, should you want it back.'),
  back: () => t('It is back, as it was.'),
  'back-as-draft': () => t('It is back as a draft: the day on which it would have posted itself has passed.'),
  deleted: () => t('Gone for good.'),
  'kept-again': () =>
    t('You have kept this work again since. Delete that copy first, then bring this one back.'),
  shared: () => t('Others have made it with you: it stays here until its days are over.'),
}
type Done = keyof typeof DONE

export const trashRoutes = () =>
  new Hono<Env>()
    .get(routes.deleteWork, (c) =>
      forMember(c, async (actor, workId) => {
        const losses = await lossesOf(c.var.deps.db, actor, [workId])
        if (losses.length === 0) return c.notFound()
        const [action, back] = [href(routes.deleteWork, { workId }), href(routes.work, { workId })]
        const props = { page: c.var.page, losses, action, back }
        return c.html(render(<DeleteWorksPage {...props} />))
      }),
    )

    .post(routes.deleteWork, (c) =>
      forMember(c, async (actor, workId) => {
        await refuseSuspended(c.var.deps, actor)
        const { db, baseUrl, now } = c.var.deps
        const outcome = await trashWork(db, actor, workId, { baseUrl, now: now() })
        return outcome === 'trashed' ? toTrash(c, actor, 'trashed') : c.notFound()
      }),
    )

    .post(routes.restoreWork, (c) =>
      forMember(c, async (actor, workId) => {
        await refuseSuspended(c.var.deps, actor)
        const done =
          (await formOf(c)).deed === 'delete' ? await erase(c, actor, workId) : await bring(c, actor, workId)
        return done === 'not-in-trash' ? c.notFound() : toTrash(c, actor, done)
      }),
    )

    .post(routes.restoreChapter, (c) =>
      forMember(c, async (actor, work) => {
        await refuseSuspended(c.var.deps, actor)
        const chapter = parseTrashedChapterId(c.req.param('trashedId') ?? '')
        if (!chapter) return c.notFound()
        if ((await formOf(c)).deed === 'delete') {
          const gone = await deleteTrashedChapter(c.var.deps.db, actor, { work, chapter })
          return gone === 'not-in-trash' ? c.notFound() : toTrash(c, actor, gone)
        }
        return bringChapter(c, actor, { work, chapter })
      }),
    )

    .get(routes.trash, async (c) => {
      const own = ownIn(c)
      if (!own.is) return own.answer
      const work = parseWorkId(c.req.query('text') ?? '')
      if (work) return giveText(c, own.is, work)
      const { db, now } = c.var.deps
      const [works, chapters] = [
        await trashedWorks(db, own.is, now()),
        await trashedChapters(db, own.is, now()),
      ]
      const page = withDone(c.var.page, c.req.query('done'), DONE)
      return c.html(render(<TrashPage page={page} name={own.is.name} works={works} chapters={chapters} />))
    })

/** Guests log in first. */
async function forMember(
  c: Handler,
  answer: (actor: Member, work: WorkId) => Promise<Response>,
): Promise<Response> {
  const { actor, page } = c.var
  if (actor.type === 'guest') return c.redirect(href(routes.login, {}, { back: page.path }), 303)
  const work = parseWorkId(c.req.param('workId') ?? '')
  return work ? answer(actor, work) : c.notFound()
}

const toTrash = (c: Handler, { name }: Member, done: Done): Response =>
  c.redirect(href(routes.trash, { name }, { done }), 303)

async function bring(c: Handler, actor: Member, work: WorkId): Promise<Done | 'not-in-trash'> {
  const { db, baseUrl, now } = c.var.deps
  const was = (await trashedWorks(db, actor, now())).find(({ id }) => id === work)?.was
  const back = await restoreWork(db, actor, work, { baseUrl, now: now() })
  if (typeof back === 'string') return back
  return back.standing === was ? 'back' : 'back-as-draft'
}

const erase = (c: Handler, actor: Member, work: WorkId): Promise<Done | 'not-in-trash'> =>
  deleteTrashed(c.var.deps.db, actor, work)

async function bringChapter(
  c: Handler,
  actor: Member,
  { work, chapter }: { readonly work: WorkId; readonly chapter: number },
): Promise<Response> {
  const { db, now } = c.var.deps
  const back = await inTransaction(db, (trx) => restoreChapter(trx, actor, work, chapter, now()))
  return typeof back === 'string' ? c.notFound() : toTrash(c, actor, 'back')
}

/** As a page that a browser can read without this archive. */
async function giveText(c: Handler, actor: Member, work: WorkId): Promise<Response> {
  const { db, archive, baseUrl } = c.var.deps
  const chapter = parseTrashedChapterId(c.req.query('chapter') ?? '') ?? null
  const record = await trashedRecord(db, actor, { work, chapter })
  if (!record) return c.notFound()
  const where = { name: (await archive()).name, url: baseUrl }
  const html = await ownDownload(db, record, { id: work, archive: where })
  c.header('content-disposition', `attachment; filename="${fileName(record.title, work)}.html"`)
  c.header('content-type', 'text/html; charset=utf-8')
  // A file of someone's words is shown nowhere as a page of ours.
  c.header(
    'content-security-policy',
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src https: data:",
  )
  return c.body(html)
}
