import { afterAll, beforeAll, expect, test } from 'vitest'
import { routeCases } from '../../test/route-cases.ts'
import { titlesIn } from '../../test/sample.ts'
import { makeWorld, type World } from '../../test/world.ts'
import { href, routes } from '../routes.ts'

let world: World
const series = { open: 0, closed: 0 }
beforeAll(async () => {
  world = await makeWorld('sample')
  const writer = await world.known('writer')
  const common = { fandoms: ['A Fandom Nobody May See'], additionalTags: ['A Hidden Thought'] }
  await world.work(writer, {
    ...common,
    title: 'Closed',
    audience: 'members',
    series: [{ title: 'Behind the Door', position: 1 }],
  })
  await world.work(await world.known('reader'), { title: 'A Copy Kept', creators: ['far_away'] }, 'kept')
  await world.work(writer, { title: 'A Draft of Mine' }, 'draft')
  const { rows } = await world.pool.query<{ id: number; title: string }>('select id, title from series')
  series.open = rows.find((row) => row.title === 'Rooms to Let')?.id ?? 0
  series.closed = rows.find((row) => row.title === 'Behind the Door')?.id ?? 0
})
afterAll(() => world.end())

const tag = (name: string): string => href(routes.tag, { name })
const tagWorks = (name: string): string => href(routes.tagWorks, { name })
const HOLMES = 'Sherlock Holmes - Arthur Conan Doyle'

