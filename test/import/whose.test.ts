import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Member } from '../../src/core/actor.ts'
import { href, routes } from '../../src/routes.ts'
import { makeWorld, type World } from '../world.ts'
import { download } from './downloads.ts'
import { brought, recordOf } from './importing.ts'

let world: World
let keeper: Member
let workId: number
beforeAll(async () => {
  world = await makeWorld()
  await world.person('owner', 'owner')
  await world.person('passer_by')
  keeper = await world.person('keeper', 'member', ['quill'])
  const file = download({
    id: 5,
    title: 'Thornlight Vigil',
    by: '<a rel="author" href="/users/moth/pseuds/moth">moth</a>',
    summary: '<p>A quennelwort blooms.</p>',
    rows: {
      Fandom: '<a href="x">Secret Fandom</a>',
      'Additional Tags': '<a href="x">Uncommon Quennelwort</a>',
      Series: 'Part 2 of <a href="https://archiveofourown.org/series/9">The Vigils</a>',
    },
  })
  workId = (await brought(world, keeper, file)).workId
})
afterAll(() => world.end())

const OTHERS = [null, 'passer_by', 'owner'] as const

const pages = [
  routes.home,
  routes.works,
  href(routes.works, {}, { q: 'quennelwort' }),
  routes.media,
  href(routes.tag, { name: 'Secret Fandom' }),
  href(routes.tagWorks, { name: 'Secret Fandom' }),
  href(routes.tagWorks, { name: 'Uncommon Quennelwort' }),
  href(routes.creator, { name: 'moth' }),
  href(routes.user, { name: 'keeper' }),
  href(routes.userWorks, { name: 'keeper' }),
  '/series/1',
]

test.each(OTHERS)('a kept copy is on no list, count, tag or search that %s sees', async (who) => {
  for (const page of pages) {
    const response = await world.get(page, who)
    const text = await response.text()
    expect([page, text.includes('Thornlight')]).toEqual([page, false])
    if (response.status === 200 && page !== routes.works) expect(text).not.toContain(`/works/${workId}`)
  }
})

test.each(OTHERS)('a kept copy has no page, chapter or download for %s', async (who) => {
  for (const page of [
    `/works/${workId}`,
    `/works/${workId}/navigate`,
    `/downloads/${workId}/x.epub`,
    `/downloads/${workId}/x.html`,
  ])
    expect([page, (await world.get(page, who)).status]).toEqual([page, 404])
})

test('the keeper reads their copy and finds it in their library alone', async () => {
  expect((await world.get(`/works/${workId}`, 'keeper')).status).toBe(200)
  expect((await world.get(`/downloads/${workId}/x.epub`, 'keeper')).status).toBe(200)
  const library = await (await world.get(href(routes.library, { name: 'keeper' }), 'keeper')).text()
  expect(library).toContain('Thornlight Vigil')
  expect(await (await world.get(routes.works, 'keeper')).text()).not.toContain('Thornlight')
  for (const who of OTHERS) {
    const theirs = await world.get(href(routes.library, { name: 'keeper' }), who)
    expect([who, (await theirs.text()).includes('Thornlight')]).toEqual([who, false])
  }
})

test('a kept copy is signed with a name, never with the account of somebody here who has the same', async () => {
  await world.person('moth')
  const again = await brought(
    world,
    keeper,
    download({ id: 6, by: '<a href="/users/moth/pseuds/moth">moth</a>' }),
  )
  const record = await recordOf(world, keeper, again.workId)
  expect(record.creators).toEqual(['moth'])
  const page = await (await world.get(`/works/${again.workId}`, 'keeper')).text()
  expect(page).toContain(href(routes.creator, { name: 'moth' }))
  expect(await (await world.get('/users/moth/works', 'keeper')).text()).not.toContain(
    `/works/${again.workId}"`,
  )
})

