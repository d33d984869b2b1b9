import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { ownPenNames, preferencesOf } from '../accounts/index.ts'
import type { Member } from '../core/actor.ts'
import { href, routes } from '../routes.ts'
import { skinsToChoose } from '../skins/index.ts'
import type { Db } from '../storage/transaction.ts'
import { type Env, type Handler, pathBack, typedOf } from '../web/app-env.ts'
import { withDone } from '../web/done.ts'
import { Refused } from '../web/errors.tsx'
import { render } from '../web/layout.tsx'
import { forOwner } from '../web/own-in.ts'
import { t } from '../web/say.ts'
import {
  type Manuscript,
  manuscriptFor,
  type Place,
  type Typed,
  throwAwayManuscript,
  togetherView,
  wasSaved,
} from '../works/index.ts'
import { ConflictPage } from './conflict-page.tsx'
import type { Known } from './conflict-words.ts'
import { begunInChapters } from './manuscript-apart.ts'
import { conflictView } from './manuscript-conflict.ts'
import { valueIn } from './manuscript-fields.ts'
import { formerFields } from './manuscript-former.ts'
import { type Answered, keepSent, keepWhateverHappens } from './manuscript-keep.ts'
import { begunBy } from './manuscript-list.ts'
import { ManuscriptListPage } from './manuscript-list-page.tsx'
import { formAddress, isKey } from './manuscript-places.ts'
import { keepOver, settleConflict, standingOn } from './manuscript-settle.ts'

/** What forms hold while they are typed into: kept, listed, gone on with, thrown away. */
export const manuscriptRoutes = () =>
  new Hono<Env>()
    .get(routes.manuscripts, (c) =>
      forOwner(c, async (owner) => {
        const { db } = c.var.deps
        const { timeZone } = await preferencesOf(db, owner)
        const page = withDone(c.var.page, c.req.query('done'), DONE)
        const list = await begunBy(db, owner.id)
        return c.html(render(<ManuscriptListPage page={page} list={list} timeZone={timeZone} />))
      }),
    )

    .get(routes.manuscript, async (c) => {
      const { actor, deps, page } = c.var
      const key = c.req.param('key') ?? ''
      if (actor.type === 'guest') return c.redirect(href(routes.login, {}, { back: page.path }), 303)
      const found = isKey(key) ? await manuscriptFor(deps.db, actor.id, { key }) : undefined
      if (!asksForData(c)) return found ? c.redirect(formAddress(found, key), 303) : c.notFound()
      const saved = isKey(key) && (await wasSaved(deps.db, actor.id, key))
      return c.json({ version: found?.version ?? null, saved })
    })

    .post(routes.manuscript, async (c) => {
      const { actor, deps } = c.var
      const key = c.req.param('key') ?? ''
      if (actor.type === 'guest') return c.json({ refused: 'guest', ...remedy.guest() }, 401)
      const sent = await typedOf(c)
      if (valueIn(sent, 'deed') === 'throw') {
        if (isKey(key)) await throwAwayManuscript(deps.db, actor.id, key)
        return c.redirect(withDoneIn(pathBack(valueIn(sent, 'back'))), 303)
      }
      if (valueIn(sent, 'deed') === 'settle') {
        const place = isKey(key) && (await settleConflict(deps.db, { by: actor, key, sent, now: deps.now() }))
        if (!place || place === 'gone') return c.notFound()
        return c.redirect(formAddress(place, valueIn(sent, 'way') === 'theirs' ? undefined : key), 303)
      }
      return said(c, key, await keepSent(deps.db, { by: actor, key, sent, now: deps.now() }))
    })

interface Met {
  readonly by: Member
  readonly place: Place
  /** What is stored now, as the form would hold it, and its version. */
  readonly theirs: Typed
  readonly version: number
}

