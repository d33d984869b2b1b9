import { Hono } from 'hono'
import { refuseSuspended } from '../accounts/index.ts'
import { parseWorkId } from '../core/ids.ts'
import { type FetchRules, fetchPage } from '../import/index.ts'
import { href, routes } from '../routes.ts'
import { type Env, formOf, type Handler } from '../web/app-env.ts'
import { render } from '../web/layout.tsx'
import { t } from '../web/say.ts'
import {
  askByProfile,
  claimableNames,
  decideProfileClaim,
  profileClaims,
  profileToLookAt,
  workHead,
} from '../works/index.ts'
import { AskByProfilePage, ClaimsPage, CodePage } from './profile-pages.tsx'

type Form = Readonly<Record<string, string>>

/** Claims by a code on the creator's page elsewhere: asked for by them, decided by a keeper. */
export const profileRoutes = (fetchRules: FetchRules = {}) =>
  new Hono<Env>()
    .get(routes.workClaim, (c) => showAsking(c))

    .post(routes.workClaim, async (c) => {
      await refuseSuspended(c.var.deps, c.var.actor)
      const { deps, actor } = c.var
      const form = await formOf(c)
      const id = parseWorkId(c.req.param('workId'))
      const profileUrl = webAddress(form.profile ?? '')
      if (!id || actor.type === 'guest' || !profileUrl) return showAsking(c, form)
      const asked = { id, creator: form.name ?? '', profileUrl, now: deps.now() }
      const outcome = await askByProfile(deps.db, actor, asked)
      return outcome === 'no-such-name' ? showAsking(c, form) : showCode(c, outcome.code, profileUrl)
    })

    .get(routes.claims, (c) => showClaims(c))

    .post(routes.claims, async (c) => {
      const { deps, page } = c.var
      const form = await formOf(c)
      const id = Number(parseWorkId(form.claim ?? '') ?? 0)
      const seen = form.deed === 'decline' ? null : await seenThere(c, { id, form, fetchRules })
      const asked = { id, seen, archive: page.archive, now: deps.now() }
      const outcome = await decideProfileClaim(deps.db, c.var.actor, asked)
      if (outcome === 'not-allowed' || outcome === 'no-such-claim') return c.notFound()
      if (outcome === 'not-there') return showClaims(c, { id, says: NOT_THERE() })
      return c.redirect(href(routes.claims, {}, { done: outcome }), 303)
    })

const NOT_THERE = (): string =>
  t(
    'The code does not stand there, or the page could not be read from here. Open it and paste what stands there.',
  )

/** A public page of the web, and nothing else. */
function webAddress(text: string): string | undefined {
  const written = text.trim()
  if (written.length > 500 || !URL.canParse(written)) return undefined
  const url = new URL(written)
  return /^https?:$/.test(url.protocol) && !url.username && !url.password ? url.href : undefined
}

interface Looking {
  readonly id: number
  readonly form: Form
  readonly fetchRules: FetchRules
}

async function seenThere(c: Handler, { id, form, fetchRules }: Looking): Promise<string> {
  if (form.deed !== 'look') return form.seen ?? ''
  const address = await profileToLookAt(c.var.deps.db, c.var.actor, id)
  const page = address ? await fetchPage(address, fetchRules) : undefined
  return page && 'bytes' in page ? Buffer.from(page.bytes).toString('utf8') : ''
}

async function showAsking(c: Handler, typed?: Form) {
  const { deps, actor, page } = c.var
  const id = parseWorkId(c.req.param('workId') ?? '')
  const names = id ? await claimableNames(deps.db, actor, id) : []
  const work = id && names.length > 0 && (await workHead(deps.db, actor, id))
  if (!work) return c.notFound()
  if (actor.type === 'guest') return c.redirect(href(routes.login, {}, { back: page.path }), 303)
  const { name: creator = '', profile = '' } = typed ?? {}
  const faults = typed && {
    ...(names.includes(creator) ? {} : { creator: t('Choose which of its names is yours.') }),
    ...(webAddress(profile) ? {} : { profile: t('Write the whole address of your page, from https:// on.') }),
  }
  const sent = { typed: { creator, profile }, faults: faults ?? {} }
  return c.html(render(<AskByProfilePage page={unseen(c)} {...{ work, names, sent }} />), typed ? 422 : 200)
}

async function showCode(c: Handler, code: string, profile: string) {
  const id = parseWorkId(c.req.param('workId') ?? '')
  const work = id && (await workHead(c.var.deps.db, c.var.actor, id))
  if (!work) return c.notFound()
  return c.html(render(<CodePage page={unseen(c)} {...{ work, code, profile }} />))
}

async function showClaims(c: Handler, failed?: { readonly id: number; readonly says: string }) {
  const claims = await profileClaims(c.var.deps.db, c.var.actor)
  if (claims === 'not-allowed') return c.notFound()
  const done = DONE[c.req.query('done') ?? '']
  const page = { ...unseen(c), ...(done ? { notice: { kind: 'ok', text: done() } as const } : {}) }
  return c.html(render(<ClaimsPage page={page} {...{ claims, failed }} />), failed ? 422 : 200)
}

const DONE: Readonly<Record<string, () => string>> = {
  confirmed: () => t('Confirmed: the work is theirs, and both of you are told by mail.'),
  declined: () => t('Declined, and recorded.'),
}

function unseen(c: Handler) {
  c.header('cache-control', 'no-store')
  return { ...c.var.page, robots: false }
}