routeCases(
  () => world,
  [
    {
      case: 'GET works guest',
      path: '/works',
      status: 200,
      says: ['class="work blurb group'],
      hides: ['Members only'],
    },
    { case: 'GET works guest', path: '/works?q=umbrella', status: 200, says: ['The Umbrella Stand'] },
    {
      case: 'GET works member',
      path: '/works?tag=A Hidden Thought',
      status: 200,
      says: ['Closed', 'Members only'],
    },
    { case: 'GET works owner', path: '/works', status: 200 },
    { case: 'GET search guest', path: '/works/search', status: 200 },
    {
      case: 'GET search guest',
      path: '/works/search?q=a&tag=b&not=c&words=5-2',
      status: 200,
      says: ['value="2-5"', 'value="b"', 'value="c"'],
    },
    {
      case: 'GET works guest',
      path: '/works?facet=freeform&facet_page=1000000000',
      status: 200,
      says: ['name="facet_q"', 'noindex'],
      hides: ['A Hidden Thought'],
    },
    {
      case: 'GET works guest',
      path: '/works?facet=freeform&facet_q=hidden',
      status: 200,
      says: ['No tags'],
      hides: ['A Hidden Thought'],
    },
    {
      case: 'GET works member',
      path: '/works?facet=freeform&facet_q=hid',
      status: 200,
      says: ['A Hidden Thought'],
    },
    {
      case: 'GET works guest',
      path: '/works?facet=freeform&tag=Fluff&facet_q=a&facet=',
      status: 303,
      leads: '/works?tag=Fluff',
    },
    { case: 'GET search member', path: '/works/search', status: 200 },
    { case: 'GET search owner', path: '/works/search', status: 200 },
    {
      case: 'GET media guest',
      path: '/media',
      status: 200,
      says: ['Books &amp; Literature'],
      hides: ['A Fandom Nobody May See'],
    },
    { case: 'GET media guest', path: '/media?q=holmes', status: 200, says: [HOLMES] },
    { case: 'GET media member', path: '/media', status: 200, says: ['A Fandom Nobody May See'] },
    { case: 'GET media owner', path: '/media', status: 200 },
    { case: 'GET tag guest', path: () => tag(HOLMES), status: 200, says: ['Sherlock Holmes (Doyle)'] },
    { case: 'GET tag guest', path: () => tag('No Such Tag'), status: 404 },
    { case: 'GET tag guest', path: () => tag('A Hidden Thought'), status: 404, hides: ['A Hidden Thought'] },
    { case: 'GET tag member', path: () => tag('A Hidden Thought'), status: 200, says: ['A Hidden Thought'] },
    { case: 'GET tag owner', path: () => tag(HOLMES), status: 200 },
    { case: 'GET tagWorks guest', path: () => tagWorks(HOLMES), status: 200, says: ['The Umbrella Stand'] },
    { case: 'GET tagWorks guest', path: () => tagWorks('A Hidden Thought'), status: 404 },
    { case: 'GET tagWorks guest', path: () => `${tagWorks('A Hidden Thought')}?q=lamp`, status: 404 },
    {
      case: 'GET tagWorks guest',
      path: () => tagWorks('Books & Literature'),
      status: 303,
      leads: '/media/Books%20*a*%20Literature/fandoms',
    },
    {
      case: 'GET tagWorks guest',
      path: () => `${tagWorks(HOLMES)}?facet=fandom`,
      status: 200,
      hides: ['A Fandom Nobody May See'],
    },
    { case: 'GET tagWorks member', path: () => tagWorks('A Hidden Thought'), status: 200, says: ['Closed'] },
    { case: 'GET tagWorks owner', path: () => tagWorks(HOLMES), status: 200 },
    { case: 'GET series guest', path: () => `/series/${series.open}`, status: 200, says: ['Rooms to Let'] },
    {
      case: 'GET series guest',
      path: () => `/series/${series.closed}`,
      status: 404,
      hides: ['Behind the Door'],
    },
    { case: 'GET series guest', path: '/series/one', status: 404 },
    {
      case: 'GET series member',
      path: () => `/series/${series.closed}`,
      status: 200,
      says: ['Behind the Door'],
    },
    { case: 'GET series owner', path: () => `/series/${series.open}?page=1000000000`, status: 200 },
    { case: 'GET user guest', path: '/users/mrs_hudson_rents', status: 200, says: ['The Umbrella Stand'] },
    { case: 'GET user guest', path: '/users/nobody_here', status: 404 },
    // Nobody learns whose address they guessed.
    { case: 'GET user guest', path: '/users/writer@example*d*org', status: 404 },
    { case: 'GET user guest', path: '/users/writer', status: 200, hides: ['A Draft of Mine', 'Closed'] },
    { case: 'GET user member', path: '/users/reader', status: 200, hides: ['A Copy Kept'] },
    { case: 'GET user owner', path: '/users/moderator', status: 200 },
    {
      case: 'GET userWorks guest',
      path: '/users/mrs_hudson_rents/works',
      status: 200,
      says: ['The Umbrella Stand'],
    },
    { case: 'GET userWorks guest', path: '/users/nobody_here/works', status: 404 },
    { case: 'GET userWorks member', path: '/users/writer/works', status: 200, says: ['Closed'] },
    { case: 'GET userWorks owner', path: '/users/writer/works', status: 200, hides: ['A Draft of Mine'] },
    {
      case: 'GET pseud guest',
      path: () => href(routes.pseud, { name: 'writer', pseud: 'Gull & Inkwell' }),
      status: 200,
      says: ['Miss Bates'],
    },
    { case: 'GET pseud guest', path: '/users/writer/pseuds/nobody', status: 404 },
    { case: 'GET pseud guest', path: '/users/nobody_here/pseuds/writer', status: 404 },
    { case: 'GET pseud member', path: '/users/writer/pseuds/third_draft', status: 200 },
    { case: 'GET pseud owner', path: '/users/writer/pseuds/third_draft', status: 200 },
    { case: 'GET pseudWorks guest', path: '/users/writer/pseuds/third_draft/works', status: 200 },
    { case: 'GET pseudWorks guest', path: '/users/writer/pseuds/nobody/works', status: 404 },
    { case: 'GET pseudWorks member', path: '/users/writer/pseuds/third_draft/works', status: 200 },
    { case: 'GET pseudWorks owner', path: '/users/writer/pseuds/third_draft/works', status: 200 },
    { case: 'GET creator guest', path: '/creators/far_away', status: 404 },
    { case: 'GET creator guest', path: '/creators/writer', status: 200 },
    { case: 'GET creator member', path: '/creators/far_away', status: 200, says: ['far_away'] },
    { case: 'GET creator owner', path: '/creators/far_away', status: 404 },
    {
      case: 'GET library guest',
      path: '/users/reader/library',
      status: 303,
      leads: '/users/login?back=%2Fusers%2Freader%2Flibrary',
    },
    {
      case: 'GET library member',
      path: '/users/reader/library',
      status: 200,
      says: ['A Copy Kept', 'noindex'],
    },
    { case: 'GET library member', path: '/users/writer/library', status: 404 },
    { case: 'GET library owner', path: '/users/reader/library', status: 404, hides: ['A Copy Kept'] },
    { case: 'GET library owner', path: '/users/moderator/library', status: 200 },
  ],
)

