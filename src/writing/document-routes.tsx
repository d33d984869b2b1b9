import { randomUUID } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { refuseSuspended } from '../accounts/index.ts'
import type { Member } from '../core/actor.ts'
import { parseWorkId } from '../core/ids.ts'
import {
  chapterInside,
  documentView,
  forgetDocument,
  MANNERS,
  MOST_FILES,
  MOST_WAITING,
  makeDraft,
  mendDocument,
  type NotTaken,
  receiveUpload,
  takeDocuments,
  type Upload,
  uploadFolder,
  waitingDocuments,
} from '../import/index.ts'
import { href, routes } from '../routes.ts'
import { type Env, formOf, type Handler, validToken } from '../web/app-env.ts'
import { withDone } from '../web/done.ts'
import { Refused } from '../web/errors.tsx'
import type { Sent } from '../web/form.tsx'
import { render } from '../web/layout.tsx'
import { t } from '../web/say.ts'
import { worksToAddTo } from '../works/index.ts'
import { askedOf } from './document-deeds.ts'
import { type DocumentField, DocumentForm } from './document-form.tsx'
import { DocumentInside } from './document-inside.tsx'
import { DocumentPage, type DocumentPageView } from './document-page.tsx'

export const documentRoutes = () =>
  new Hono<Env>()
    .get(routes.documents, (c) =>
      forWriter(c, (by) =>
        showForm(c, by, { sent: { typed: { into: c.req.query('work') ?? '' }, faults: {} } }),
      ),
    )

    .post(routes.documents, (c) =>
      forWriter(c, async (by) => {
        const { incoming } = c.env as HttpBindings
        const upload = await receiveUpload(incoming, uploadFolder(c.var.deps.dataDir))
        try {
          return await answerUpload(c, by, upload)
        } finally {
          await upload.discard()
        }
      }),
    )

    .get(routes.document, (c) =>
      forWriter(c, () => {
        const chapter = c.req.query('chapter')
        return chapter === undefined ? showDocument(c) : showInside(c, Number(chapter))
      }),
    )

    .post(routes.document, (c) =>
      forWriter(c, async (by) => {
        const id = c.req.param('documentId')
        const form = await formOf(c)
        const asked = askedOf(form)
        if (!asked) throw new Refused(422)
        const { deed, titles, pictures } = asked
        if (deed.do === 'forget') return forget(c, by, id)
        const kept = deed.do === 'make' ? ({ do: 'save' } as const) : deed
        const mended = await mendDocument(c.var.deps.db, by, { id, deed: kept, titles, pictures })
        if (deed.do === 'make') return make(c, by, form)
        if (mended === 'no-such-document') return c.notFound()
        return c.redirect(backTo(id, deed, mended), 303)
      }),
    )

/** Pages where something is written: guests log in first, and who is suspended is told until when. */
async function forWriter(c: Handler, answer: (by: Member) => Promise<Response>): Promise<Response> {
  const { actor, deps, page } = c.var
  if (actor.type === 'guest') return c.redirect(href(routes.login, {}, { back: page.path }), 303)
  await refuseSuspended(deps, actor)
  return answer(actor)
}

interface FormShown {
  readonly sent: Sent<DocumentField>
  readonly key?: string | undefined
  readonly notTaken?: readonly NotTaken[]
}

async function showForm(c: Handler, by: Member, shown: FormShown): Promise<Response> {
  const { db } = c.var.deps
  const view = {
    page: withDone(c.var.page, c.req.query('done'), { forgotten: () => t('It was thrown away.') }),
    ...{ sent: shown.sent, notTaken: shown.notTaken ?? [], key: shown.key ?? randomUUID() },
    ...{ works: await worksToAddTo(db, by), waiting: await waitingDocuments(db, by) },
  }
  const fine = Object.keys(view.sent.faults).length === 0 && view.notTaken.length === 0
  return c.html(render(<DocumentForm view={view} />), fine ? 200 : 422)
}

