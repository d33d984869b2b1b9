import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routeCases } from '../../../test/route-cases.ts'
import { BASE_URL, makeWorld, NOW, type World } from '../../../test/world.ts'
import type { PersonId } from '../../core/ids.ts'
import { inTransaction } from '../../storage/transaction.ts'
import { type DeviceUse, deviceKeys, MOST_KEYS, makeDeviceKey, personOfKey } from './device-keys.ts'

let world: World
let ana: PersonId
beforeAll(async () => {
  world = await makeWorld('sample')
  ana = (await world.person('ana')).id
})
afterAll(() => world.end())

const DEVICES = '/settings/devices'
const toLogin = `/users/login?back=${encodeURIComponent(DEVICES)}`
const long = 'x'.repeat(101)

routeCases(
  () => world,
  [
    { case: 'GET devices guest', path: DEVICES, status: 303, leads: toLogin },
    { case: 'GET devices member', path: DEVICES, status: 200, says: ['Make a key', 'name="label"'] },
    {
      case: 'GET devices member',
      path: `${DEVICES}?feed=/tags/Fluff/works.atom`,
      status: 200,
      says: ['name="feed" value="/tags/Fluff/works.atom"', 'value="feeds" checked'],
    },
    {
      case: 'GET devices member',
      path: `${DEVICES}?feed=//evil.example/x.atom`,
      status: 200,
      says: ['name="feed" value="/works.atom"'],
    },
    { case: 'GET devices owner', path: DEVICES, status: 200 },
    { case: 'POST devices guest', path: DEVICES, form: { label: 'x' }, status: 303, leads: toLogin },
    {
      case: 'POST devices member',
      path: DEVICES,
      form: { use: 'progress', label: ' ' },
      status: 422,
      says: [
        'Give the device a name',
        'value="progress" checked',
        'aria-describedby="f-label-hint f-label-fault"',
      ],
    },
    {
      case: 'POST devices member',
      path: DEVICES,
      form: { use: 'nothing', label: long },
      status: 422,
      says: [long, 'At most 100 characters', 'value="catalogue" checked'],
    },
    {
      case: 'POST devices owner',
      path: DEVICES,
      form: { end: '999' },
      status: 303,
      leads: `${DEVICES}?said=key-ended`,
    },
  ],
)

const make = async (use: DeviceUse, person = ana, label: string = use): Promise<string> => {
  const made = await inTransaction(world.db, (trx) => makeDeviceKey(trx, person, { use, label, now: NOW }))
  if (typeof made === 'string') throw new Error(made)
  return made.key
}
const whose = async (use: DeviceUse, key: string, name?: string) =>
  (await personOfKey(world.db, { use, key, ...(name === undefined ? {} : { name }), now: NOW }))?.name

describe('a key for a device', () => {
  test('opens its own kind of door, for the name it was made for, and no other', async () => {
    const [catalogue, feeds] = [await make('catalogue'), await make('feeds')]
    expect(await whose('catalogue', catalogue, 'ANA')).toBe('ana')
    expect(await whose('catalogue', catalogue, 'ana@example.org')).toBe('ana')
    expect(await whose('feeds', feeds)).toBe('ana')
    expect(await whose('catalogue', catalogue, 'reader')).toBeUndefined()
    expect(await whose('feeds', catalogue)).toBeUndefined()
    expect(await whose('progress', catalogue, 'ana')).toBeUndefined()
    expect(await whose('catalogue', feeds, 'ana')).toBeUndefined()
    expect(await whose('feeds', feeds.toLowerCase())).toBeUndefined()
    for (const wrong of ['', 'x', `${catalogue}x`, catalogue.slice(1), '\u0000', '’; --'])
      expect(await whose('catalogue', wrong, 'ana'), wrong).toBeUndefined()
  })

  test('is taken as it is copied: in groups, with a capital; by KOReader as the MD5 of what was typed', async () => {
    const key = await make('catalogue')
    expect(key).toMatch(/^[a-km-np-z2-9]{16}$/)
    const grouped = key.replace(/.{4}(?=.)/g, '$&-')
    expect(await whose('catalogue', grouped.toUpperCase(), 'ana')).toBe('ana')
    const typed = await make('progress')
    const sent = createHash('md5').update(typed).digest('hex')
    expect(await whose('progress', sent, 'ana')).toBe('ana')
    expect(await whose('progress', typed, 'ana')).toBeUndefined()
  })

  test('is not kept: what lies in the database opens nothing', async () => {
    const key = await make('feeds')
    const { rows } = await world.pool.query<{ all: string }>(
      "select string_agg(device_keys::text || encode(key_hash, 'base64') || encode(key_hash, 'hex'), '') as all from device_keys",
    )
    expect(rows[0]?.all).not.toContain(key)
  })

  test('carries no office: a keeper’s program reads as a member', async () => {
    const keeper = await world.known('moderator')
    const key = await make('catalogue', keeper.id)
    const found = await personOfKey(world.db, { use: 'catalogue', key, name: 'moderator', now: NOW })
    expect([keeper.role, found?.role]).toEqual(['owner', 'member'])
  })

  test('of somebody banned opens nothing, of somebody suspended what they may read', async () => {
    const { id } = await world.person('judged')
    const key = await make('feeds', id)
    await world.pool.query("update people set standing = 'suspended', suspended_until = $2 where id = $1", [
      id,
      new Date(NOW.getTime() + 1),
    ])
    expect(await whose('feeds', key)).toBe('judged')
    await world.pool.query("update people set standing = 'banned', suspended_until = null where id = $1", [
      id,
    ])
    expect(await whose('feeds', key)).toBeUndefined()
  })

  test('says when it was used last, an hour at most behind', async () => {
    const { id } = await world.person('often')
    const key = await make('feeds', id)
    const used = async () => (await deviceKeys(world.db, id))[0]?.usedAt?.getTime()
    const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000)
    await personOfKey(world.db, { use: 'feeds', key, now: NOW })
    await personOfKey(world.db, { use: 'feeds', key, now: at(59) })
    expect(await used()).toBe(NOW.getTime())
    await personOfKey(world.db, { use: 'feeds', key, now: at(61) })
    expect(await used()).toBe(at(61).getTime())
  })

  test('is one of fifty at most, made one after the other or at once', async () => {
    const { id } = await world.person('collector')
    const many = Array.from({ length: MOST_KEYS + 5 }, (_, at) =>
      inTransaction(world.db, (trx) => makeDeviceKey(trx, id, { use: 'feeds', label: `${at}`, now: NOW })),
    )
    const refused = (await Promise.all(many)).filter((made) => made === 'too-many')
    expect(refused).toHaveLength(5)
  })
})

