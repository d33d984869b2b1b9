import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Visitor, visitor } from '../../../test/visitor.ts'
import { BASE_URL, makeWorld, NOW, type World } from '../../../test/world.ts'

/** An authenticator of our own, which does what a stolen or a copied one could. */
interface Authenticator {
  readonly id: string
  readonly key: KeyObject
}

let world: World
beforeAll(async () => {
  world = await makeWorld('sample')
})
afterAll(() => world.end())

const PASSKEY = '/users/login/passkey'
const sha256 = (bytes: string | Buffer): Buffer => createHash('sha256').update(bytes).digest()
const base64url = (bytes: string | Buffer): string => Buffer.from(bytes).toString('base64url')

/** An account whose passkey was used six times. */
async function withPasskey(name: string): Promise<Authenticator> {
  const { id } = await world.person(name)
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const place = (label: number, value: string) =>
    Buffer.concat([Buffer.from([label, 0x58, 0x20]), Buffer.from(value, 'base64url')])
  // COSE: a key on a curve, ES256, P-256, and its two numbers.
  const cose = Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01]),
    place(0x21, x),
    place(0x22, y),
  ])
  const credential = base64url(`credential of ${name}`)
  await world.pool.query(
    `insert into passkeys (person_id, name, made_at, credential_id, public_key, counter, transports)
     values ($1, 'my phone', $2, $3, $4, 6, '{}')`,
    [id, NOW, credential, cose],
  )
  return { id: credential, key: privateKey }
}

interface Said {
  readonly counter: number
  readonly origin?: string
  readonly verified?: boolean
}

const asked = async (at: Visitor): Promise<string> =>
  ((await (await at.get(PASSKEY)).json()) as { challenge: string }).challenge

function answerTo(challenge: string, { id, key }: Authenticator, said: Said): string {
  const { counter, origin = BASE_URL, verified = true } = said
  const count = Buffer.alloc(4)
  count.writeUInt32BE(counter)
  const data = Buffer.concat([sha256('archive.test'), Buffer.from([verified ? 0x05 : 0x01]), count])
  const client = Buffer.from(JSON.stringify({ type: 'webauthn.get', challenge, origin }))
  const signature = sign('sha256', Buffer.concat([data, sha256(client)]), key)
  const response = {
    clientDataJSON: base64url(client),
    authenticatorData: base64url(data),
    signature: base64url(signature),
  }
  return JSON.stringify({ id, rawId: id, type: 'public-key', clientExtensionResults: {}, response })
}

async function show(authenticator: Authenticator, said: Said): Promise<number> {
  const at = visitor(world)
  const answer = answerTo(await asked(at), authenticator, said)
  return (await at.post(PASSKEY, { answer })).status
}

test('[A-13] an answer that was taken opens nothing a second time, in this browser or another', async () => {
  const authenticator = await withPasskey('once_only')
  const at = visitor(world)
  const answer = answerTo(await asked(at), authenticator, { counter: 7 })
  const cookies = new Map(at.cookies)
  expect((await at.post(PASSKEY, { answer })).status).toBe(303)
  expect(await at.isIn()).toBe(true)
  const thief = visitor(world)
  for (const [name, value] of cookies) thief.cookies.set(name, value)
  expect((await thief.post(PASSKEY, { answer })).status).toBe(422)
  expect(await thief.isIn()).toBe(false)
})

test('[A-13] [A-39] of fifty at once with one answer, one is let in', async () => {
  const authenticator = await withPasskey('many_at_once')
  const at = visitor(world)
  const answer = answerTo(await asked(at), authenticator, { counter: 7 })
  const others = Array.from({ length: 50 }, () => {
    const one = visitor(world)
    for (const [name, value] of at.cookies) one.cookies.set(name, value)
    return one
  })
  const statuses = await Promise.all(others.map(async (one) => (await one.post(PASSKEY, { answer })).status))
  expect(statuses.filter((status) => status === 303)).toHaveLength(1)
  expect(statuses.filter((status) => status === 422)).toHaveLength(49)
})

test('[A-13] a count that stands still or goes back is a copy’s: it opens nothing, and the key itself still does', async () => {
  const authenticator = await withPasskey('counted')
  expect(await show(authenticator, { counter: 9 })).toBe(303)
  expect(await show(authenticator, { counter: 9 })).toBe(422)
  expect(await show(authenticator, { counter: 7 })).toBe(422)
  expect(await show(authenticator, { counter: 0 })).toBe(422)
  expect(await show(authenticator, { counter: 10 })).toBe(303)
})

test('an answer given to another site, to another browser, or without its owner opens nothing', async () => {
  const authenticator = await withPasskey('phished')
  expect(await show(authenticator, { counter: 7, origin: 'http://archive.test.evil.example' })).toBe(422)
  expect(await show(authenticator, { counter: 7, verified: false })).toBe(422)
  const [here, there] = [visitor(world), visitor(world)]
  const answer = answerTo(await asked(here), authenticator, { counter: 7 })
  await asked(there)
  expect((await there.post(PASSKEY, { answer })).status).toBe(422)
  const forged = await withPasskey('forger')
  expect(await show({ ...forged, id: authenticator.id }, { counter: 7 })).toBe(422)
  expect(await show(authenticator, { counter: 7 })).toBe(303)
})

test('[A-03] the passkey of somebody banned opens nothing', async () => {
  const authenticator = await withPasskey('shut_out')
  await world.pool.query("update people set standing = 'banned' where name = 'shut_out'")
  expect(await show(authenticator, { counter: 7 })).toBe(422)
})
