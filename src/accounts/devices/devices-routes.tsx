import { Hono } from 'hono'
import { parseDeviceKeyId } from '../../core/ids.ts'
import { href, routes } from '../../routes.ts'
import { type Env, formOf, type Handler } from '../../web/app-env.ts'
import { render } from '../../web/layout.tsx'
import { t } from '../../web/say.ts'
import { changingOf, freshSession, noticeOf } from '../security/asking-routes.ts'
import type { Session } from '../security/sessions.ts'
import { DeviceKeyPage } from './device-key-page.tsx'
import { DEVICE_USES, deviceKeys, type KeyRefusal, LONGEST_LABEL, MOST_KEYS } from './device-keys.ts'
import { type DevicesForm, DevicesPage } from './devices-page.tsx'
import { addDeviceKey, dropDeviceKey, dropDeviceKeys } from './keep-device-keys.ts'
import { feedAsked } from './personal-feed.ts'

/** Keys for e-readers, feed readers and KOReader, for their person alone. */
export const devicesRoutes = () =>
  new Hono<Env>()
    .get(routes.devices, async (c) => {
      const session = await freshSession(c)
      if (session instanceof Response) return session
      const { use, feed } = c.req.query()
      return showDevices(c, session, typedIn({ use: use ?? '', feed: feed ?? '' }))
    })

    .post(routes.devices, async (c) => {
      const session = await freshSession(c, routes.devices)
      if (session instanceof Response) return session
      const form = await formOf(c)
      if (form.end) return endKeys(c, session, form.end)
      const typed = typedIn(form)
      const { label, use, feed } = typed
      const made = await addDeviceKey(c.var.deps.db, changingOf(c), session.member.id, { label, use })
      if (typeof made === 'string') return showDevices(c, session, typed, made)
      const shown = { label, use, feed, key: made.key, name: session.member.name }
      return c.html(render(<DeviceKeyPage page={c.var.page} base={c.var.deps.baseUrl} made={shown} />))
    })

const typedIn = ({ label = '', use = '', feed = '' }: Readonly<Record<string, string>>): DevicesForm => ({
  ...{ label, feed: feedAsked(feed) },
  use: DEVICE_USES.find((one) => one === use) ?? (feed ? 'feeds' : 'catalogue'),
})

async function endKeys(c: Handler, { member }: Session, end: string): Promise<Response> {
  const { db } = c.var.deps
  const id = parseDeviceKeyId(end)
  if (end === 'all') await dropDeviceKeys(db, changingOf(c), member.id)
  else if (id) await dropDeviceKey(db, changingOf(c), member.id, id)
  const said = end === 'all' ? 'keys-ended' : 'key-ended'
  return c.redirect(href(routes.devices, {}, { said }), 303)
}

const REFUSALS: Readonly<Record<KeyRefusal, () => string>> = {
  'no-label': () => t('Give the device a name, so that you know it again.'),
  'label-too-long': () => t('At most {n, number} characters, please.', { n: LONGEST_LABEL }),
  'too-many': () =>
    t(
      'There are as many keys as an account may have: {n}. End one that is not used any more, then make this one.',
      { n: MOST_KEYS },
    ),
}

async function showDevices(c: Handler, { member }: Session, typed: DevicesForm, refusal?: KeyRefusal) {
  const keys = await deviceKeys(c.var.deps.db, member.id)
  const page = { ...c.var.page, ...noticeOf(c) }
  const fault = refusal && REFUSALS[refusal]()
  return c.html(
    render(<DevicesPage page={page} keys={keys} typed={typed} fault={fault} />),
    fault ? 422 : 200,
  )
}
