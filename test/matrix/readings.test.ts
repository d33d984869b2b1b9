import { afterAll, beforeAll, expect, test } from 'vitest'
import { readingsOf } from '../../src/library/index.ts'
import { makeWorld, type World } from '../world.ts'
import { canariesIn } from './canaries.ts'
import { lists, type Viewer } from './expected.ts'
import { type Looking, lookingAt } from './looking.ts'
import { type Archive, accountOf, makeArchive } from './works.ts'

/** Whoever has every work there is in their history, marked for later, sees of it what they may see in any list. */
let world: World
let archive: Archive
let looking: Looking
beforeAll(async () => {
  world = await makeWorld()
  archive = await makeArchive(world)
  await world.catalogue.catchUp()
  looking = lookingAt(world, archive)
}, 120_000)
afterAll(() => world.end())

const VIEWERS: readonly Viewer[] = ['member', 'creator', 'moderator', 'owner', 'blocked', 'muter']

test.each(VIEWERS)(
  '[A-29] [A-30] [U-034] %s meets in their history and lists what they may',
  async (viewer) => {
    const name = accountOf(viewer, archive.works[0] ?? { number: 1 }) ?? ''
    const who = await world.known(name)
    await world.pool.query(
      `insert into readings (person_id, work_id, visits, first_at, last_at, at, seen_at, state, state_at)
     select $1, id, 1, now(), now(), now(), now(), 'later', now() from works on conflict do nothing`,
      [who.id],
    )
    const shown = new Set<number>()
    const pages = [1, 2, 3].flatMap((page) => [
      `/users/${name}/readings?page=${page}`,
      `/users/${name}/readings/later?page=${page}`,
    ])
    const asked = [
      'q=qz*',
      'sort=title',
      'sort=creator',
      'facet=fandom',
      'facet=freeform',
      'order=asc',
      'language=en',
    ]
    for (const path of [
      ...pages,
      ...asked.map((one) => `/users/${name}/readings?${one}`),
      '/',
      `/opds/v2/readings/later`,
    ]) {
      const { text } = await looking.look(viewer, { place: 'list', path }, archive.works)
      for (const { work, field } of canariesIn(text)) if (field === 'title') shown.add(work)
    }
    for (const made of archive.works)
      await looking.look(viewer, { place: 'work', path: `/works/${made.id}/reading` }, [made])
    expect(looking.leaks).toEqual([])
    const listed = archive.works.filter(
      (made) => lists(viewer === 'creator' && made.number !== 1 ? 'member' : viewer, made) !== 'nothing',
    )
    expect([...shown].sort((a, b) => a - b)).toEqual(listed.map(({ number }) => number).sort((a, b) => a - b))
    const told = new Set((await readingsOf(world.db, who)).map(({ work }) => work))
    expect(archive.works.filter(({ id }) => told.has(id))).toEqual(listed)
  },
)

test('deleted works are lines without a title, and nothing else is', async () => {
  const { rows } = await world.pool.query<{ name: string }>(
    `select distinct people.name from readings join people on people.id = person_id order by 1`,
  )
  const trashed = archive.works.filter(({ standing }) => standing === 'trashed')
  for (const { name } of rows) {
    const html = await (await world.get(`/users/${name}/readings?order=asc`, name)).text()
    expect(html.match(/<h4 class="heading">Deleted work/g)).toHaveLength(trashed.length)
  }
})
