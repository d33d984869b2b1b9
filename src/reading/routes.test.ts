import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routeCases } from '../../test/route-cases.ts'
import { idOf } from '../../test/sample.ts'
import { aChapter, makeWorld, type World } from '../../test/world.ts'

let world: World
const at = { work: 0, members: 0, draft: 0, kept: 0, chapters: [] as number[] }

beforeAll(async () => {
  world = await makeWorld('sample')
  at.work = await idOf(world, 'The Lawyer’s Pomegranate')
  at.members = await idOf(world, 'A Very Small Safe')
  const writer = await world.known('writer')
  at.draft = await world.work(writer, { title: 'Not Yet' }, 'draft')
  at.kept = await world.work(
    await world.known('reader'),
    { title: 'Kept Close', chapters: [aChapter()] },
    'kept',
  )
  at.chapters = await chaptersOf(at.work)
})
afterAll(() => world.end())

const chaptersOf = async (work: number): Promise<number[]> => {
  const rows = await world.pool.query<{ id: number }>(
    'select id from chapters where work_id = $1 order by position',
    [work],
  )
  return rows.rows.map((row) => row.id)
}
const work = (): string => `/works/${at.work}`
const chapter = (n: number): string => `/works/${at.work}/chapters/${at.chapters[n - 1]}`

routeCases(
  () => world,
  [
    { case: 'GET work guest', path: work, status: 200, says: ['The Lawyer’s Pomegranate', /Chapter 1 of 3/] },
    {
      case: 'GET work guest',
      path: () => `${work()}?view_full_work=true`,
      status: 200,
      hides: [/Chapter \d of 3/],
    },
    { case: 'GET work guest', path: () => `/works/${at.members}`, status: 404, hides: ['A Very Small Safe'] },
    { case: 'GET work guest', path: () => `/works/${at.draft}`, status: 404, hides: ['Not Yet'] },
    { case: 'GET work guest', path: () => `/works/${at.kept}`, status: 404, hides: ['Kept Close'] },
    { case: 'GET work guest', path: '/works/2147483647', status: 404 },
    { case: 'GET work guest', path: '/works/99999999999999999999', status: 404 },
    { case: 'GET work guest', path: '/works/0', status: 404 },
    { case: 'GET work member', path: () => `/works/${at.members}`, status: 200, says: ['noindex'] },
    { case: 'GET work member', path: () => `/works/${at.kept}`, status: 200, says: ['Kept Close'] },
    { case: 'GET work member', path: () => `/works/${at.draft}`, status: 404 },
    { case: 'GET work owner', path: work, status: 200 },
    { case: 'GET work owner', path: () => `/works/${at.kept}`, status: 404, hides: ['Kept Close'] },
    { case: 'GET work owner', path: () => `/works/${at.draft}`, status: 404 },
    { case: 'GET chapter guest', path: () => chapter(2), status: 200, says: [/Chapter 2 of 3/] },
    { case: 'GET chapter guest', path: () => `/works/${at.members}/chapters/${at.chapters[0]}`, status: 404 },
    { case: 'GET chapter guest', path: () => `/works/${at.work}/chapters/2147483647`, status: 404 },
    { case: 'GET chapter guest', path: () => `/works/${at.work}/chapters/one`, status: 404 },
    { case: 'GET chapter guest', path: '/works/one/chapters/1', status: 404 },
    { case: 'GET chapter member', path: () => chapter(3), status: 200, says: [/Chapter 3 of 3/] },
    { case: 'GET chapter owner', path: () => chapter(1), status: 200 },
    { case: 'GET navigate guest', path: () => `${work()}/navigate`, status: 200, says: [/\d{4}-\d\d-\d\d/] },
    { case: 'GET navigate guest', path: () => `/works/${at.draft}/navigate`, status: 404 },
    { case: 'GET navigate guest', path: () => `/works/${at.members}/navigate`, status: 404 },
    {
      case: 'GET navigate guest',
      path: () => `${work()}/navigate?selected_id=${at.chapters[1]}`,
      status: 303,
      leads: () => chapter(2),
    },
    { case: 'GET navigate guest', path: () => `${work()}/navigate?selected_id=nothing`, status: 200 },
    { case: 'GET navigate member', path: () => `/works/${at.members}/navigate`, status: 200 },
    { case: 'GET navigate owner', path: () => `${work()}/navigate`, status: 200 },
    {
      case: 'GET settings guest',
      path: '/settings/reading?back=/works',
      status: 200,
      says: ['name="back" value="/works"'],
    },
    {
      case: 'GET settings guest',
      path: '/settings/reading?back=//evil.example',
      status: 200,
      says: ['name="back" value="/"'],
    },
    { case: 'GET settings member', path: '/settings/reading', status: 200 },
    { case: 'GET settings owner', path: '/settings/reading', status: 200 },
    {
      case: 'POST settings guest',
      path: '/settings/reading',
      form: { theme: 'dark', back: '/works' },
      status: 303,
      leads: '/works',
    },
    {
      case: 'POST settings guest',
      path: '/settings/reading',
      form: { theme: 'dark', back: '/\t/evil.example' },
      status: 303,
      leads: '/',
    },
    {
      case: 'POST settings member',
      path: '/settings/reading',
      form: { size: '150', face: 'nonsense' },
      status: 303,
      leads: '/',
    },
    { case: 'POST settings owner', path: '/settings/reading', form: { reset: 'yes' }, status: 303 },
  ],
)