/** The files are gone whenever nothing came of them: a browser does not choose them again by itself. */
async function answerUpload(c: Handler, by: Member, upload: Upload): Promise<Response> {
  const { into = '', manner = 'find', key = '' } = upload.fields
  const again = (faults: Sent<DocumentField>['faults'], notTaken: readonly NotTaken[] = []) =>
    showForm(c, by, { sent: { typed: { into, manner }, faults }, notTaken })
  if (!validToken(c, upload.fields.csrf))
    return again({ files: t('This page was too old. Choose the files again.') })
  const fault = faultOf(upload)
  if (fault) return again({ files: fault })
  const taken = await takeDocuments(c.var.deps.db, {
    ...{ by, files: upload.files, id: UUID.test(key) ? key : randomUUID() },
    manner: MANNERS.find((one) => one === manner) ?? 'find',
    into: parseWorkId(into) ?? null,
    now: c.var.deps.now(),
    pictures: { files: c.var.deps.files, room: c.var.deps.imageRoom },
  })
  if (taken === 'too-many-waiting')
    return again({
      files: t('{n} documents wait to become drafts. Make drafts of some, or throw them away.', {
        n: MOST_WAITING,
      }),
    })
  if (taken === 'no-such-work') return again({ into: t('That work is not there. Choose another.') })
  if ('notTaken' in taken) return again({}, taken.notTaken)
  return c.redirect(href(routes.document, { documentId: taken.kept }), 303)
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function faultOf({ files, tooLarge }: Upload): string | undefined {
  if (tooLarge.length)
    return t('{name} is larger than 100 MB, the most a file may have.', { name: tooLarge.join(', ') })
  if (files.length > MOST_FILES) return t('At most {n} files are read at once.', { n: MOST_FILES })
  return files.length ? undefined : t('Choose at least one file.')
}

async function showDocument(c: Handler, sent: DocumentPageView['sent'] = { typed: {}, faults: {} }) {
  const { deps, actor } = c.var
  const document = await documentView(deps.db, actor, c.req.param('documentId') ?? '')
  if (!document) return c.notFound()
  if (document.became) return c.redirect(href(routes.editWork, { workId: document.became }), 303)
  const page = withDone(c.var.page, c.req.query('done'), DONE)
  const status = Object.keys(sent.faults).length ? 422 : 200
  return c.html(render(<DocumentPage view={{ page, document, sent }} />), status)
}

const DONE = {
  gone: () => t('That chapter was changed in another window. This is how it is now.'),
  mended: () => t('Done.'),
}

async function showInside(c: Handler, chapter: number): Promise<Response> {
  const documentId = c.req.param('documentId') ?? ''
  const inside = await chapterInside(c.var.deps.db, c.var.actor, documentId, chapter)
  if (!inside) return c.notFound()
  return c.html(render(<DocumentInside page={c.var.page} documentId={documentId} chapter={inside} />))
}

/** To where the chapter stands that was mended. */
function backTo(
  id: string,
  deed: { readonly do: string; readonly chapter?: number },
  done: 'mended' | 'gone',
): string {
  const there = href(routes.document, { documentId: id }, { done })
  const stays = deed.chapter !== undefined && deed.do !== 'join'
  return stays ? `${there}#chapter-${deed.chapter}` : there
}

async function forget(c: Handler, by: Member, id: string): Promise<Response> {
  await forgetDocument(c.var.deps.db, by, id)
  return c.redirect(href(routes.documents, {}, { done: 'forgotten' }), 303)
}

async function make(c: Handler, by: Member, form: Readonly<Record<string, string>>): Promise<Response> {
  const { db, now } = c.var.deps
  const { title = '', language = '' } = form
  const id = c.req.param('documentId') ?? ''
  const made = await makeDraft(db, by, { id, title, language, now: now() })
  const again = (faults: DocumentPageView['sent']['faults']) =>
    showDocument(c, { typed: { title, language }, faults })
  if (made === 'no-such-document') return c.notFound()
  if (made === 'no-such-work')
    return again({ chapters: t('The work these were to be added to is not there any more.') })
  if (made === 'no-title') return again({ title: t('Give it a title.') })
  if (made === 'no-language') return again({ language: t('Choose the language it is written in.') })
  if (made === 'no-alt')
    return again({ pictures: t('Say in a few words what each picture shows, or leave it out.') })
  if (made === 'no-chapters') return again({ chapters: t('Every chapter is left out. Take one in.') })
  if (made === 'chapter-too-long')
    return again({
      chapters: t('A chapter is longer than a chapter may be. Look inside, and begin another in it.'),
    })
  return c.redirect(href(made.into ? routes.manageChapters : routes.editWork, { workId: made.made }), 303)
}
