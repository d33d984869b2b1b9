import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { href, routes } from '../routes.ts'
import { type Env, type Handler, validToken } from '../web/app-env.ts'
import { render } from '../web/layout.tsx'
import { t } from '../web/say.ts'
import { ImportPage } from './import-form.tsx'
import { ImportReportPage } from './import-report.tsx'
import { importRunView, requestImport, uploadFolder } from './import-runs.ts'
import { receiveUpload, type Upload } from './receive-upload.ts'

export const importRoutes = () =>
  new Hono<Env>()
    .get(routes.importForm, (c) => {
      if (c.var.actor.type === 'guest') return toLogin(c)
      return c.html(render(<ImportPage page={c.var.page} sent={{ typed: {}, faults: {} }} />))
    })

    .post(routes.importForm, async (c) => {
      const { actor, deps } = c.var
      if (actor.type === 'guest') return toLogin(c)
      const { incoming } = c.env as HttpBindings
      const upload = await receiveUpload(incoming, uploadFolder(deps.dataDir))
      const fault = validToken(c, upload.fields.csrf)
        ? faultOf(upload)
        : t('This page was too old. Choose the files again.')
      if (fault) {
        await upload.discard()
        const sent = { typed: { whose: upload.fields.whose ?? '' }, faults: { files: fault } }
        return c.html(render(<ImportPage page={c.var.page} sent={sent} />), 422)
      }
      const whose = upload.fields.whose === 'mine' ? 'mine' : 'kept'
      const runId = await requestImport(deps.db, { by: actor, whose, files: upload.files })
      return c.redirect(href(routes.importRun, { importId: runId }), 303)
    })

    .get(routes.importRun, async (c) => {
      const run = await importRunView(c.var.deps.db, c.var.actor, c.req.param('importId'))
      return run ? c.html(render(<ImportReportPage page={c.var.page} run={run} />)) : c.notFound()
    })

const toLogin = (c: Handler) => c.redirect(href(routes.login, {}, { back: routes.importForm }), 303)

function faultOf({ files, tooLarge }: Upload): string | undefined {
  if (tooLarge.length)
    return t('{name} is larger than 100 MB, the most a file may have.', { name: tooLarge.join(', ') })
  return files.length ? undefined : t('Choose at least one file.')
}
