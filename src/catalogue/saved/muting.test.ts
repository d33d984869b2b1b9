import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { idOf, plain, titlesIn } from '../../../test/sample.ts'
import { makeWorld, NOW, type World } from '../../../test/world.ts'
import { mute, ownPenNames, unlinkPenName } from '../../accounts/index.ts'

let world: World
/** The same archive again, without what the muted person openly signed. */
let twin: World
const MUTED = 'writer'
const READER = 'reader'
const OPENLY = `select work_id from creatorships join pen_names on pen_names.id = pen_name_id
  join people on people.id = person_id join works on works.id = work_id
  where people.name = '${MUTED}' and not unlinked and disclosure = 'open'`

beforeAll(async () => {
  ;[world, twin] = await Promise.all([made(), made()])
  await twin.pool.query(
    `update works set audience = 'kept', person_id = (select id from people where name = 'moderator') where id in (${OPENLY})`,
  )
})
afterAll(async () => {
  await world.end()
  await twin.end()
})
beforeEach(async () => {
  await world.pool.query('truncate mutes')
  await mute(world.db, await world.known(READER), await world.known(MUTED), NOW)
})

async function made(): Promise<World> {
  const one = await makeWorld('sample')
  const by = await one.known(MUTED)
  const hudson = await one.known('mrs_hudson_rents')
  const series = [{ title: 'A Row of Both', position: 1 }]
  await one.work(by, { title: 'Whose Is It', fandoms: ['Emma'] })
  await one.pool.query("update works set disclosure = 'anonymous' where title = 'Whose Is It'")
  await one.work(by, { title: 'Only Theirs', fandoms: ['Qzonly'], series })
  await one.work(hudson, { title: 'By Another', fandoms: ['Emma'] })
  await one.pool.query(
    "insert into series_works (series_id, work_id, position, place) select series.id, works.id, 2, 1 from series, works where series.title = 'A Row of Both' and works.title = 'By Another'",
  )
  return one
}

const LISTS = [
  '/works',
  '/works?sort=title&page=2',
  '/works?q=door',
  '/works?tag=Fluff',
  '/works?facet=fandom',
  '/works.atom',
  '/api/v1/works',
  '/media',
  '/languages',
  '/tags/Emma',
  '/tags/Emma/works',
  '/languages/en/works',
  '/users/mrs_hudson_rents',
  '/users/mrs_hudson_rents/series',
  '/users/mrs_hudson_rents/works',
  '/users/mrs_hudson_rents/pseuds',
  '/works/search',
  '/autocomplete/tag?term=Qz',
  '/autocomplete/tag?term=E',
  '/autocomplete/fandom?term=Em',
  '/autocomplete/character?term=e&within=Emma',
  '/autocomplete/pseud?term=mrs',
  '/tags/search?name=Qz',
  '/tags/search?kind=fandom&sort=uses',
  '/tags/search?name=e&status=neither',
  '/tags/Qzonli',
  '/works?tag=Qzonli',
  '/people/search?name=mrs*',
  '/people/search?fandom=Emma',
  '/people/search?any=Emma&page=2',
  '/api/v1/tags?name=Qz',
  '/api/v1/tags?kind=fandom&sort=uses',
  '/api/v1/tags/fandom/Emma',
]

/** What is read, without what the list says of the reader's own choices. */
const seen = async (of: World, path: string, who: string | null): Promise<string> => {
  const html = await (await of.get(path, who)).text()
  const bare = html
    .replace(/<ul class="reader-line".*?<\/ul>/gs, '')
    .replace(
      /<link rel="alternate".*?>|value="[^"]*"|name="csrf"[^>]*>|\/(?:works|chapters|series)\/\d+|id="\w+_\d+"|"(?:id|csrf)":\d+|work-\d+/g,
      '',
    )
    .replace(/<(?:updated|id)>[^<]*<\/(?:updated|id)>/g, '')
  return plain(bare)
}

test.each(LISTS)(
  '[U-017] for whoever mutes, %s is as it would be without that person’s works',
  async (path) => {
    expect(await seen(world, path, READER)).toBe(await seen(twin, path, READER))
  },
)

test('what is compared is there to be compared', async () => {
  const paths = ['/works', '/works.atom', '/media', '/languages', '/works?facet=fandom', '/tags/Qzonli']
  const more = [
    '/autocomplete/tag?term=Qz',
    '/tags/search?name=Qz',
    '/people/search?fandom=Emma',
    '/api/v1/tags?name=Qz',
  ]
  for (const path of [...paths, ...more])
    expect(await seen(world, path, READER), path).not.toBe(await seen(world, path, 'mrs_hudson_rents'))
})

