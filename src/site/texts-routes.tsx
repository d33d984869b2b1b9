import { Hono } from 'hono'
import { href, routes } from '../routes.ts'
import { type Env, formOf, type Handler } from '../web/app-env.ts'
import { withDone } from '../web/done.ts'
import type { Sent } from '../web/form.tsx'
import { render } from '../web/layout.tsx'
import { t } from '../web/say.ts'
import { type ArchiveField, archiveTexts, givenTexts, writeArchive } from './archive-texts.ts'
import { EReaderPage } from './e-reader-page.tsx'
import { archiveFault, KeepArchivePage } from './keep-archive-page.tsx'
import { PrivacyPage, RulesPage } from './texts-pages.tsx'

/** What the archive says of itself, and where its keepers write it. */
export const textsRoutes = () =>
  new Hono<Env>()
    .get(routes.rules, async (c) => {
      const { rules } = await archiveTexts(c.var.deps.db)
      return c.html(render(<RulesPage page={c.var.page} text={rules} />))
    })

    .get(routes.privacy, async (c) => {
      const { privacy } = await archiveTexts(c.var.deps.db)
      return c.html(render(<PrivacyPage page={c.var.page} text={privacy} />))
    })

    .get(routes.eReader, (c) => c.html(render(<EReaderPage page={c.var.page} />)))

    .get(routes.keepArchive, async (c) => {
      const typed = await givenTexts(c.var.deps.db, c.var.actor)
      return typed ? showForm(c, { typed, faults: {} }) : c.notFound()
    })

    .post(routes.keepArchive, async (c) => {
      const { name = '', about = '', rules = '', privacy = '' } = await formOf(c)
      const typed = { name, about, rules, privacy }
      const outcome = await writeArchive(c.var.deps.db, c.var.actor, typed)
      if (outcome === 'not-allowed') return c.notFound()
      if (outcome === 'written') return c.redirect(href(routes.keepArchive, {}, { done: 'saved' }), 303)
      const faults = outcome.faults.map((field) => [field, archiveFault(field, typed[field])])
      return showForm(c, { typed, faults: Object.fromEntries(faults) })
    })

function showForm(c: Handler, sent: Sent<ArchiveField>) {
  const page = withDone(c.var.page, c.req.query('done'), { saved: () => t('Saved.') })
  const faulty = Object.keys(sent.faults).length > 0
  return c.html(render(<KeepArchivePage page={page} sent={sent} />), faulty ? 422 : 200)
}
