import { afterAll, beforeAll, expect, test } from 'vitest'
import { aChapter, makeWorld, type World } from '../../test/world.ts'

/** What a page says to search engines, and to places that show a link to it. */
let world: World
const at = { work: 0, chapters: [] as number[], away: 0, adult: 0, series: 0, mixed: 0 }

beforeAll(async () => {
  world = await makeWorld('sample')
  const [writer, shy] = [await world.known('writer'), await world.person('shy')]
  await world.pool.query(
    `update people set preferences = preferences || '{"hideFromSearch": true}' where name = 'shy'`,
  )
  const chapters = ['One', 'Two'].map((title) => aChapter({ title }))
  at.work = await world.work(writer, { title: 'The Found Umbrella', chapters })
  at.chapters = (
    await world.pool.query('select id from chapters where work_id = $1 order by position', [at.work])
  ).rows.map(({ id }) => id)
  at.away = await world.work(shy, { title: 'Away', series: [{ title: 'Far Off', position: 1 }] })
  await world.work(shy, { title: 'No Name', anonymous: true, series: [{ title: 'Masks', position: 1 }] })
  at.adult = await world.work(writer, { title: 'Late', rating: 'Explicit' })
  const series = await world.pool.query<{ id: number; title: string }>('select id, title from series')
  at.series = series.rows.find(({ title }) => title === 'Far Off')?.id ?? 0
  at.mixed = series.rows.find(({ title }) => title === 'Masks')?.id ?? 0
})
afterAll(() => world.end())

async function told(path: string, who: string | null = null) {
  const html = await (await world.get(path, who)).text()
  const one = (pattern: RegExp) => pattern.exec(html)?.[1]?.replaceAll('&amp;', '&')
  return {
    canonical: one(/<link rel="canonical" href="http:\/\/archive.test([^"]*)"/),
    shared: one(/<meta property="og:url" content="http:\/\/archive.test([^"]*)"/),
    away: html.includes('<meta name="robots" content="noindex"'),
  }
}
const found = (path: string) => ({ canonical: path, shared: path, away: false })

test('a text that is under several addresses is found at one', async () => {
  const { work, chapters } = at
  const first = ['', '?view_full_work=true', '?view_adult=true&ui=de', `/chapters/${chapters[0]}`]
  for (const more of first) expect(await told(`/works/${work}${more}`), more).toEqual(found(`/works/${work}`))
  const second = `/works/${work}/chapters/${chapters[1]}`
  expect(await told(`${second}?view_adult=true`)).toEqual(found(second))
})

test('a link to a search or to a later page leads there and not to the list’s beginning', async () => {
  for (const path of ['/works?q=lamp', '/works?page=2', '/tags/Fluff/works?sort=words&page=1', '/'])
    expect(await told(path)).toEqual(found(path))
  expect(await told('/works?q=lamp&ui=de')).toEqual(found('/works?q=lamp'))
})

test('of a work that is kept from search engines its chapter index is, too, and a series of such', async () => {
  const nowhere = { canonical: undefined, shared: undefined, away: true }
  for (const path of [`/works/${at.away}`, `/works/${at.away}/navigate`, `/series/${at.series}`])
    expect(await told(path), path).toEqual(nowhere)
  expect(await told(`/works/${at.work}/navigate`)).toEqual(found(`/works/${at.work}/navigate`))
  // Of an anonymous work nothing is other than of all the rest.
  expect(await told(`/series/${at.mixed}`)).toEqual(found(`/series/${at.mixed}`))
})

test('a work for adults names its address where it is shared, and is found nowhere', async () => {
  const address = `/works/${at.adult}`
  expect(await told(address)).toEqual({ canonical: undefined, shared: address, away: true })
})
