import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { knownPenNames, refuseSuspended, usualPenName } from '../accounts/index.ts'
import type { Member } from '../core/actor.ts'
import { may } from '../core/roles.ts'
import { href, routes } from '../routes.ts'
import { type Env, type Handler, validToken } from '../web/app-env.ts'
import type { Sent } from '../web/form.tsx'
import { render } from '../web/layout.tsx'
import { t } from '../web/say.ts'
import { type Counter, counterOf } from '../web/too-often.ts'
import { workFrom } from '../works/index.ts'
import { canonicalAddress, eitherScheme } from './addresses.ts'
import { bringPages } from './bring-pages.ts'
import type { FetchRules } from './fetch-page.ts'
import { type ImportField, ImportPage } from './import-form.tsx'
import { ImportReportPage } from './import-report.tsx'
import { requestImport, uploadFolder } from './import-runs.ts'
import { earlierRuns, importRunView } from './import-runs-read.ts'
import { type OthersFaults, type OthersLeave, othersLeaveIn } from './others-leave.ts'
import { askedFor, FRESH, type PagesFaults, pagesFaults, typedFields } from './pages-fields.ts'
import { PagesForm } from './pages-form.tsx'
import { PagesReport } from './pages-report.tsx'
import { receiveUpload, type Upload } from './receive-upload.ts'

/** Pages that one person may have fetched: twice what fits into one form, and nothing to trouble a site with. */
const FETCHES = { most: 100, withinMs: 60_000 } as const

export function importRoutes(rules: FetchRules = {}) {
  const fetches = counterOf(FETCHES)
  return new Hono<Env>()
    .get(routes.importForm, async (c) => {
      if (c.var.actor.type === 'guest') return toLogin(c)
      await refuseSuspended(c.var.deps, c.var.actor)
      return showImportForm(c, c.var.actor, { typed: {}, faults: {} })
    })

    .post(routes.importForm, async (c) => {
      const { actor, deps } = c.var
      if (actor.type === 'guest') return toLogin(c)
      await refuseSuspended(c.var.deps, c.var.actor)
      const { incoming } = c.env as HttpBindings
      const upload = await receiveUpload(incoming, uploadFolder(deps.dataDir))
      const fault = validToken(c, upload.fields.csrf)
        ? faultOf(upload)
        : t('This page was too old. Choose the files again.')
      const others = await othersOf(c, actor, upload)
      const faults = { ...(fault ? { files: fault } : {}), ...('faults' in others ? others.faults : {}) }
      if (Object.keys(faults).length > 0) {
        await upload.discard()
        return showImportForm(c, actor, { typed: upload.fields, faults })
      }
      const whose = upload.fields.whose === 'mine' ? 'mine' : 'kept'
      const asked = { by: actor, whose, files: upload.files, ...('leave' in others ? others : {}) } as const
      const runId = await requestImport(deps.db, asked)
      return c.redirect(href(routes.importRun, { importId: runId }), 303)
    })

    .get(routes.importRun, async (c) => {
      const { page, only } = c.req.query()
      const asked = { page: pageNumber(page), refused: only === 'refused' }
      const run = await importRunView(c.var.deps.db, c.var.actor, c.req.param('importId'), asked)
      return run ? c.html(render(<ImportReportPage page={c.var.page} run={run} />)) : c.notFound()
    })

    .get(routes.importPages, async (c) => {
      if (c.var.actor.type === 'guest') return toLogin(c, routes.importPages)
      await refuseSuspended(c.var.deps, c.var.actor)
      return c.html(render(<PagesForm page={c.var.page} typed={FRESH} faults={{}} />))
    })

    .post(routes.importPages, async (c) => {
      const { actor, deps } = c.var
      if (actor.type === 'guest') return toLogin(c, routes.importPages)
      await refuseSuspended(c.var.deps, c.var.actor)
      const { incoming } = c.env as HttpBindings
      const upload = await receiveUpload(incoming, uploadFolder(deps.dataDir))
      try {
        return await answerPages(c, actor, upload, { rules, fetches })
      } finally {
        await upload.discard()
      }
    })

    .get(routes.original, async (c) => {
      const address = canonicalAddress(c.req.query('url') ?? '') ?? ''
      const workId = address && (await workFrom(c.var.deps.db, c.var.actor, eitherScheme(address)))
      return workId ? c.redirect(href(routes.work, { workId }), 303) : c.notFound()
    })
}

