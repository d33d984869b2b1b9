import { Hono } from 'hono'
import { preferencesOf } from '../../accounts/index.ts'
import type { Member } from '../../core/actor.ts'
import { parseReadingId, parseWorkId, type WorkId } from '../../core/ids.ts'
import { LIMITS } from '../../core/values.ts'
import {
  deleteAll,
  deleteEntry,
  forgetWork,
  type Marked,
  READING_STATES,
  type ReadingState,
  type Remembering,
  readingCounts,
  readingOn,
  readingPlaces,
  readingsShown,
  setNote,
  setState,
} from '../../library/index.ts'
import { href, routes } from '../../routes.ts'
import { type Env, formOf, type Handler, pathBack } from '../../web/app-env.ts'
import { withDone } from '../../web/done.ts'
import { render } from '../../web/layout.tsx'
import { forOwner } from '../../web/own-in.ts'
import { t } from '../../web/say.ts'
import { workHead } from '../../works/index.ts'
import type { AnswerList } from '../list-routes.tsx'
import type { WorksListView } from '../works-view.ts'
import { ClearReadingsPage } from './clear-readings-page.tsx'
import { gonePlaces } from './gone-places.ts'
import { HistoryOffPage } from './history-off-page.tsx'
import { ReadingPage } from './reading-page.tsx'
import { ReadingsPage } from './readings-page.tsx'

/** History, what is wanted later, being read, read, dropped: for nobody but their reader. */
export const readingsRoutes = (answerList: AnswerList, remembering: Remembering) =>
  new Hono<Env>()
    .get(routes.readings, (c) =>
      forOwner(c, (owner) => {
        const { name } = owner
        if (c.req.query('show') === 'to-read')
          return c.redirect(href(routes.readingList, { name, state: 'later' }), 303)
        return showList(c, answerList, { owner, remembering, state: null })
      }),
    )

    .get(routes.readingList, (c) =>
      forOwner(c, (owner) => {
        const state = stateNamed(c.req.param('state'))
        return state ? showList(c, answerList, { owner, remembering, state }) : c.notFound()
      }),
    )

    .post(routes.readings, (c) =>
      forOwner(c, async (owner) => {
        const form = await formOf(c)
        const entry = parseReadingId(form.entry ?? '')
        await remembering.flush()
        const outcome = entry ? await deleteEntry(c.var.deps.db, owner, entry) : 'no-such-entry'
        if (outcome === 'no-such-entry') return c.notFound()
        return c.redirect(
          backSaying(form.back ?? href(routes.readings, { name: owner.name }), 'removed'),
          303,
        )
      }),
    )

    .get(routes.clearReadings, (c) =>
      forOwner(c, ({ name }) => c.html(render(<ClearReadingsPage page={c.var.page} name={name} />))),
    )

    .post(routes.clearReadings, (c) =>
      forOwner(c, async (owner) => {
        await remembering.flush()
        await deleteAll(c.var.deps.db, owner)
        return c.redirect(href(routes.readings, { name: owner.name }, { done: 'cleared' }), 303)
      }),
    )

    .get(routes.reading, async (c) => {
      const asked = await workAsked(c)
      return 'answer' in asked ? asked.answer : showReading(c, asked, pathBack(c.req.query('back')))
    })

    .post(routes.reading, async (c) => {
      const asked = await workAsked(c)
      if ('answer' in asked) return asked.answer
      const form = await formOf(c)
      await remembering.flush()
      const outcome = await doDeed(c, asked, form)
      if (outcome === 'no-such-work') return c.notFound()
      if (outcome === 'history-off')
        return c.redirect(href(routes.readings, { name: asked.reader.name }), 303)
      if (outcome === 'long-note') return showReading(c, asked, pathBack(form.back), form)
      return c.redirect(backFrom(asked.id, form.back), 303)
    })

const stateNamed = (word: string | undefined): ReadingState | undefined =>
  READING_STATES.find((one) => one === word)

/** To where the mark was made: in a list, to the work's own entry, which says it; where one is kept, the page does. */
function backFrom(workId: WorkId, asked: string | undefined): string {
  const work = href(routes.work, { workId })
  const back = pathBack(asked ?? work).split('#')[0] ?? ''
  const [path = ''] = back.split('?')
  if (back === routes.home || path === work || path.startsWith(`${work}/`)) return backSaying(back, 'marked')
  const [, first, , list] = path.split('/')
  const ofReadings = first === 'users' && list === 'readings'
  return `${ofReadings ? backSaying(back, 'marked') : back}#work_${workId}`
}