const seenIn = async (path: string, who: string | null = null): Promise<string[]> =>
  titlesIn(await (await world.get(path, who)).text())

test('a tag’s works are found under every spelling of it, and under the wider tag above it', async () => {
  const under = async (name: string) => new Set(await seenIn(`${tagWorks(name)}?language=en&sort=title`))
  const canonical = await under(HOLMES)
  expect(canonical).toContain('The Rooms, Kept')
  expect(canonical).toContain('COME AT ONCE IF CONVENIENT')
  expect(await under('ACD Sherlock Holmes')).toEqual(canonical)
  expect(await under('Sherlock Holmes (Doyle)')).toEqual(canonical)
  const { rows } = await world.pool.query<{ above: string; below: string }>(
    `select above.name as above, below.name as below from meta_tags join tags as above on above.id = meta_id
     join tags as below on below.id = tag_id where exists (select from work_tags where work_tags.tag_id = below.id)`,
  )
  expect(rows.length).toBeGreaterThan(0)
  for (const { above, below } of rows) {
    const wider = await seenIn(`/works?tag=${encodeURIComponent(above)}`, 'reader')
    for (const title of await seenIn(`/works?tag=${encodeURIComponent(below)}`, 'reader'))
      expect(wider, above).toContain(title)
  }
})

test.each([
  ['title', ['The Back Parlour', 'Argos'], 'asc'],
  ['words', [], 'desc'],
  ['posted', [], 'desc'],
  ['updated', [], 'desc'],
])('works can be put in order by %s, both ways', async (sort, _some, usual) => {
  const usually = await everyTitle(`sort=${sort}`)
  const up = await everyTitle(`sort=${sort}&order=asc`)
  const down = await everyTitle(`sort=${sort}&order=desc`)
  expect(up).toEqual([...down].reverse())
  expect(usually).toEqual(usual === 'asc' ? up : down)
  const { rows } = await world.pool.query<{
    title: string
    title_key: string
    words: number
    posted: Date
    updated: Date
  }>(
    'select title, title_key, words, coalesce(published_on, posted_at::date) as posted, sorted_at as updated from works',
  )
  const facts = new Map(rows.map((row) => [row.title, row]))
  const values = up
    .map((title) => facts.get(title))
    .map((row) => {
      if (!row) throw new Error('a title that no work has')
      if (sort === 'words') return row.words
      if (sort === 'posted') return new Date(row.posted).getTime()
      if (sort === 'updated') return row.updated.getTime()
      return row.title_key
    })
  if (sort !== 'title') expect(values).toEqual([...values].sort((a, b) => Number(a) - Number(b)))
  else expect(up.indexOf('Argos')).toBeLessThan(up.indexOf('The Back Parlour'))
})

/** Of every page of the list. */
async function everyTitle(query: string): Promise<string[]> {
  const titles: string[] = []
  for (let page = 1; ; page++) {
    const some = await seenIn(`/works?language=en&${query}&page=${page}`)
    if (page > 1 && (some.length === 0 || some.every((title) => titles.includes(title)))) return titles
    titles.push(...some)
  }
}

test('[W-018] works can be listed by language, with the right total and the language kept in the form', async () => {
  const { rows } = await world.pool.query<{ language: string; works: number }>(
    "select language, count(*)::int as works from works where audience = 'public' and standing = 'posted' group by 1",
  )
  for (const { language, works } of rows) {
    const page = await (await world.get(`/works?language=${language}&sort=title`)).text()
    expect(titlesIn(page).length, language).toBe(Math.min(works, 20))
    expect(page, language).toMatch(new RegExp(`<option value="${language}"[^>]* selected`))
  }
  expect(await seenIn('/works?language=cy')).toEqual([])
  expect(await (await world.get('/works?language=cy')).text()).toContain('Cymraeg')
})

test('[W-054] an entry of a list says to machines when the work was last updated', async () => {
  const page = await (await world.get('/works')).text()
  const entries = page.match(/<li id="work_\d+"/g) ?? []
  expect(entries).toHaveLength(20)
  const times = [...page.matchAll(/<p class="datetime"><time datetime="([^"]+)"/g)].map(
    (found) => found[1] ?? '',
  )
  expect(times).toHaveLength(20)
  for (const time of times) expect(new Date(time).toISOString()).toBe(time)
  expect(times).toEqual([...times].sort().reverse())
})
