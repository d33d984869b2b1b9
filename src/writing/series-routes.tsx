import { Hono } from 'hono'
import { refuseSuspended } from '../accounts/index.ts'
import type { Member } from '../core/actor.ts'
import { parseSeriesId, parseWorkId, type WorkId } from '../core/ids.ts'
import { href, routes } from '../routes.ts'
import { type Env, formOf, type Handler, typedOf } from '../web/app-env.ts'
import type { Sent } from '../web/form.tsx'
import { render } from '../web/layout.tsx'
import { t } from '../web/say.ts'
import { deleteSeries, leaveSeriesKeepers, type OwnSeries, orderSeries, ownSeries } from '../works/index.ts'
import { EditSeriesPage, type SeriesField } from './series-edit-page.tsx'
import { saveSeriesForm } from './series-form.ts'
import { DeleteSeriesPage, ManageSeriesPage } from './series-manage-page.tsx'

type Kept = { readonly by: Member; readonly series: OwnSeries }

/** The series in the address, where the reader keeps it: guests log in first, and for everybody else it is not there. */
async function keptIn(c: Handler): Promise<Kept | { readonly answer: Response | Promise<Response> }> {
  const { actor, deps, page } = c.var
  if (actor.type === 'guest') return { answer: c.redirect(href(routes.login, {}, { back: page.path }), 303) }
  const id = parseSeriesId(c.req.param('seriesId') ?? '')
  const series = id && (await ownSeries(deps.db, actor, id))
  return series ? { by: actor, series } : { answer: c.notFound() }
}

export const seriesRoutes = () =>
  new Hono<Env>()
    .get(routes.editSeries, async (c) => {
      const kept = await keptIn(c)
      return 'answer' in kept ? kept.answer : showEditing(c, kept.series, { typed: {}, faults: {} })
    })

    .post(routes.editSeries, async (c) => {
      const kept = await keptIn(c)
      if ('answer' in kept) return kept.answer
      await refuseSuspended(c.var.deps, kept.by)
      const { db } = c.var.deps
      const { id } = kept.series
      const typed = await typedOf(c)
      if (typed.leave === 'yes') await leaveSeriesKeepers(db, kept.by, id)
      const sent = typed.leave === 'yes' ? null : await saveSeriesForm(c.var.deps, kept.by, id, typed)
      if (sent) return showEditing(c, kept.series, sent)
      return c.redirect(href(routes.series, { seriesId: id }), 303)
    })

    .get(routes.manageSeries, async (c) => {
      const kept = await keptIn(c)
      return 'answer' in kept ? kept.answer : showOrdering(c, kept.series, {})
    })

    .post(routes.manageSeries, async (c) => {
      const kept = await keptIn(c)
      if ('answer' in kept) return kept.answer
      await refuseSuspended(c.var.deps, kept.by)
      const { db, now } = c.var.deps
      const { id } = kept.series
      const typed = await formOf(c)
      const places = placesIn(typed)
      if (!places) return showOrdering(c, kept.series, typed, t('A place is a whole number, such as 3.'))
      const removed = worksIn(typed, 'out_').map(([work]) => work)
      const outcome = await orderSeries(db, kept.by, id, { places, removed, now: now() })
      if (outcome !== 'emptied') return c.redirect(href(routes.series, { seriesId: id }), 303)
      return c.redirect(href(routes.userSeries, { name: kept.by.name }), 303)
    })

    .get(routes.deleteSeries, async (c) => {
      const kept = await keptIn(c)
      if ('answer' in kept) return kept.answer
      return c.html(render(<DeleteSeriesPage page={c.var.page} series={kept.series} />))
    })

    .post(routes.deleteSeries, async (c) => {
      const kept = await keptIn(c)
      if ('answer' in kept) return kept.answer
      await refuseSuspended(c.var.deps, kept.by)
      await deleteSeries(c.var.deps.db, kept.by, kept.series.id, c.var.deps.now())
      return c.redirect(href(routes.userSeries, { name: kept.by.name }), 303)
    })

const showEditing = (c: Handler, series: OwnSeries, sent: Sent<SeriesField>) =>
  c.html(
    render(<EditSeriesPage page={c.var.page} series={series} sent={sent} />),
    Object.keys(sent.faults).length > 0 ? 422 : 200,
  )

const showOrdering = (
  c: Handler,
  series: OwnSeries,
  typed: Readonly<Record<string, string>>,
  fault?: string,
) =>
  c.html(
    render(<ManageSeriesPage page={c.var.page} series={series} typed={typed} fault={fault} />),
    fault ? 422 : 200,
  )

/** The works that fields of this name are about, with what was typed. */
const worksIn = (typed: Readonly<Record<string, string>>, begins: string): (readonly [WorkId, string])[] =>
  Object.entries(typed).flatMap(([name, value]) => {
    const id = name.startsWith(begins) && parseWorkId(name.slice(begins.length))
    return id ? [[id, value] as const] : []
  })

/** An empty field leaves its part where it stands; what is no number is a fault. */
function placesIn(typed: Readonly<Record<string, string>>): ReadonlyMap<WorkId, number> | undefined {
  const named = worksIn(typed, 'place_').filter(([, value]) => value.trim())
  const places = named.map(([work, value]) => [work, Number(value.trim())] as const)
  return places.every(([, place]) => Number.isInteger(place) && Math.abs(place) < 1_000_000)
    ? new Map(places)
    : undefined
}
