import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../src/app.ts'
import { type Catalogue, openCatalogue } from '../src/catalogue/index.ts'
import { BASE_URL, makeWorld, NOW, type World } from './world.ts'

let world: World
let catalogue: Catalogue
let app: World['app']
beforeAll(async () => {
  world = await makeWorld()
  const writer = await world.person('writer', 'owner')
  await world.person('reader')
  await world.work(writer, {
    title: 'For Everyone',
    fandoms: ['The Lighthouse'],
    relationships: ['Keeper/Sea'],
  })
  await world.work(writer, { title: 'For Members', fandoms: ['The Lighthouse'], audience: 'members' })
  await world.work(writer, { title: 'In German', fandoms: ['Der Turm'], language: 'de' })
  const log = pino({ level: 'silent' })
  catalogue = openCatalogue({ db: world.db, dataDir: world.dataDir, log, look: null })
  app = createApp({
    ...{ catalogue, db: world.db, log, dataDir: world.dataDir, baseUrl: BASE_URL },
    ...{ secret: 'a secret of the tests, not of an archive', now: () => NOW },
    ...{ setupKey: 'the-key', folder: world.dataDir, version: '0.0.0' },
  })
})
afterAll(async () => {
  await catalogue.close()
  await world.end()
})

/** As a reader gets it, though nobody told the catalogue to read anything. */
async function page(path: string, as: string | null = null): Promise<string> {
  const headers = { host: 'archive.test', cookie: await world.cookie(as) }
  const response = await app.request(`${BASE_URL}${path}`, { headers })
  expect(response.status, path).toBe(200)
  return response.text()
}

const titlesIn = (html: string): string[] =>
  ['For Everyone', 'For Members', 'In German'].filter((title) => html.includes(title))

const LISTS: readonly [string, string | null, readonly string[]][] = [
  ['/works', null, ['For Everyone', 'In German']],
  ['/works', 'reader', ['For Everyone', 'For Members', 'In German']],
  ['/works?tag=The+Lighthouse', null, ['For Everyone']],
  ['/works?not=Keeper/Sea', 'reader', ['For Members', 'In German']],
  ['/works?language=de', null, ['In German']],
  ['/works?q=everyone', null, ['For Everyone']],
  ['/works?sort=title&order=asc', null, ['For Everyone', 'In German']],
  ['/users/writer', null, ['For Everyone', 'In German']],
]

test.each(LISTS)(
  'while the catalogue is being built, %s lists for %s what it will list afterwards',
  async (path, who, titles) => {
    expect(catalogue.index()).toBeUndefined()
    expect(titlesIn(await page(path, who))).toEqual(titles)
  },
)

test('lists have no counts meanwhile, and have them afterwards', async () => {
  const meanwhile = await page('/works')
  await catalogue.keepUp()
  expect(catalogue.index()).toBeUndefined()
  await catalogue.catchUp()
  const afterwards = await page('/works')
  expect(titlesIn(meanwhile)).toEqual(titlesIn(afterwards))
  expect(afterwards).toContain('Keeper/Sea')
  expect(facetsIn(meanwhile)).toBe(0)
  expect(facetsIn(afterwards)).toBeGreaterThan(0)
  for (const [path, who, titles] of LISTS) expect(titlesIn(await page(path, who)), path).toEqual(titles)
})

const facetsIn = (html: string): number => html.split('class="facet').length - 1