/** The key as the page shows it: its groups are of one word. */
const shownOn = (html: string): string =>
  [...html.matchAll(/<code dir="ltr">((?:<span>[^<]+<\/span>)+)<\/code>/g)]
    .at(-1)?.[1]
    ?.replace(/<[^>]+>/g, '') ?? ''

describe('the page of keys', () => {
  test('shows a new key once, says where it is typed, tells its person, and ends it', async () => {
    const form = { use: 'catalogue', label: 'the old <Kobo>' }
    const made = await (await world.post(DEVICES, form, 'ana')).text()
    const key = shownOn(made)
    expect(made).toContain('the old &lt;Kobo&gt;')
    for (const said of [`${BASE_URL}/opds/v1.2`, '>ana<', 'shown only this once'])
      expect(made).toContain(said)
    expect(await whose('catalogue', key, 'ana')).toBe('ana')
    const [mail] = (await world.mails('ana@example.org')).slice(-1)
    expect(mail).toMatchObject({ kind: 'device-key-made', subject: 'A new key for a device' })
    expect(mail?.text).toContain(`${BASE_URL}${DEVICES}`)
    expect(mail?.text).not.toContain(key)

    const list = await (await world.get(DEVICES, 'ana')).text()
    expect(list).not.toContain(key)
    const [, end = ''] =
      /name="end" value="(\d+)">End<span class="said"> <bdi>the old &lt;Kobo/.exec(list) ?? []
    // Another's is not theirs to end.
    await world.post(DEVICES, { end }, 'reader')
    expect(await whose('catalogue', key, 'ana')).toBe('ana')
    const ended = await world.post(DEVICES, { end }, 'ana')
    expect(ended.headers.get('location')).toBe(`${DEVICES}?said=key-ended`)
    expect(await whose('catalogue', key, 'ana')).toBeUndefined()
    expect((await world.mails('ana@example.org')).at(-1)?.kind).toBe('device-key-ended')
    const safety = await (await world.get('/settings/security', 'ana')).text()
    expect(safety).toContain('A key for a device was made: the old &lt;Kobo&gt;.')
  })

  test('ends them all at once', async () => {
    const keys = [await make('feeds'), await make('feeds')]
    const answer = await world.post(DEVICES, { end: 'all' }, 'ana')
    expect(answer.headers.get('location')).toBe(`${DEVICES}?said=keys-ended`)
    for (const key of keys) expect(await whose('feeds', key)).toBeUndefined()
    expect(await deviceKeys(world.db, ana)).toEqual([])
    expect((await world.mails('ana@example.org')).at(-1)?.kind).toBe('device-keys-ended')
  })

  test('asks for a fresh proof before it makes or shows anything', async () => {
    await world.person('away')
    await world.cookie('away')
    await world.pool.query(
      "update sessions set proven_at = $2::timestamptz - interval '16 minutes' from people where people.id = person_id and name = $1",
      ['away', NOW],
    )
    for (const answer of [
      await world.get(DEVICES, 'away'),
      await world.post(DEVICES, { use: 'feeds', label: 'x' }, 'away'),
    ])
      expect(answer.headers.get('location')).toBe(`/users/login/again?back=${encodeURIComponent(DEVICES)}`)
  })
})