test.each(LISTS)('[U-017] for everybody else, %s is as it was', async (path) => {
  for (const who of ['mrs_hudson_rents', null]) {
    const muted = await seen(world, path, who)
    await world.pool.query('truncate mutes')
    expect(await seen(world, path, who)).toBe(muted)
    await mute(world.db, await world.known(READER), await world.known(MUTED), NOW)
  }
})

test('[U-017] their series is without their works; alone in it, it opens by its address and is in no list', async () => {
  const { rows } = await world.pool.query("select id from series where title = 'A Row of Both'")
  const html = await (await world.get(`/series/${rows[0].id}`, READER)).text()
  expect(titlesIn(html)).toEqual(['By Another'])
  expect(titlesIn(await (await world.get(`/series/${rows[0].id}`)).text())).toEqual([
    'Only Theirs',
    'By Another',
  ])
})

test('[A-31] muting and unmuting hold from the next request', async () => {
  const works = async (): Promise<string[]> =>
    titlesIn(await (await world.get('/works?tag=Qzonly', READER)).text())
  expect(await works()).toEqual([])
  await world.post(`/users/${READER}/muted/users`, { remove: MUTED }, READER)
  expect(await works()).toEqual(['Only Theirs'])
  await world.post(`/users/${READER}/muted/users`, { add: MUTED }, READER)
  expect(await works()).toEqual([])
})

test('[A-30] an anonymous work and one of an unlinked pen name stay: muting does not tell whose they are', async () => {
  expect(titlesIn(await (await world.get('/works?title=Whose', READER)).text())).toEqual(['Whose Is It'])
  const muted = await world.known(MUTED)
  await world.work(muted, { title: 'Signed Apart', creators: ['third_draft'] })
  const found = async (): Promise<string[]> =>
    titlesIn(await (await world.get('/works?title=Apart', READER)).text())
  expect(await found()).toEqual([])
  const pen = (await ownPenNames(world.db, muted)).find(({ name }) => name === 'third_draft')
  if (!pen) throw new Error('the muted person has no such pen name')
  expect(await unlinkPenName(world.db, muted, pen.id)).toBe('unlinked')
  expect(await found()).toEqual(['Signed Apart'])
})

test('their pages open by address, with a note and the way back', async () => {
  const id = await idOf(world, 'Only Theirs')
  expect((await world.get(`/works/${id}`, READER)).status).toBe(200)
  const html = await (await world.get(`/users/${MUTED}`, READER)).text()
  expect(plain(html)).toContain(`You have muted ${MUTED}.`)
  expect(plain(html)).toContain('is not shown to you')
  const list = await (await world.get(`/users/${READER}/muted/users`, READER)).text()
  expect(list).toContain(`value="${MUTED}"`)
  expect(plain(await (await world.get(`/users/${READER}/hidden`, READER)).text())).toContain(MUTED)
})

test('[U-017] whom a reader mutes is offered to them by no name, and found by none', async () => {
  const offered = async (who: string): Promise<string> =>
    (await world.get('/autocomplete/pseud?term=writ', who)).text()
  const found = async (who: string | null): Promise<string> =>
    plain(await (await world.get('/people/search?name=writer', who)).text())
  expect(await offered('mrs_hudson_rents')).toContain('writer')
  expect(await found('mrs_hudson_rents')).toContain('1 name found')
  expect(await found(null)).toContain('1 name found')
  expect(await offered(READER)).toBe('[]')
  expect(await found(READER)).toContain('Nobody found')
})

test('[A-30] an unlinked pen name is found whoever is muted: muting does not tell whose it is', async () => {
  const found = async (who: string): Promise<string> =>
    plain(await (await world.get('/people/search?name=third_draft', who)).text())
  const { rows } = await world.pool.query("select unlinked from pen_names where name = 'third_draft'")
  expect(rows).toEqual([{ unlinked: true }])
  const seen = /\d name.*works?/.exec(await found('mrs_hudson_rents'))?.[0]
  expect(seen).toBeDefined()
  expect(/\d name.*works?/.exec(await found(READER))?.[0]).toBe(seen)
})

test('who finds what is asked in one place: reader-in.ts', () => {
  const folder = join(import.meta.dirname, '../names')
  const asking = readdirSync(folder)
    .filter((file) => !file.includes('.test.'))
    .filter((file) => /\b(?:listedFor|classesListedFor)\(/.test(readFileSync(join(folder, file), 'utf8')))
  // Names of elsewhere open by their address, and what is kept for all readers alike is kept for those who hide nothing.
  expect(asking).toEqual(['creator-view.ts', 'fandoms.ts'])
})