/** Back to a page that says what was done; the front page shows it by itself. */
function backSaying(path: string, done: string): string {
  const back = pathBack(path)
  if (back === routes.home) return back
  const [at = '', query = ''] = (back.split('#')[0] ?? '').split('?')
  const search = new URLSearchParams(query)
  search.set('done', done)
  return `${at}?${search}`
}

interface Listing {
  readonly owner: Member
  readonly remembering: Remembering
  readonly state: ReadingState | null
}

async function showList(c: Handler, answerList: AnswerList, { owner, remembering, state }: Listing) {
  const { db } = c.var.deps
  const { name } = owner
  if (!(await preferencesOf(db, owner)).history)
    return c.html(render(<HistoryOffPage page={told(c)} name={name} />))
  // What they opened a moment ago is in it.
  await remembering.flush()
  const [places, counts] = await Promise.all([readingPlaces(db, owner, state), readingCounts(db, owner)])
  const only = places.flatMap(({ work }) => work ?? [])
  const page = async (list: WorksListView) => {
    const gone = gonePlaces(places, list)
    const entries = await readingsShown(db, owner, {
      works: list.works.map(({ id }) => id),
      entries: [...[...gone.before.values()].flat(), ...gone.after],
    })
    return <ReadingsPage {...{ page: told(c), name, state, counts, list, entries, gone }} />
  }
  const path = state ? href(routes.readingList, { name, state }) : href(routes.readings, { name })
  return answerList(c, { scope: { of: 'readings', only }, of: { list: 'readings', state }, path, page })
}

const told = (c: Handler) => withDone({ ...c.var.page, robots: false }, c.req.query('done'), DONE)

const DONE: Readonly<Record<string, () => string>> = {
  removed: () => t('Removed from your history.'),
  cleared: () => t('Your history is empty. Nothing of it is kept.'),
  marked: () => t('Noted, for you alone.'),
}

interface AskedWork {
  readonly reader: Member
  readonly id: WorkId
}

/** A work that its reader may mark: guests log in first, and one's own is none of them. */
async function workAsked(c: Handler): Promise<AskedWork | { readonly answer: Response | Promise<Response> }> {
  const { actor, deps } = c.var
  const id = parseWorkId(c.req.param('workId') ?? '')
  if (actor.type === 'guest') {
    const back = id ? href(routes.work, { workId: id }) : routes.home
    return { answer: c.redirect(href(routes.login, {}, { back }), 303) }
  }
  if (!id) return { answer: c.notFound() }
  if (!(await preferencesOf(deps.db, actor)).history)
    return { answer: c.redirect(href(routes.readings, { name: actor.name }), 303) }
  return { reader: actor, id }
}

type Form = Readonly<Record<string, string>>

async function doDeed(c: Handler, { reader, id }: AskedWork, form: Form): Promise<Marked | 'long-note'> {
  const { db, now } = c.var.deps
  if (form.deed === 'forget')
    return (await forgetWork(db, reader, id)) === 'forgotten' ? 'marked' : 'no-such-work'
  const asked = { work: id, now: now() }
  const noted = form.note === undefined ? 'marked' : await setNote(db, reader, { ...asked, note: form.note })
  if (noted !== 'marked' || form.state === undefined) return noted
  return setState(db, reader, { ...asked, state: stateNamed(form.state) ?? null })
}

async function showReading(c: Handler, { reader, id }: AskedWork, back: string, sent?: Form) {
  const { db } = c.var.deps
  const [work, entry] = [await workHead(db, reader, id), await readingOn(db, reader, id)]
  if (!work || work.hidden || work.draft || (work.own && !entry)) return c.notFound()
  const marking = sent
    ? { state: stateNamed(sent.state) ?? null, note: sent.note ?? '' }
    : (entry ?? { state: null, note: '' })
  const fault = sent && longNote(sent.note ?? '')
  const props = { page: c.var.page, work, marking, back, noted: entry !== undefined, fault }
  return c.html(render(<ReadingPage {...props} />), sent ? 422 : 200)
}

const longNote = (note: string): string =>
  t('The note has {n, plural, one {# letter} other {# letters}}: at most {most, number} can be kept.', {
    n: [...note].length,
    most: LIMITS.notes,
  })
