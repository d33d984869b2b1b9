import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { href, routes } from '../../src/routes.ts'
import { plain, titlesIn } from '../sample.ts'
import { aChapter, makeWorld, type World } from '../world.ts'

/**
 * What a reader may not see is not there. Each hidden work carries words that stand nowhere else; they are looked
 * for on every page that could tell of it, and in every number a page counts.
 */
const HIDDEN = ['members', 'draft', 'kept', 'hidden', 'trashed', 'unrevealed'] as const
type Hidden = (typeof HIDDEN)[number]

const canary = (how: Hidden, part: string): string => `Qz${part}${how}`

let world: World
const ids = new Map<Hidden, number>()
const chapters = new Map<Hidden, number>()
const series = new Map<Hidden, number>()
let countsBefore: readonly string[]

beforeAll(async () => {
  world = await makeWorld('sample')
  countsBefore = await counts()
  const writer = await world.known('writer')
  for (const how of HIDDEN) {
    const record = {
      title: canary(how, 'title'),
      creators: how === 'kept' ? [canary(how, 'name')] : ['writer'],
      language: 'cy',
      fandoms: [canary(how, 'fandom')],
      characters: [canary(how, 'who')],
      relationships: [canary(how, 'ship')],
      additionalTags: [canary(how, 'tag')],
      series: [{ title: canary(how, 'series'), position: 1 }],
      summary: `<p>${canary(how, 'summary')}</p>`,
      notes: `<p>${canary(how, 'notes')}</p>`,
      audience: how === 'members' ? ('members' as const) : ('public' as const),
      chapters: [
        aChapter({ title: canary(how, 'head'), html: `<p>${canary(how, 'text')} and more besides.</p>` }),
        aChapter({ position: 2 }),
      ],
    }
    const id = await world.work(writer, record, how === 'draft' || how === 'kept' ? how : 'posted')
    ids.set(how, id)
    if (how === 'hidden' || how === 'trashed')
      await world.pool.query('update works set standing = $1 where id = $2', [how, id])
    if (how === 'unrevealed')
      await world.pool.query('update works set disclosure = $1 where id = $2', [how, id])
    chapters.set(how, await oneId('select id from chapters where work_id = $1 and position = 1', id))
    series.set(how, await oneId('select series_id as id from series_works where work_id = $1', id))
  }
})
afterAll(() => world.end())

const oneId = async (sql: string, of: number): Promise<number> =>
  (await world.pool.query<{ id: number }>(sql, [of])).rows[0]?.id ?? 0

const bodyOf = async (path: string, who: string | null = null): Promise<string> =>
  (await world.get(path, who)).text()

/** Every number the front page and the like tell. */
async function counts(): Promise<string[]> {
  const pages = await Promise.all(
    ['/about', '/media', '/works', '/works?language=cy'].map((path) => bodyOf(path)),
  )
  const front = await bodyOf('/')
  return [...pages, front].map((page) =>
    (plain(page).match(/[\d,]+ (works?|words?|fandoms?)/g) ?? []).slice(0, 3).join('; '),
  )
}

test('no count on any page tells of a work that may not be seen', async () => {
  expect(await counts()).toEqual(countsBefore)
  expect(countsBefore.join()).toMatch(/\d+ works/)
})

const NAMED: readonly (readonly [string, Hidden])[] = HIDDEN.map((how) => [
  how === 'draft' ? '[W-043] a draft' : `a work that is ${how}`,
  how,
])