/** A form that was sent on a version that is not the newest any more: it is kept, and both are shown. */
export async function answerConflict(c: Handler, met: Met, sent: Typed): Promise<Response> {
  const { db, now } = c.var.deps
  const own = valueIn(sent, 'key')
  const key = isKey(own) ? own : randomUUID()
  const { part, workId, chapterId } = met.place
  const placed = { part, work: String(workId ?? ''), chapter: String(chapterId ?? '') }
  const sending = { by: met.by, key, sent: { ...sent, ...placed }, now: now() }
  const held = await keepWhateverHappens(db, sending, randomUUID())
  const mine = await manuscriptFor(db, met.by.id, { key: held })
  if (!mine) throw new Refused(409, t('There is no room to keep this while you choose. Copy what you typed.'))
  return showConflict(c, met, mine, 409)
}

/** The same for what was typed earlier, and is opened again. */
export async function showConflict(
  c: Handler,
  { by, place, theirs, version }: Met,
  mine: Manuscript,
  status: 200 | 409 = 200,
): Promise<Response> {
  const { db, now } = c.var.deps
  const known = await knownTo(db, by, place)
  const former = await formerFields(db, { place, base: mine.base, version, theirs, known })
  const marks = { place, key: mine.key, kept: mine.version, version }
  const view = conflictView({ ...marks, mine: mine.fields, theirs, former, known })
  if (view) {
    const inChapters =
      place.part === 'work' && place.workId ? await begunInChapters(db, by, place.workId) : []
    const { timeZone } = await preferencesOf(db, by)
    return c.html(render(<ConflictPage page={c.var.page} {...{ view, inChapters, timeZone }} />), status)
  }
  const fields = standingOn(mine.fields, theirs)
  await keepOver(db, { ...mine, fields, person: by.id, base: version, now: now() })
  return c.redirect(formAddress(place, mine.key), 303)
}

/** What the numbers in the forms of this place stand for. */
const knownTo = async (db: Db, by: Member, { workId }: Place): Promise<Known> => ({
  pens: await ownPenNames(db, by),
  skins: await skinsToChoose(db, by, 'work'),
  together: await togetherView(db, by, workId ?? undefined),
})

const DONE = { thrown: () => t('It is thrown away.') }

/** The list says that it is gone; a form is simply as it is stored. */
const withDoneIn = (path: string): string => (path.endsWith('/manuscripts') ? `${path}?done=thrown` : path)

const asksForData = (c: Handler): boolean => (c.req.header('accept') ?? '').startsWith('application/json')

async function said(c: Handler, key: string, answered: Answered): Promise<Response> {
  const { actor, deps } = c.var
  if (!('refused' in answered)) return c.json({ version: answered.version, keptAt: answered.keptAt })
  const { refused } = answered
  const status = STATUS[refused]
  if (refused !== 'elsewhere' || actor.type === 'guest')
    return c.json({ refused, ...remedy[refused]() }, status)
  const other = await manuscriptFor(deps.db, actor.id, { key })
  const theirs = other && { version: other.version, keptAt: other.keptAt, fields: other.fields }
  return c.json({ refused, ...remedy[refused](), other: theirs }, status)
}

const STATUS = {
  nowhere: 404,
  'another-account': 403,
  elsewhere: 409,
  saved: 410,
  'too-many': 422,
  'too-large': 413,
} as const

const remedy = {
  guest: () => ({ remedy: t('Log in, and send it again.') }),
  nowhere: () => ({ remedy: t('This cannot be changed from here any more. Copy what you typed.') }),
  'another-account': () => ({ remedy: t('Somebody else is logged in here. Log in as who wrote it.') }),
  elsewhere: () => ({
    remedy: t('Another window keeps other words in this form. Keep yours under a new key.'),
  }),
  saved: () => ({ remedy: t('What this form held is saved.') }),
  'too-many': () => ({ remedy: t('Too much is kept already. Throw away what is not needed.') }),
  'too-large': () => ({ remedy: t('This is too long to be kept. Take a part out.') }),
}
