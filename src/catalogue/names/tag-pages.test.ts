import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { questionsAsked } from '../../../test/questions-asked.ts'
import { plain, titlesIn } from '../../../test/sample.ts'
import { makeWorld, type World } from '../../../test/world.ts'
import { wrangling } from '../../../test/wrangle.ts'
import { GUEST, type Member } from '../../core/actor.ts'
import { href, routes } from '../../routes.ts'
import { fandomsListed } from './fandoms.ts'

let world: World
let writer: Member
const { canonical, synonym, parent, meta } = wrangling(
  () => world,
  () => writer,
)

beforeAll(async () => {
  world = await makeWorld()
  writer = await world.person('writer', 'owner')
})
afterAll(() => world.end())

const post = (record: Parameters<World['work']>[1]) => world.work(writer, record)
const bodyOf = async (path: string, who: string | null = null): Promise<string> =>
  (await world.get(path, who)).text()
const tagPage = (name: string): string => href(routes.tag, { name })
const tagWorks = (name: string): string => href(routes.tagWorks, { name })
const shelf = (name: string): string => href(routes.mediaFandoms, { name })

/** A part of a page by its class, as a reader sees it. */
const part = (page: string, kind: string): string =>
  plain(new RegExp(`<(div|section) class="${kind}"[^>]*>(.*?)</\\1>`, 's').exec(page)?.[2] ?? '')

describe('a tag’s page', () => {
  test('[T-013] shows what it is and what it is tied to, by name, and children once they are placed', async () => {
    await post({ fandoms: ['The Tempest'], characters: ['Miranda', 'Ariel'], additionalTags: ['Storms'] })
    await post({ fandoms: ['Tempest, The'], characters: ['Ariel'] })
    await canonical(['fandom', 'The Tempest'])
    await canonical(['fandom', 'Shakespeare'])
    await canonical(['media', 'Theater'])
    const before = await bodyOf(tagPage('The Tempest'))
    expect(before).toContain('1 work')
    expect(before).not.toContain('Miranda')
    for (const name of ['Miranda', 'Ariel']) {
      await canonical(['character', name])
      await parent(['character', name], ['fandom', 'The Tempest'])
    }
    for (const name of ['Tempest, The', 'A Tempest'])
      await synonym(['fandom', name], ['fandom', 'The Tempest'])
    await meta(['fandom', 'The Tempest'], ['fandom', 'Shakespeare'])
    await parent(['fandom', 'The Tempest'], ['media', 'Theater'])
    const after = await bodyOf(tagPage('The Tempest'))
    expect(part(after, 'synonym')).toMatch(/A Tempest.*Tempest, The/s)
    expect(part(after, 'meta')).toContain('Shakespeare')
    expect(part(after, 'parent')).toContain('Theater')
    expect(part(after, 'child character')).toMatch(/Ariel.*2.*Miranda.*1/s)
    expect(after).toContain('2 works')
    expect(part(await bodyOf(tagPage('Shakespeare')), 'sub')).toContain('The Tempest')
    expect(await bodyOf(tagPage('Shakespeare'))).toContain('2 works')
    expect(part(await bodyOf(tagPage('Miranda')), 'parent')).toContain('The Tempest')
  })

  test('[T-014] of another name leads to the tag; of a writer’s own words, it has their works', async () => {
    const other = await bodyOf(tagPage('A Tempest'))
    expect(plain(other)).toContain('Filed under The Tempest')
    expect(other).toContain(`href="${tagPage('The Tempest')}"`)
    expect(part(other, 'synonym')).toBe('')
    const own = await bodyOf(tagPage('Storms'))
    expect(plain(own)).toContain('Additional tag')
    expect(plain(own)).toContain('not filed under another name')
    expect(own).toContain(`href="${tagWorks('Storms')}"`)
  })

  test('of a name that tags of two kinds share is reached by its kind, and so are its works', async () => {
    await post({ title: 'A Fandom So Called', fandoms: ['Undine'] })
    await post({ title: 'A Character So Called', fandoms: ['Elsewhere'], characters: ['Undine'] })
    const page = await bodyOf(tagPage('character:Undine'))
    expect(plain(page)).toContain('Character')
    const works = /class="button first" href="([^"]+)"/.exec(page)?.[1] ?? ''
    expect(titlesIn(await bodyOf(works))).toEqual(['A Character So Called'])
    expect(await bodyOf(works)).toContain(`action="${works}"`)
  })
})

