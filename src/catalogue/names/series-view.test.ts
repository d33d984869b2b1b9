import { afterAll, beforeAll, expect, test } from 'vitest'
import { questionsAsked } from '../../../test/questions-asked.ts'
import { plain, titlesIn } from '../../../test/sample.ts'
import { makeWorld, type World } from '../../../test/world.ts'

let world: World
/** A short one and a long one, of works by two. */
const series = { short: 0, long: 0 }
const LENGTH = 300

beforeAll(async () => {
  world = await makeWorld()
  const by = await world.person('keeper', 'owner', ['Second Hand'])
  await world.person('reader')
  series.short = await seriesOf('Short', await works('Short', 3))
  series.long = await seriesOf('Long', await works('Long', LENGTH))

  async function works(title: string, many: number): Promise<number[]> {
    const first = await world.work(by, { title: `${title} 1`, creators: ['keeper', 'Second Hand'] })
    const { rows } = await world.pool.query<{ id: number }>(
      `with copied as (insert into works select (w).* from works as one,
         jsonb_populate_record(null::works, '{}') as none, lateral (select jsonb_populate_record(one, jsonb_build_object(
           'id', 10000 + one.id * 1000 + n, 'title', $2 || ' ' || n, 'title_key', lower($2) || n, 'words', n)) as w
         from generate_series(2, $3::int) as n) as each where one.id = $1 returning id)
       select id from copied`,
      [first, title, many],
    )
    const ids = [first, ...rows.map(({ id }) => id)]
    await world.pool.query(
      `insert into creatorships (work_id, pen_name_id, position)
       select id, pen_name_id, position from creatorships, unnest($2::int[]) as id where work_id = $1 and id <> $1`,
      [first, ids],
    )
    return ids
  }
})
afterAll(() => world.end())

async function seriesOf(title: string, works: readonly number[]): Promise<number> {
  const { rows } = await world.pool.query<{ id: number }>(
    "insert into series (title, person_id) select $1, id from people where name = 'keeper' returning id",
    [title],
  )
  await world.pool.query(
    'insert into series_works (series_id, work_id, position) select $1, id, place from unnest($2::int[]) with ordinality as one (id, place)',
    [rows[0]?.id, works],
  )
  return rows[0]?.id ?? 0
}

test.each([null, 'reader', 'keeper'])('a series of hundreds asks what one of three asks: %s', async (who) => {
  const [short, long] = [`/series/${series.short}`, `/series/${series.long}`]
  const asked = async (path: string) => {
    await world.get(path, who)
    const all = await questionsAsked(world.pool, () => world.get(path, who))
    return all.slice(all.findIndex(({ text }) => text.includes('"summary", "notes", "complete"')))
  }
  const [few, many] = [await asked(short), await asked(long)]
  expect(few.length).toBeGreaterThan(2)
  expect(many.map(({ text }) => text.slice(0, 60))).toEqual(few.map(({ text }) => text.slice(0, 60)))
  expect(Math.max(...many.map(({ values }) => values.flat().length))).toBeLessThan(60)
})

test('it has twenty works a page, in its order, and says of itself what they are all together', async () => {
  const titles: string[] = []
  for (const page of ['', '?page=2', '?page=15']) {
    const html = await (await world.get(`/series/${series.long}${page}`)).text()
    titles.push(...titlesIn(html))
    expect(html).toContain(`<dd class="works">${LENGTH}</dd>`)
    expect(plain(html)).toContain('keeper')
    expect(plain(html)).toContain('Second Hand (keeper)')
  }
  const numbers = titles.map((title) => Number(title.replace('Long ', '')))
  const pages = [1, 21, 281].map((from) => Array.from({ length: 20 }, (_, at) => from + at))
  expect(numbers).toEqual(pages.flat())
  expect(titlesIn(await (await world.get(`/series/${series.long}?page=99`)).text())[0]).toBe('Long 281')
})

test('one anonymous work on the last page keeps the names off the first', async () => {
  await world.pool.query("update works set disclosure = 'anonymous' where title = 'Long 300'")
  const html = await (await world.get(`/series/${series.long}`)).text()
  expect(/<p class="byline">(.*?)<\/p>/s.exec(html.slice(html.indexOf('page-head')))?.[1]).toContain(
    'Anonymous',
  )
  await world.pool.query("update works set disclosure = 'open' where title = 'Long 300'")
})

test('what a reader may not see is in no figure of it', async () => {
  await world.pool.query("update works set standing = 'hidden' where title = 'Long 2'")
  await world.pool.query("update works set audience = 'members' where title = 'Long 3'")
  const works = async (who: string | null): Promise<string | undefined> =>
    /<dd class="works">(\d+)</.exec(await (await world.get(`/series/${series.long}`, who)).text())?.[1]
  expect(await works(null)).toBe(String(LENGTH - 2))
  expect(await works('reader')).toBe(String(LENGTH - 1))
})
