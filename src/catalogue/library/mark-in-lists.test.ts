import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeWorld, type World } from '../../../test/world.ts'

let world: World
let id = 0
let lists: Readonly<Record<string, string>> = {}
beforeAll(async () => {
  world = await makeWorld('sample')
  const writer = await world.known('writer')
  id = await world.work(writer, {
    ...{ title: 'Qzmarked', fandoms: ['Qzfandom'], language: 'de', recipients: ['reader', 'Qznobody'] },
    series: [{ title: 'Qzseries', position: 1 }],
  })
  const series = await world.pool.query("select id from series where title = 'Qzseries'")
  lists = {
    all: '/works',
    search: '/works?q=Qzmarked',
    tag: '/tags/Qzfandom/works',
    language: '/languages/de/works',
    user: '/users/writer/works',
    dashboard: '/users/writer',
    series: `/series/${series.rows[0].id}`,
    'gifts of a name': '/gifts?recipient=Qznobody',
  }
  await world.catalogue.catchUp()
})
afterAll(() => world.end())
beforeEach(() => world.pool.query('delete from readings'))

const NAMES = ['all', 'search', 'tag', 'language', 'user', 'dashboard', 'series', 'gifts of a name']
const page = async (path: string, as: string | null = 'reader') => (await world.get(path, as)).text()

/** The entry of the work in this list. */
const entry = (html: string): string => html.split(`id="work_${id}"`)[1]?.split('<li id="work_')[0] ?? ''
const stateIn = (html: string): string | undefined =>
  /<details class="mark-list"><summary>(.*?)<span/s.exec(entry(html))?.[1]?.replace(/<[^>]+>/g, '')
/** Presses a button as a browser without script does: the form it belongs to, sent to where the button says. */
async function press(path: string, state: string): Promise<Response> {
  const html = await page(path)
  const button = `<button type="submit" form="mark" formaction="([^"]+)" name="state" value="${state}">`
  const to = new RegExp(button).exec(entry(html))?.[1] ?? ''
  const form = /<form id="mark" method="post">(.*?)<\/form>/s.exec(html)?.[1] ?? ''
  const back = /name="back" value="([^"]*)"/.exec(form)?.[1]?.replaceAll('&amp;', '&') ?? ''
  return world.post(to, { back, state }, 'reader')
}

describe('in every list, without script,', () => {
  test.each(NAMES)('a work is marked and back is its own entry, which says so: %s', async (name) => {
    const path = lists[name] ?? ''
    expect(stateIn(await page(path))).toBe('Mark as…')
    for (const [state, said] of [
      ['later', 'Marked for later'],
      ['read', 'Already read'],
      ['none', 'Mark as…'],
    ] as const) {
      const answer = await press(path, state)
      expect([answer.status, answer.headers.get('location')]).toEqual([303, `${path}#work_${id}`])
      expect(stateIn(await page(path))).toBe(said)
    }
  })

  test.each(NAMES)('it says how far they are: %s', async (name) => {
    await world.pool.query(
      `insert into places (person_id, work_id, share, noted_at)
       select id, $1, 0.5, now() from people where name = 'reader' on conflict do nothing`,
      [id],
    )
    expect(entry(await page(lists[name] ?? ''))).toContain(`data-place-of="${id}"`)
    await world.pool.query('delete from places')
  })

  test.each(NAMES)(
    'guests, its writer and whoever is not remembered are offered no mark: %s',
    async (name) => {
      const path = lists[name] ?? ''
      await world.person(`forgotten_${NAMES.indexOf(name)}`)
      await world.pool.query(
        `update people set preferences = preferences || '{"history": false}' where name like 'forgotten%'`,
      )
      for (const as of [null, 'writer', `forgotten_${NAMES.indexOf(name)}`]) {
        const html = await page(path, as)
        expect(html, `${as} at ${path}`).toContain(`id="work_${id}"`)
        expect(entry(html)).not.toContain('mark-list')
      }
    },
  )
})

test('from a list of marked works, back is that list, which says it was done', async () => {
  await press('/works', 'later')
  const list = '/users/reader/readings/later'
  const answer = await world.post(`/works/${id}/reading`, { state: 'none', back: list }, 'reader')
  expect(answer.headers.get('location')).toBe(`${list}?done=marked#work_${id}`)
  expect(await page(`${list}?done=marked`)).toContain('Noted, for you alone.')
})

test('from the work itself, back is the work', async () => {
  for (const back of [`/works/${id}`, `/works/${id}/chapters/1?x=y`]) {
    const answer = await world.post(`/works/${id}/reading`, { state: 'read', back }, 'reader')
    expect(answer.headers.get('location')).toBe(`${back}${back.includes('?') ? '&' : '?'}done=marked`)
  }
})
