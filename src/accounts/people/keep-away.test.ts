import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { plain } from '../../../test/sample.ts'
import { makeWorld, NOW, type World } from '../../../test/world.ts'
import type { Member } from '../../core/actor.ts'
import { block, MOST_KEPT_AWAY, mute, standApart, unblock } from './keep-away.ts'
import { keptAway } from './kept-away.ts'

let world: World
let reader: Member
let writer: Member
beforeAll(async () => {
  world = await makeWorld('sample')
  reader = await world.known('reader')
  writer = await world.known('writer')
})
beforeEach(async () => {
  await world.pool.query('truncate blocks, mutes')
})
afterAll(() => world.end())

const page = async (path: string, who: string | null = 'reader'): Promise<string> =>
  (await world.get(path, who)).text()
const BOTH = [
  { list: 'blocked', confirm: 'confirm_block?blocked_id=' },
  { list: 'muted', confirm: 'confirm_mute?muted_id=' },
] as const

test.each(BOTH)(
  '[U-016] nobody keeps themselves or an official account away: $list',
  async ({ list, confirm }) => {
    const at = `/users/reader/${list}/users`
    for (const [name, says] of [
      ['reader', 'That is you.'],
      ['moderator', 'cannot be kept away'],
    ] as const) {
      const step = await world.get(`${at}/${confirm}${name}`, 'reader')
      expect([step.status, await step.text()]).toEqual([422, expect.stringContaining(says)])
      const done = await world.post(at, { add: name }, 'reader')
      expect([done.status, await done.text()]).toEqual([422, expect.stringContaining(says)])
      const dashboard = await page(`/users/${name}`)
      expect(dashboard).not.toContain('confirm_block')
      expect(dashboard).not.toContain('confirm_mute')
    }
    expect(await page('/users/writer')).toContain(confirm)
    const { rows } = await world.pool.query('select from blocks union all select from mutes')
    expect(rows).toHaveLength(0)
  },
)

test('[U-018] the lists are paged, newest first; a moderator reads them with dates and changes nothing', async () => {
  const names = ['quiet_one', 'quiet_two', 'quiet_three', 'quiet_four']
  for (const [at, name] of names.entries()) {
    const other = await world.person(name)
    await block(world.db, reader, other, new Date(NOW.getTime() + at * 60_000))
    await mute(world.db, reader, other, new Date(NOW.getTime() + at * 60_000))
  }
  for (const how of ['block', 'mute'] as const) {
    const first = await keptAway(world.db, reader, { how, name: 'reader', page: 1, perPage: 2 })
    expect(first?.people.map(({ name }) => name)).toEqual(['quiet_four', 'quiet_three'])
    expect(first).toMatchObject({ all: 4, pages: 2, readOnly: false })
    const last = await keptAway(world.db, reader, { how, name: 'reader', page: 9, perPage: 2 })
    expect(last?.people.map(({ name }) => name)).toEqual(['quiet_two', 'quiet_one'])
    expect(await keptAway(world.db, writer, { how, name: 'reader', page: 1 })).toBeUndefined()
  }
  const read = await page('/users/reader/blocked/users', 'moderator')
  expect(plain(read)).toContain('Blocked 22 Nov 2026, 12:03')
  expect(read).not.toContain('<button type="submit" name="remove"')
  const refused = await world.post('/users/reader/blocked/users', { remove: 'quiet_one' }, 'moderator')
  expect(refused.status).toBe(403)
  const { id: blocked } = await world.known('quiet_one')
  expect([...(await standApart(world.db, [reader.id], [blocked]))]).toEqual([blocked])
})

test('the dates of a list are those of the reader’s own time zone', async () => {
  await block(world.db, reader, writer, NOW)
  await world.post('/users/reader/preferences', { timeZone: 'Asia/Tokyo' }, 'reader')
  expect(plain(await page('/users/reader/blocked/users'))).toContain('22 Nov 2026, 21:00')
  await world.post('/users/reader/preferences', { timeZone: 'UTC' }, 'reader')
})

test('twice is once, and holds its date; nothing is there to undo twice', async () => {
  expect(await block(world.db, reader, writer, NOW)).toBe('blocked')
  expect(await block(world.db, reader, writer, new Date(NOW.getTime() + 1e9))).toBe('blocked')
  const list = await keptAway(world.db, reader, { how: 'block', name: 'reader', page: 1 })
  expect(list?.people).toEqual([{ name: 'writer', since: NOW }])
  await unblock(world.db, reader, writer.id)
  await unblock(world.db, reader, writer.id)
  expect([...(await standApart(world.db, [reader.id], [writer.id]))]).toEqual([])
})

test('there is a limit, which two requests at once do not pass', async () => {
  await world.pool.query(
    "insert into people (name, email) select 'many_' || n, 'many_' || n || '@example.org' from generate_series(1, 2005) as n",
  )
  await world.pool.query(
    `insert into blocks (person_id, blocked_id) select $1::int, id from people where name like 'many%' order by id limit ${MOST_KEPT_AWAY - 1}`,
    [reader.id],
  )
  const others = await Promise.all([2003, 2004, 2005].map((n) => world.known(`many_${n}`)))
  const outcomes = await Promise.all(others.map((other) => block(world.db, reader, other, NOW)))
  expect(outcomes.sort()).toEqual(['blocked', 'too-many', 'too-many'])
  const refused = await world.post('/users/reader/blocked/users', { add: 'writer' }, 'reader')
  expect(await refused.text()).toContain('There are 2,000 people in this list')
  expect(plain(await page('/users/reader/blocked/users'))).toContain('Page 1 of 40')
  await world.pool.query("delete from people where name like 'many%'")
})

test('whoever is blocked or muted is told by no page', async () => {
  const paths = [
    '/users/reader',
    '/users/reader/profile',
    '/users/writer',
    '/works',
    '/users/writer/blocked/users',
  ]
  const seen = async () => (await Promise.all(paths.map((path) => page(path, 'writer')))).map(withoutToken)
  const before = await seen()
  await block(world.db, reader, writer, NOW)
  await mute(world.db, reader, writer, NOW)
  expect(await seen()).toEqual(before)
  expect((await world.get('/users/reader/blocked/users', 'writer')).status).toBe(404)
  expect(await world.mails('writer@example.org')).toEqual([])
})
const withoutToken = (html: string): string =>
  html.replace(/(?:name="csrf" value|data-csrf|data-again)="[^"]*"/g, '')

test('a person’s page offers the step, and says afterwards how one stands to them', async () => {
  expect(plain(await page('/users/writer/blocked/users', 'writer'))).toContain('You block nobody.')
  const step = await page('/users/reader/muted/users/confirm_mute?muted_id=writer')
  expect(plain(step)).toContain('What they post without their name stays where it is.')
  await world.post('/users/reader/muted/users', { add: 'writer' }, 'reader')
  for (const path of ['/users/writer', '/users/writer/profile']) {
    const html = await page(path)
    expect(plain(html)).toContain('You have muted writer.')
    expect(html).toMatch(/<button type="submit" name="remove" value="writer">Unmute/)
    expect(plain(await page(path, null))).not.toContain('muted')
  }
  const back = await world.post(
    '/users/reader/muted/users',
    { remove: 'writer', back: '/users/writer' },
    'reader',
  )
  expect(back.headers.get('location')).toBe('/users/writer')
  expect(plain(await page('/users/writer'))).not.toContain('You have muted')
})