describe.each(NAMED)('%s', (_name, how) => {
  const at = (path: string): string =>
    path
      .replace(':id', String(ids.get(how)))
      .replace(':chapter', String(chapters.get(how)))
      .replace(':series', String(series.get(how)))
  /** Nothing of the work in what the page says of itself: addresses may repeat what was asked. */
  const silent = async (path: string): Promise<void> => {
    const page = (await bodyOf(at(path)))
      .replace(/(href|value)="[^"]*"/g, '')
      .replace(/<title>.*?<\/title>/, '')
    const tells = HIDDEN.flatMap((one) =>
      ['title', 'name', 'summary', 'notes', 'head', 'text', 'fandom', 'who', 'ship', 'tag', 'series'].map(
        (part) => canary(one, part),
      ),
    )
    const asked = decodeURIComponent(path)
    expect(
      tells.filter((word) => page.includes(word) && !asked.includes(word)),
      path,
    ).toEqual([])
  }

  test.each([
    '/works/:id',
    '/works/:id?view_full_work=true',
    '/works/:id?view_adult=true',
    '/works/:id/chapters/:chapter',
    '/works/:id/navigate',
    '/works/:id/navigate?selected_id=1',
    '/downloads/:id/x.epub',
    '/downloads/:id/x.html',
    '/series/:series',
    href(routes.tag, { name: canary(how, 'tag') }),
    href(routes.tag, { name: canary(how, 'fandom') }),
    href(routes.tagWorks, { name: canary(how, 'tag') }),
    href(routes.tagWorks, { name: canary(how, 'who') }),
    `${href(routes.tagWorks, { name: canary(how, 'ship') })}?q=x`,
    href(routes.creator, { name: canary(how, 'name') }),
  ])('is not there for a guest: %s', async (path) => {
    const answer = await world.get(at(path))
    // The address of a work that will be revealed answers, and says nothing but that.
    const mystery = how === 'unrevealed' && /^\/works\/:id(\?|$|\/chapters)/.test(path)
    expect(answer.status).toBe(mystery ? 200 : 404)
    expect(await answer.text()).not.toMatch(/Qz(title|text|summary|notes|head)/)
    expect((await world.app.request(`http://archive.test${at(path)}`, { method: 'HEAD' })).status).toBe(
      mystery ? 200 : 404,
    )
  })

  test('is in no list, no shelf and no language', async () => {
    const all = [
      '/',
      '/works',
      '/works?sort=title',
      '/works?language=cy',
      '/media',
      '/about',
      '/works/search',
      '/users/writer',
      '/users/writer/works',
      '/users/writer/pseuds/writer/works',
      '/creators/writer',
      '/languages',
      '/media/Uncategorized Fandoms/fandoms',
      '/tags/search?sort=uses&name=qz',
      '/people/search?any=qz*',
      '/autocomplete/tag?term=qz',
    ]
    for (const path of all) await silent(path)
    expect(await bodyOf('/works')).not.toContain('Cymraeg')
  })

  test('is not found by any word in it', async () => {
    const words = ['title', 'name', 'fandom', 'who', 'tag', 'series', 'summary', 'notes', 'head', 'text'].map(
      (part) => canary(how, part),
    )
    for (const q of [...words, `"${canary(how, 'text')} and more"`, words.join(' or ')]) {
      const path = `/works?q=${encodeURIComponent(q)}`
      expect(titlesIn(await bodyOf(path)), path).toEqual([])
      await silent(path)
    }
  })

  test('and whether its tags exist cannot be told from the filters', async () => {
    const real = await bodyOf(
      `/works?tag=${canary(how, 'tag')}&any=${canary(how, 'who')}&not=${canary(how, 'ship')}`,
    )
    const none = await bodyOf('/works?tag=QztagNONE&any=QzwhoNONE&not=QzshipNONE')
    expect(plain(real).replaceAll(how, 'NONE')).toBe(plain(none))
  })
})

test('[W-043] a draft is not on its writer’s public page, not even for the writer, but on their shelf with a mark', async () => {
  const mine = await bodyOf('/users/writer/works', 'writer')
  expect(titlesIn(mine)).not.toContain(canary('draft', 'title'))
  const shelf = await bodyOf('/users/writer/library', 'writer')
  expect(titlesIn(shelf)).toContain(canary('draft', 'title'))
  expect(shelf).toContain('Draft')
  expect(titlesIn(await bodyOf(`/works?q=${canary('draft', 'text')}`, 'writer'))).toEqual([])
})

test('what a chapter not yet posted says is not found, shown or counted', async () => {
  const writer = await world.known('writer')
  const parts = [
    aChapter({ html: '<p>Qzopen words.</p>' }),
    aChapter({ position: 2, title: 'Qzlaterhead', html: '<p>Qzlater words.</p>' }),
  ]
  const id = await world.work(writer, {
    title: 'Half Posted',
    chapters: parts,
    chapterCount: { posted: 1, expected: 2 },
  })
  await world.pool.query("update chapters set standing = 'draft' where work_id = $1 and position = 2", [id])
  const draft = await oneId('select id from chapters where work_id = $1 and position = 2', id)
  expect(titlesIn(await bodyOf('/works?q=Qzopen'))).toEqual(['Half Posted'])
  for (const q of ['Qzlater', 'Qzlaterhead']) expect(titlesIn(await bodyOf(`/works?q=${q}`))).toEqual([])
  expect(await bodyOf('/works?q=Qzopen or Qzlater')).not.toMatch(/Qzlater(head)? words|<mark>Qzlater/)
  for (const path of [
    `/works/${id}`,
    `/works/${id}?view_full_work=true`,
    `/works/${id}/navigate`,
    `/downloads/${id}/x.html`,
  ]) {
    expect(await bodyOf(path), path).not.toContain('Qzlater')
  }
  expect((await world.get(`/works/${id}/chapters/${draft}`)).status).toBe(404)
})