const NAMES = [
  'AC/DC',
  'Room #9',
  'Mr. & Mrs. Smith',
  'What If...?',
  '"Quoted" \'Singly\'',
  'Louis Bloom a.k.a. Nightcrawler',
  'a.d.d.i.c.t.i.o.n',
  'R/W & Q?',
  '100%',
  'C++ <Programming>',
  'back\\slash',
  'search',
  '..',
  '*s*',
  'kind:of',
  '魔道祖師',
  'ᚠᚢᚦᚨᚱᚲ',
  'עברית וערבית عربي',
  'e\u0301clair',
  '🦀🏳️‍🌈',
  'z̸̤͝a̵͓͛l̶̰̈́g̷̱̊o',
  'semi;colon=equals',
  'trailing dot.',
] as const

test.each(NAMES)('[T-012] a tag called %s has its page, works, filters, search and links', async (name) => {
  const title = `Of ${NAMES.indexOf(name)}`
  await post({ title, additionalTags: [name] })
  const as = name === 'search' ? 'freeform:search' : name
  const page = await world.get(tagPage(as))
  expect(page.status).toBe(200)
  const shown = name.normalize('NFC')
  expect(plain(await page.text()).normalize('NFC')).toContain(shown)
  expect(titlesIn(await bodyOf(tagWorks(as)))).toEqual([title])
  expect(titlesIn(await bodyOf(`/works?${new URLSearchParams({ tag: as })}`))).toEqual([title])
  const links = [
    ...(await bodyOf(`/works?${new URLSearchParams({ tag: as })}`)).matchAll(
      /<a class="tag" href="([^"]+)"/g,
    ),
  ]
  for (const [, link = ''] of links)
    expect((await world.get(link.replaceAll('&amp;', '&').replaceAll('&#39;', "'"))).status, link).toBe(200)
  const found = await bodyOf(`/tags/search?${new URLSearchParams({ name: shown.split(' ')[0] ?? '' })}`)
  expect(plain(found).normalize('NFC')).toContain(shown)
})

test('a tag that is not there says so, with names like it; one that may not be seen says no more', async () => {
  await post({ additionalTags: ['Hurt/Comfort', 'Fluff'] })
  await world.work(writer, { title: 'Kept Back', additionalTags: ['Secret Comfort'] }, 'draft')
  for (const path of [tagPage('Hurt Confort'), tagWorks('hurt/comfrt')]) {
    const answer = await world.get(path)
    expect(answer.status).toBe(404)
    expect(await answer.text()).toContain(`href="${tagPage('Hurt/Comfort')}"`)
  }
  const secret = await world.get(tagPage('Secret Comfort'))
  expect(secret.status).toBe(404)
  expect(plain(await secret.text())).not.toContain('Secret')
  expect(await bodyOf(tagPage('Secret Comfrt'))).not.toContain('>Secret Comfort<')
})

test('a filter that names no tag offers names like it, each the same list with that tag', async () => {
  const page = await bodyOf('/works?with=Fluf%2C+Angst&sort=title')
  expect(plain(page)).toContain('No tag here is called “Fluf”.')
  expect(page).toMatch(/Did you mean .*href="\/works\?[^"]*with=Fluff%2C\+Angst[^"]*"/s)
  expect(await bodyOf('/works?tag=Fluf')).toContain('href="/works?tag=Fluff"')
})