test('a file signed with a pen name of the person is posted when they bring it by name; another is kept', async () => {
  const own = await brought(world, keeper, download({ id: 10, by: '<a href="/x">Quill</a>' }), 'by-name')
  const both = await brought(
    world,
    keeper,
    download({ id: 11, by: '<a href="/x">moth</a>, <a href="/y">quill (keeper)</a>' }),
    'by-name',
  )
  const alien = await brought(
    world,
    keeper,
    download({ id: 12, by: '<a href="/x">quill (moth)</a>' }),
    'by-name',
  )
  const other = await brought(world, keeper, download({ id: 13, by: '<a href="/x">moth</a>' }), 'by-name')
  expect([own.audience, both.audience, alien.audience, other.audience]).toEqual([
    'public',
    'public',
    'kept',
    'kept',
  ])
  expect((await world.get(`/works/${own.workId}`)).status).toBe(200)
  expect(await (await world.get(href(routes.user, { name: 'keeper' }))).text()).toContain(
    `/works/${own.workId}`,
  )
})

test('what a person says they wrote is posted, whatever name is on it, and the name becomes a pen name of theirs', async () => {
  const file = download({ id: 14, title: 'Signed elsewhere', by: '<a href="/x">Gossamer</a>' })
  const posted = await brought(world, keeper, file, 'mine')
  expect(posted.audience).toBe('public')
  expect((await recordOf(world, keeper, posted.workId)).creators).toEqual(['Gossamer (keeper)'])
  expect(await (await world.get(routes.works)).text()).toContain('Signed elsewhere')
})

test('an anonymous work that is posted names nobody, and is its creator’s still', async () => {
  const file = download({ id: 15, title: 'By nobody', by: 'Anonymous' })
  const posted = await brought(world, keeper, file, 'mine')
  const page = await (await world.get(`/works/${posted.workId}`)).text()
  expect(page).toContain('Anonymous')
  expect(page).not.toMatch(/keeper|quill/i)
  const epub = await (await world.get(`/downloads/${posted.workId}/x.html`)).text()
  expect(epub).not.toMatch(/keeper|quill/i)
  expect((await recordOf(world, keeper, posted.workId)).anonymous).toBe(true)
})

test('works of one kept series stand together at their places, apart from the series of others', async () => {
  const vigil = (id: number, place: number) =>
    download({
      id,
      title: `Vigil ${place}`,
      rows: { Series: `Part ${place} of <a href="https://archiveofourown.org/series/90">Ninety</a>` },
    })
  for (const [id, place] of [
    [93, 3],
    [91, 1],
    [92, 2],
  ] as const)
    await brought(world, keeper, vigil(id, place))
  const passer = await world.known('passer_by')
  await brought(world, passer, vigil(91, 1))
  const rows = await world.db
    .selectFrom('series')
    .innerJoin('series_works', 'series_works.series_id', 'series.id')
    .select(['series.person_id', 'series.kept', 'series_works.position'])
    .where('series.title', '=', 'Ninety')
    .orderBy('series.id')
    .orderBy('series_works.position')
    .execute()
  expect(rows.map(({ person_id, kept, position }) => [person_id, kept, position])).toEqual([
    [keeper.id, true, 1],
    [keeper.id, true, 2],
    [keeper.id, true, 3],
    [passer.id, true, 1],
  ])
})

test('related works are kept with their relation, and one that lives here is linked', async () => {
  const source = await brought(world, keeper, download({ id: 20, title: 'The Source' }), 'mine')
  const file = download({
    id: 21,
    preface: `<ul class="associations"><li>Inspired by <a href="http://archive.test/works/${source.workId}">The Source</a> by <a rel="author" href="/users/x">x</a></li><li>A translation of <a href="https://archiveofourown.org/works/77">Other</a> by <a rel="author" href="/users/y">y</a></li></ul>`,
  })
  const { workId: id } = await brought(world, keeper, file)
  expect((await recordOf(world, keeper, id)).relatedWorks).toMatchObject([
    { relation: 'inspired-by', title: 'The Source' },
    {
      relation: 'translation-of',
      title: 'Other',
      creators: ['y'],
      url: 'https://archiveofourown.org/works/77',
    },
  ])
  expect(await (await world.get(`/works/${id}`, 'keeper')).text()).toContain(`/works/${source.workId}`)
  expect(await (await world.get(`/works/${source.workId}`)).text()).not.toContain(`/works/${id}`)
})
