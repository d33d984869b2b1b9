import { afterAll, beforeAll, expect, test } from 'vitest'
import { plain, titlesIn } from '../../../test/sample.ts'
import { makeWorld, type World } from '../../../test/world.ts'
import type { Member } from '../../core/actor.ts'

let world: World
let anna: Member
beforeAll(async () => {
  world = await makeWorld('empty')
  await world.person('keeper', 'owner')
  anna = await world.person('anna')
  await world.person('bert')
  await world.pool.query(`with canon as (insert into tags (kind, name, name_key, canonical) values ('fandom', 'Sherlock (TV)', 'sherlock (tv)', true) returning id),
    meta as (insert into tags (kind, name, name_key, canonical) values ('fandom', 'All Sherlocks', 'all sherlocks', true) returning id),
    below as (insert into meta_tags (tag_id, meta_id) select canon.id, meta.id from canon, meta)
    insert into tags (kind, name, name_key, synonym_of) select 'fandom', 'BBC Sherlock', 'bbc sherlock', id from canon`)
  for (let n = 1; n <= 6; n++)
    await world.work(anna, {
      title: `Open ${n}`,
      fandoms: ['BBC Sherlock'],
      series: [{ title: `Row ${n}`, position: 1 }],
    })
  await world.work(anna, {
    title: 'Closed',
    audience: 'members',
    fandoms: ['Qzsecret'],
    series: [
      { title: 'Row of Members', position: 1 },
      { title: 'Row 1', position: 2 },
    ],
  })
  const hidden = await world.work(anna, {
    title: 'Nobody’s',
    fandoms: ['Qzanon'],
    series: [{ title: 'Row 6', position: 2 }],
  })
  await world.pool.query("update works set disclosure = 'anonymous' where id = $1", [hidden])
  await world.work(
    anna,
    { title: 'Not Yet', fandoms: ['Qzdraft'], series: [{ title: 'Row of Drafts', position: 1 }] },
    'draft',
  )
})
afterAll(() => world.end())

const page = async (path: string, who: string | null = null): Promise<string> =>
  (await world.get(path, who)).text()
const seriesIn = (html: string): string[] =>
  [...html.matchAll(/<a href="\/series\/\d+"><bdi>([^<]*)<\/bdi><\/a><\/h4>/g)].map(([, title = '']) => title)

test('[U-019] five of each at most, with links to all and true counts; an empty one speaks to its owner otherwise', async () => {
  const guest = await page('/users/anna')
  expect(titlesIn(guest)).toHaveLength(5)
  expect(seriesIn(guest)).toHaveLength(5)
  expect(plain(guest)).toContain('All works (6)')
  expect(guest).toContain('href="/users/anna/works"')
  expect(guest).toContain('href="/users/anna/series"')
  expect(plain(await page('/users/anna', 'bert'))).toContain('All works (7)')
  const own = plain(await page('/users/bert', 'bert'))
  const others = plain(await page('/users/bert'))
  expect(own).toContain('You have not posted anything yet')
  expect(others).not.toContain('You have not')
  expect(others).toContain('When bert posts works, they stand here.')
})

test('[U-021] fandoms are canonical, without what is above them, and lead to this person’s works in them', async () => {
  const html = await page('/users/anna')
  const fandoms = /id="fandoms".*?<\/section>/s.exec(html)?.[0] ?? ''
  expect(plain(fandoms)).toContain('Sherlock (TV)6')
  expect(plain(fandoms)).not.toMatch(/All Sherlocks|BBC/)
  expect(plain(html)).toContain('BBC Sherlock')
  const to = plain(/href="([^"]+)"/.exec(fandoms)?.[1] ?? '')
  expect(to).toMatch(/^\/users\/anna\/works\?tag=fandom/)
  expect(titlesIn(await page(`${to}&complete=yes`)).every((title) => title.startsWith('Open'))).toBe(true)
  expect(titlesIn(await page(to))).toHaveLength(6)
})

test('[U-022] series, their counts and tags come only from what the viewer finds; one with an anonymous work is in no list', async () => {
  for (const [who, count] of [
    [null, 5],
    ['bert', 6],
    ['anna', 6],
  ] as const) {
    const list = await page('/users/anna/series', who)
    expect([who, seriesIn(list).length]).toEqual([who, count])
    expect(list).not.toMatch(/Row 6|Qzanon|Qzdraft|Row of Drafts/)
    expect(list.includes('Row of Members')).toBe(who !== null)
    expect(list.includes('Qzsecret')).toBe(who !== null)
    const first = /id="series_\d+"(?:(?!<\/li>).)*Row 1<.*?<\/li>/s.exec(list)?.[0] ?? ''
    expect(plain(first)).toMatch(who ? /Works2/ : /Works1/)
    const dashboard = await page('/users/anna', who)
    expect(plain(dashboard)).toContain(`All series (${count})`)
    expect(dashboard).not.toMatch(/Qzanon|Qzdraft|Nobody’s|Not Yet/)
  }
  expect(await page('/users/anna')).not.toMatch(/Qzsecret|Closed/)
})

test('a series whose only open name is unlinked is not in the account’s list', async () => {
  const pen = await world.person('carl', 'member', ['Secret Heron'])
  await world.work(pen, {
    title: 'Told Apart',
    creators: ['Secret Heron'],
    series: [{ title: 'Herons', position: 1 }],
  })
  expect(seriesIn(await page('/users/carl/series'))).toEqual(['Herons'])
  await world.pool.query(
    "update pen_names set unlinked = true, code = 'secretheroncode' where name = 'Secret Heron'",
  )
  expect(seriesIn(await page('/users/carl/series'))).toEqual([])
})

test('one’s own says where everything of one’s own is, to nobody else', async () => {
  const own = await page('/users/anna', 'anna')
  for (const at of [
    'works',
    'series',
    'library',
    'filters',
    'hidden',
    'profile/edit',
    'preferences',
    'muted/users',
    'blocked/users',
  ])
    expect(own).toContain(`href="/users/anna/${at}"`)
  for (const link of [...own.matchAll(/<nav class="own-menu".*?<\/nav>/gs)].flatMap(([nav]) => [
    ...nav.matchAll(/href="([^"]+)"/g),
  ]))
    expect([link[1], (await world.get(link[1] ?? '', 'anna')).status]).toEqual([link[1], 200])
  expect(await page('/users/anna', 'bert')).not.toContain('own-menu')
})

test('asks few questions, however much there is', async () => {
  const ask = async (): Promise<number> => {
    let queries = 0
    const before = world.pool.query.bind(world.pool)
    const connect = world.pool.connect.bind(world.pool)
    void before
    world.pool.connect = (async () => {
      const client = await connect()
      queries++
      return client
    }) as typeof world.pool.connect
    await world.get('/users/anna', 'bert')
    world.pool.connect = connect
    return queries
  }
  await ask()
  expect(await ask()).toBeLessThan(25)
})