describe('fandoms are listed', () => {
  test('[T-016] by medium, without leading articles, and only those with works', async () => {
    await canonical(['media', 'Old Books'])
    for (const name of [
      'The Aeneid',
      'Beowulf',
      'An Apology',
      'Éluard',
      '“Quoted”',
      '1001 Nights',
      '红楼梦',
    ]) {
      await post({ fandoms: [name] })
      await canonical(['fandom', name])
      await parent(['fandom', name], ['media', 'Old Books'])
    }
    await canonical(['fandom', 'Nobody Wrote For It'])
    await parent(['fandom', 'Nobody Wrote For It'], ['media', 'Old Books'])
    const page = await bodyOf(shelf('Old Books'))
    const listed = [...page.matchAll(/<ul class="tag-counts">.*?<\/ul>/gs)].flatMap(([list]) =>
      [...list.matchAll(/<bdi>([^<]*)<\/bdi>/g)].map(([, name]) => name),
    )
    expect(listed).toEqual([
      '1001 Nights',
      'The Aeneid',
      'An Apology',
      'Beowulf',
      'Éluard',
      '“Quoted”',
      '红楼梦',
    ])
    const letters = [...page.matchAll(/href="#group-\d+">([^<]*)</g)].map(([, letter]) => letter)
    expect(letters).toEqual(['#', 'A', 'B', 'E', 'Q', '漢'])
    expect(page).not.toContain('Nobody Wrote')
    await canonical(['media', 'Puppetry'])
    expect(plain(await bodyOf(shelf('Puppetry')))).toContain('No fandoms')
    expect(plain(await bodyOf('/media'))).toContain('Puppetry')
  })

  test('[T-018] a new one stands among the uncategorised, and goes with its last work', async () => {
    const id = await post({ fandoms: ['Brand New'] })
    expect(await bodyOf(shelf('Uncategorized Fandoms'))).toContain('Brand New')
    await world.pool.query("update works set standing = 'trashed' where id = $1", [id])
    expect(await bodyOf(shelf('Uncategorized Fandoms'))).not.toContain('Brand New')
    expect(await bodyOf('/media')).not.toContain('Brand New')
  })

  test('with the same numbers from memory and from the database', async () => {
    await world.catalogue.catchUp()
    const browsing = { db: world.db, catalogue: world.catalogue, actor: GUEST }
    const reading = { ...browsing, catalogue: { ...world.catalogue, index: () => undefined } }
    const inMemory = await fandomsListed(browsing)
    expect(inMemory).toEqual(await fandomsListed(reading))
    // What stands above other fandoms has their works.
    expect(inMemory.find(({ name }) => name === 'Shakespeare')?.works).toBe(2)
  })

  test('a letter at a time where there are many', async () => {
    const many = Array.from({ length: 620 }, (_, n) => `${'CB'[n % 2]} Saga ${n}`)
    await post({ fandoms: many })
    const page = await bodyOf(`${shelf('Uncategorized Fandoms')}?letter=b`)
    expect(page).toContain('B Saga 1')
    expect(page).not.toContain('C Saga 0')
    expect(page).toMatch(/letter=C[^>]*>C</)
  })
})

test('languages are listed under their own names with their works, each with a list that filters', async () => {
  await post({ title: 'Auf Deutsch', language: 'de', additionalTags: ['Fluff'] })
  await post({ title: 'Noch eins', language: 'de' })
  await world.work(writer, { title: 'Yn Gymraeg', language: 'cy' }, 'draft')
  const page = await bodyOf('/languages')
  expect(plain(page)).toMatch(/Deutsch, 2 works/)
  expect(page).not.toContain('Cymraeg')
  expect(titlesIn(await bodyOf('/languages/de/works?sort=title'))).toEqual(['Auf Deutsch', 'Noch eins'])
  expect(titlesIn(await bodyOf('/languages/de/works?tag=Fluff'))).toEqual(['Auf Deutsch'])
})

test('no page asks the database more often because there is more to list', async () => {
  const pages = [
    '/media',
    shelf('Old Books'),
    tagPage('The Tempest'),
    tagWorks('The Tempest'),
    '/languages',
    '/languages/en/works',
    '/tags/search?name=the',
    '/tags/search?name=the&sort=uses',
    '/people/search?any=writer',
    '/users/writer',
    '/autocomplete/tag?term=the',
  ]
  const before = await Promise.all(pages.map(() => 0))
  for (const [at, path] of pages.entries()) before[at] = await queriesOf(path)
  for (let n = 0; n < 12; n++) {
    const name = `The ${n}th Sequel`
    await post({
      fandoms: ['The Tempest', name],
      characters: [`The Sailor ${n}`],
      language: ['fr', 'it', 'es'][n % 3] ?? 'fr',
    })
    await canonical(['character', `The Sailor ${n}`])
    await parent(['character', `The Sailor ${n}`], ['fandom', 'The Tempest'])
    await canonical(['fandom', name])
    await parent(['fandom', name], ['media', 'Old Books'])
    await meta(['fandom', name], ['fandom', 'Shakespeare'])
  }
  for (const [at, path] of pages.entries()) {
    const now = await queriesOf(path)
    expect(now, path).toBeLessThanOrEqual(before[at] ?? 0)
    expect(now, path).toBeLessThan(16)
  }
  expect(before.filter((questions) => questions > 0).length).toBeGreaterThan(4)
})

/** How many queries a page takes: the least of three, since the catalogue may be brought up to date meanwhile. */
async function queriesOf(path: string): Promise<number> {
  await world.get(path)
  await world.catalogue.catchUp()
  const asked: number[] = []
  for (let times = 0; times < 3; times++) {
    const questions = await questionsAsked(world.pool, async () =>
      world.app.request(`http://archive.test${path}`, { headers: { host: 'archive.test' } }),
    )
    asked.push(questions.length)
  }
  return Math.min(...asked)
}
