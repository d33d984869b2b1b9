import { Hono } from 'hono'
import { may } from '../core/roles.ts'
import { href, routes } from '../routes.ts'
import { type Env, formOf, type Handler } from '../web/app-env.ts'
import { withDone } from '../web/done.ts'
import { render } from '../web/layout.tsx'
import { t } from '../web/say.ts'
import {
  allowAddress,
  forwardClaims,
  looksLikeAddress,
  recordRefusal,
  refusedAddresses,
} from '../works/index.ts'
import { AddressesPage, type AddressField } from './addresses-page.tsx'

type Form = Readonly<Record<string, string>>

/** For the keepers: creators elsewhere, by the addresses they are written to. */
export const addressesRoutes = () =>
  new Hono<Env>()
    .get(routes.claimAddresses, (c) => show(c))

    .post(routes.claimAddresses, async (c) => {
      const form = await formOf(c)
      if (!may(c.var.actor, 'record-permission')) return c.notFound()
      if (form.deed === 'allow') return allow(c, form.address ?? '')
      return form.deed === 'forward' ? forward(c, form) : block(c, form)
    })

async function show(c: Handler, sent: { typed: Form; faults: Partial<Record<AddressField, string>> } = NONE) {
  const { deps, actor } = c.var
  if (!may(actor, 'record-permission')) return c.notFound()
  const page = withDone(c.var.page, c.req.query('done'), DONE)
  const refused = await refusedAddresses(deps.db, actor)
  c.header('cache-control', 'no-store')
  return c.html(render(<AddressesPage page={page} {...{ refused, sent }} />), sent === NONE ? 200 : 422)
}

const NONE = { typed: {}, faults: {} }

const DONE = {
  blocked: () => t('Nothing under that address is brought here any more.'),
  allowed: () => t('That address may be written to again.'),
  forwarded: () => t('A new letter is on its way to the other address.'),
}

const done = (c: Handler, what: keyof typeof DONE) =>
  c.redirect(href(routes.claimAddresses, {}, { done: what }), 303)

const NO_ADDRESS = (): string => t('That is not an e-mail address: it has a name, an @ and a domain.')

async function block(c: Handler, form: Form) {
  const { deps, actor } = c.var
  const address = (form.address ?? '').trim()
  if (!looksLikeAddress(address)) return show(c, { typed: form, faults: { address: NO_ADDRESS() } })
  await recordRefusal(deps.db, actor, address, deps.now())
  return done(c, 'blocked')
}

async function allow(c: Handler, address: string) {
  const { deps, actor } = c.var
  return (await allowAddress(deps.db, actor, address)) ? done(c, 'allowed') : c.notFound()
}

async function forward(c: Handler, form: Form) {
  const { deps, actor, page } = c.var
  const [from, to] = [form.from ?? '', form.to ?? ''].map((one) => one.trim())
  if (!from || !to || !looksLikeAddress(to)) return show(c, { typed: form, faults: { to: NO_ADDRESS() } })
  if (actor.type === 'guest') return c.notFound()
  const sending = { from, to, archive: page.archive, baseUrl: deps.baseUrl }
  const many = await forwardClaims(deps.db, actor, sending)
  if (many === 0) {
    const says = t('No work waits for an answer from that address.')
    return show(c, { typed: form, faults: { from: says } })
  }
  return done(c, 'forwarded')
}