const pageNumber = (typed: string | undefined): number =>
  /^[1-9]\d{0,5}$/.test(typed ?? '') ? Number(typed) : 1

async function showImportForm(c: Handler, actor: Member, sent: Sent<ImportField>) {
  const shown = { sent, mayRescue: may(actor, 'record-permission') }
  const earlier = await earlierRuns(c.var.deps.db, actor.id)
  const page = <ImportPage page={c.var.page} {...shown} earlier={earlier} />
  return c.html(render(page), Object.keys(sent.faults).length > 0 ? 422 : 200)
}

/** Works of others, where a keeper says so; of anybody else that word counts for nothing, and they are kept copies. */
type Others = { readonly leave?: OthersLeave } | { readonly faults: OthersFaults }

async function othersOf(c: Handler, actor: Member, { fields }: Upload): Promise<Others> {
  if (fields.whose !== 'others' || !may(actor, 'record-permission')) return {}
  const { db, now } = c.var.deps
  const known = await knownPenNames(db, actor.id)
  const archivist = known.get((await usualPenName(db, actor)).toLowerCase()) ?? null
  return othersLeaveIn(fields, now(), archivist)
}

const toLogin = (c: Handler, back: string = routes.importForm) =>
  c.redirect(href(routes.login, {}, { back }), 303)

interface Fetching {
  readonly rules: FetchRules
  readonly fetches: Counter
}

/** What was typed is given back whenever nothing came of it. */
async function answerPages(c: Handler, by: Member, upload: Upload, { rules, fetches }: Fetching) {
  const { page, deps } = c.var
  const typed = typedFields(upload)
  const again = (faults: PagesFaults, failures: readonly string[] = [], status: 422 | 429 = 422) =>
    c.html(render(<PagesForm page={page} typed={typed} faults={faults} failures={failures} />), status)
  if (!validToken(c, upload.fields.csrf))
    return again({ addresses: t('This page was too old. Send it again.') })
  const faults = pagesFaults(typed, upload)
  if (Object.keys(faults).length) return again(faults)
  const asked = askedFor(typed, upload)
  const now = deps.now()
  const wait = fetches.take(String(by.id), now, asked.addresses.length)
  if (wait > 0) {
    c.header('retry-after', String(wait))
    return again({ addresses: tooManyFetched(wait) }, [], 429)
  }
  const settings = { db: deps.db, baseUrl: deps.baseUrl, now, rules }
  const outcomes = await bringPages(settings, { by, ...asked })
  const failures = outcomes.flatMap((one) => (one.outcome === 'failed' ? [one.reason] : []))
  if (failures.length === outcomes.length) return again({}, failures)
  const [only] = outcomes
  if (outcomes.length === 1 && only && 'title' in only)
    return c.redirect(href(routes.work, { workId: only.workId }), 303)
  return c.html(render(<PagesReport page={page} outcomes={outcomes} />))
}

const tooManyFetched = (seconds: number): string =>
  t(
    'At most {most, number} pages are fetched for one person within a minute. Send this again in {n, plural, one {# second} other {# seconds}}.',
    { most: FETCHES.most, n: seconds },
  )

function faultOf({ files, tooLarge }: Upload): string | undefined {
  if (tooLarge.length)
    return t('{name} is larger than 100 MB, the most a file may have.', { name: tooLarge.join(', ') })
  return files.length ? undefined : t('Choose at least one file.')
}