test('reading settings are kept without an account and written by the server on the page', async () => {
  const form = {
    theme: 'sepia',
    face: 'opendyslexic',
    size: '130',
    width: 'wide',
    spacing: 'loose',
    paragraphs: 'indent',
    align: 'justify',
  }
  const kept = await world.post('/settings/reading', form)
  const cookie = kept.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const page = await (await world.get(work(), null, { cookie })).text()
  for (const [name, value] of Object.entries(form))
    expect(page).toMatch(new RegExp(`<html[^>]* data-${name}="${value}"`))
})

test('a settings cookie of somebody’s making sets nothing', async () => {
  const page = await (
    await world.get('/', null, { cookie: 'reading=theme:"><script>.size:1e9.face:__proto__' })
  ).text()
  expect(/<html[^>]*>/.exec(page)?.[0]).toBe('<html lang="en" dir="ltr">')
})

describe('reading a work of several chapters', () => {
  test('[W-031] each chapter leads to the one before and the one after, and the index has every date', async () => {
    const [one, two, three] = await Promise.all(
      [1, 2, 3].map(async (n) => (await world.get(chapter(n))).text()),
    )
    const turns = (page = '') =>
      [...page.matchAll(/<a (?=[^>]*rel="(prev|next)")[^>]*href="([^"]+)"/g)].map((m) => `${m[1]} ${m[2]}`)
    expect(new Set(turns(one))).toEqual(new Set([`next ${chapter(2)}`]))
    expect(new Set(turns(two))).toEqual(new Set([`prev ${chapter(1)}`, `next ${chapter(3)}`]))
    expect(new Set(turns(three))).toEqual(new Set([`prev ${chapter(2)}`]))
    const index = await (await world.get(`${work()}/navigate`)).text()
    for (const n of [1, 2, 3]) expect(index).toContain(`href="${chapter(n)}"`)
    expect(index.match(/class="datetime"><span class="said">\(<\/span>\d{4}-\d\d-\d\d/g)).toHaveLength(3)
    const entire = await (await world.get(`${work()}?view_full_work=true`)).text()
    expect(entire.match(/data-chapter="/g)).toHaveLength(3)
  })

  test('[W-031] a finished work of one chapter shows no chapter heading, one with more planned does', async () => {
    const by = await world.known('writer')
    const done = await world.work(by, { chapterCount: { posted: 1, expected: 1 } })
    const more = await world.work(by, {
      title: 'To Be Continued',
      chapterCount: { posted: 1, expected: 3 },
      completed: null,
    })
    expect(await (await world.get(`/works/${done}`)).text()).not.toContain('Chapter 1')
    expect(await (await world.get(`/works/${more}`)).text()).toContain('Chapter 1')
  })

  test('[W-038] the date of a finished work is said to be its completion, of an open one its update', async () => {
    const by = await world.known('writer')
    const done = await world.work(by, {
      title: 'Done',
      published: '2026-01-02',
      updated: '2026-03-04',
      completed: '2026-03-04',
      chapters: [aChapter(), aChapter({ position: 2 })],
    })
    const open = await world.work(by, {
      title: 'Open',
      published: '2026-01-02',
      updated: '2026-03-05',
      completed: null,
      chapters: [aChapter(), aChapter({ position: 2 })],
      chapterCount: { posted: 2, expected: null },
    })
    const stats = async (id: number): Promise<string> =>
      (await (await world.get(`/works/${id}`)).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
    expect(await stats(done)).toMatch(/Completed\s*:\s*2026-03-04/)
    expect(await stats(done)).not.toMatch(/Updated\s*:\s*2026/)
    expect(await stats(open)).toMatch(/Updated\s*:\s*2026-03-05/)
    expect(await stats(open)).not.toMatch(/Completed\s*:\s*2026/)
  })
})

describe('a work that may not be for everyone', () => {
  test.each(['Mature', 'Explicit', 'Not Rated'])(
    '[W-042] %s: asks a guest first, then leads to the page asked for',
    async (rating) => {
      const by = await world.known('writer')
      const chapters = [1, 2, 3].map((n) =>
        aChapter({ position: n, html: `<p>The text of part ${n}, ${rating}.</p>` }),
      )
      const id = await world.work(by, { title: `Asked ${rating}`, rating: rating as 'Mature', chapters })
      const ids = await chaptersOf(id)
      const deep = `/works/${id}/chapters/${ids[2]}`
      for (const path of [`/works/${id}`, `/works/${id}?view_full_work=true`, deep]) {
        for (const who of [null, 'reader']) {
          const asked = await (await world.get(path, who)).text()
          expect(asked).toContain('could have adult content')
          expect(asked).not.toContain('The text of part')
          expect(asked).toContain('noindex')
        }
      }
      const step = await (await world.get(deep)).text()
      const onward = /href="([^"]*view_adult=true[^"]*)"/.exec(step)?.[1]?.replaceAll('&amp;', '&') ?? ''
      expect(onward.split('?')[0]).toBe(deep)
      const landed = await world.get(onward)
      expect(await landed.text()).toContain(`The text of part 3, ${rating}.`)
      const cookie = landed.headers.getSetCookie()[0] ?? ''
      expect(cookie).toMatch(/^view_adult=true; (?!.*Max-Age).*HttpOnly/)
      const later = await world.get(`/works/${id}`, null, { cookie: 'view_adult=true' })
      expect(await later.text()).toContain('The text of part 1')
      expect(await (await world.get(deep, 'writer')).text()).toContain('The text of part 3')
    },
  )

  test('[W-042] the entire work is what continuing leads to, when that was asked for', async () => {
    const id = await idOf(world, 'Asked Mature')
    const step = await (await world.get(`/works/${id}?view_full_work=true`)).text()
    const onward = /href="([^"]*view_adult=true[^"]*)"/.exec(step)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(await (await world.get(onward)).text()).toMatch(/part 1[\s\S]*part 3/)
  })

  test('the chapter index asks first, too', async () => {
    const id = await idOf(world, 'Asked Mature')
    expect(await (await world.get(`/works/${id}/navigate`)).text()).toContain('could have adult content')
  })
})
