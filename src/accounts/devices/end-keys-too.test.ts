import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Visitor, visitor } from '../../../test/visitor.ts'
import { BASE_URL, makeWorld, NOW, SAMPLE_PASSWORD, type World } from '../../../test/world.ts'
import { inTransaction } from '../../storage/transaction.ts'
import { type DeviceUse, makeDeviceKey } from './device-keys.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld('sample')
})
afterAll(() => world.end())

const NEW = 'umbrella stand, three geese'
const RESET = '/users/password/edit'

/** Somebody with an e-reader, KOReader and a feed reader. */
async function withDevices(name: string) {
  const { id } = await world.person(name)
  const make = async (use: DeviceUse): Promise<string> => {
    const made = await inTransaction(world.db, (trx) => makeDeviceKey(trx, id, { use, label: use, now: NOW }))
    return typeof made === 'string' ? made : made.key
  }
  const [catalogue, progress, feeds] = [await make('catalogue'), await make('progress'), await make('feeds')]
  const basic = `Basic ${Buffer.from(`${name}:${catalogue}`).toString('base64')}`
  const md5 = createHash('md5').update(progress).digest('hex')
  const ask = async (path: string, headers: Record<string, string> = {}) =>
    (await world.app.request(BASE_URL + path, { headers: { host: 'archive.test', ...headers } })).status
  /** What the next request of each is answered. */
  const answered = async () => [
    await ask('/opds/v1.2/library', { authorization: basic }),
    await ask('/koreader/users/auth', { 'x-auth-user': name, 'x-auth-key': md5 }),
    await ask(`/users/${name}/library.atom?key=${feeds}`),
  ]
  const at = visitor(world)
  return { answered, at }
}

const GREETED = [200, 200, 200]
const REFUSED = [401, 401, 401]

const mailTo = async (name: string, kind: string): Promise<string> =>
  (await world.mails(`${name}@example.org`)).filter((mail) => mail.kind === kind).at(-1)?.text ?? ''

const ENDED = 'The keys of all devices were ended as well.'
const STAY = 'The keys of devices stay as they are.'
const isTicked = (html: string): boolean => /name="keys" id="f-keys" checked/.test(html)

async function resetOf(at: Visitor, name: string): Promise<string> {
  await at.post('/users/password/new', { email: `${name}@example.org` })
  await world.hear()
  return /edit\?code=(\S+)/.exec(await mailTo(name, 'reset-passphrase'))?.[1] ?? ''
}

describe('[U-008] a passphrase reset by mail', () => {
  test('ends the keys of devices, which is ticked; e-readers are refused at once, and the mail says so', async () => {
    const { at, answered } = await withDevices('resetter')
    expect(await answered()).toEqual(GREETED)
    const code = await resetOf(at, 'resetter')
    expect(isTicked(await (await at.get(`${RESET}?code=${code}`)).text())).toBe(true)
    const done = await at.post(RESET, { code, password: NEW, again: NEW, keys: 'on' })
    expect(done.headers.get('location')).toBe(`${RESET}?keys=ended`)
    expect(await answered()).toEqual(REFUSED)
    const mail = await mailTo('resetter', 'passphrase-reset')
    expect(mail).toContain(ENDED)
    expect(mail).toContain(`${BASE_URL}/settings/devices`)
    expect(await (await at.get(`${RESET}?keys=ended`)).text()).toContain('href="/settings/devices"')
    expect(await (await at.get('/settings/security')).text()).toContain('The keys of all devices were ended.')
  })

  test('keeps them where the tick was taken away, through a fault too, and the mail says that', async () => {
    const { at, answered } = await withDevices('keeper_of_keys')
    const code = await resetOf(at, 'keeper_of_keys')
    const again = await (await at.post(RESET, { code, password: NEW, again: 'three geese' })).text()
    expect([again.includes('name="keys"'), isTicked(again)]).toEqual([true, false])
    const done = await at.post(RESET, { code, password: NEW, again: NEW })
    expect(done.headers.get('location')).toBe(RESET)
    expect(await answered()).toEqual(GREETED)
    expect(await mailTo('keeper_of_keys', 'passphrase-reset')).toContain(STAY)
  })

  test('says nothing of keys to whom has none', async () => {
    await world.person('without')
    const at = visitor(world)
    const code = await resetOf(at, 'without')
    await at.post(RESET, { code, password: NEW, again: NEW, keys: 'on' })
    const mail = await mailTo('without', 'passphrase-reset')
    for (const said of [ENDED, STAY]) expect(mail).not.toContain(said)
  })
})

describe('[U-009] a passphrase changed by who is logged in', () => {
  const path = (name: string) => `/users/${name}/change_password`
  const form = { password: SAMPLE_PASSWORD, new_password: NEW, again: NEW }

  test('asks whether keys end, ticked, and ends them at once', async () => {
    const { at, answered } = await withDevices('changes')
    await at.logIn('changes')
    expect(isTicked(await (await at.get(path('changes'))).text())).toBe(true)
    const done = await at.post(path('changes'), { ...form, keys: 'on' })
    expect(done.headers.get('location')).toBe('/settings/security?said=passphrase-and-keys')
    expect(await answered()).toEqual(REFUSED)
    expect(await mailTo('changes', 'passphrase-changed')).toContain(ENDED)
  })

  test('keeps them without the tick; a form that comes back has it as it was', async () => {
    const { at, answered } = await withDevices('goes_on')
    await at.logIn('goes_on')
    const wrong = await (await at.post(path('goes_on'), { ...form, again: 'no' })).text()
    expect([wrong.includes('name="keys"'), isTicked(wrong)]).toEqual([true, false])
    expect(
      isTicked(await (await at.post(path('goes_on'), { ...form, again: 'no', keys: 'on' })).text()),
    ).toBe(true)
    await at.post(path('goes_on'), form)
    expect(await answered()).toEqual(GREETED)
    expect(await mailTo('goes_on', 'passphrase-changed')).toContain(STAY)
  })

  test('is not asked about keys where there are none', async () => {
    await world.person('no_keys')
    const at = visitor(world)
    await at.logIn('no_keys')
    expect(await (await at.get(path('no_keys'))).text()).not.toContain('name="keys"')
  })
})

describe('logging out everywhere else', () => {
  test('ends the keys with the sessions, which is ticked, and mails that', async () => {
    const { at, answered } = await withDevices('everywhere')
    const elsewhere = visitor(world)
    await at.logIn('everywhere')
    await elsewhere.logIn('everywhere')
    expect(isTicked(await (await at.get('/settings/security')).text())).toBe(true)
    await at.post('/settings/security/sessions', { end: 'others', keys: 'on' })
    expect([await at.isIn(), await elsewhere.isIn()]).toEqual([true, false])
    expect(await answered()).toEqual(REFUSED)
    expect(await mailTo('everywhere', 'device-keys-ended')).toContain('all devices were ended')
  })

  test('or leaves them, and one session ended alone always does', async () => {
    const { at, answered } = await withDevices('here_only')
    const elsewhere = visitor(world)
    await at.logIn('here_only')
    await elsewhere.logIn('here_only')
    await at.post('/settings/security/sessions', { end: '1', keys: 'on' })
    await at.post('/settings/security/sessions', { end: 'others' })
    expect(await elsewhere.isIn()).toBe(false)
    expect(await answered()).toEqual(GREETED)
  })
})
