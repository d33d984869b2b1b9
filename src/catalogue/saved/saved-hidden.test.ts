import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { idOf, plain, titlesIn } from '../../../test/sample.ts'
import { makeWorld, NOW, type World } from '../../../test/world.ts'
import type { Member } from '../../core/actor.ts'
import type { TagId, WorkId } from '../../core/ids.ts'
import { findTag } from '../../tags/index.ts'
import { NOTHING_HIDDEN } from './choices.ts'
import { hiddenBy, hide, MOST_HIDDEN, show } from './hidden.ts'

let world: World
let reader: Member
let writer: Member
beforeAll(async () => {
  world = await made()
  reader = await world.known('reader')
  writer = await world.known('writer')
})
beforeEach(async () => {
  await world.pool.query('truncate hidden_tags, hidden_works, hidden_creators, mutes')
})
afterAll(async () => {
  await world.end()
})

async function made(): Promise<World> {
  const one = await makeWorld('sample')
  const by = await one.known('writer')
  const tags = { fandoms: ['Greek Mythology'], additionalTags: ['Fluff', 'A Tag of Mine'] }
  await one.work(by, { title: 'Whose Is It', ...tags })
  await one.pool.query("update works set disclosure = 'anonymous' where title = 'Whose Is It'")
  await one.work(by, { title: 'By Two', creators: ['writer', 'third_draft'], ...tags })
  await one.work(by, { title: 'For Members', audience: 'members', ...tags })
  return one
}

const page = async (path: string, who: string | null = 'reader'): Promise<string> =>
  (await world.get(path, who)).text()
const hideAt = (at: string, who: string | null = 'reader') =>
  world.post('/settings/hidden', { hide: at, back: '/works' }, who)

describe('what a reader hides', () => {
  test('[U-017] by a person is gone from that reader’s lists, and from nobody else’s', async () => {
    const lists = [
      '/works',
      '/works?q=rooms',
      '/users/mrs_hudson_rents',
      '/tags/Sherlock Holmes - Arthur Conan Doyle/works',
    ]
    const theirs = new Set(
      (
        await world.pool.query(
          "select title from works join creatorships on work_id = works.id join pen_names on pen_names.id = pen_name_id where pen_names.name = 'mrs_hudson_rents'",
        )
      ).rows.map(({ title }) => title),
    )
    const found = async (who: string | null) =>
      (await Promise.all(lists.map((path) => page(path, who))))
        .flatMap(titlesIn)
        .filter((title) => theirs.has(title))
    const others = [await found('writer'), await found(null)]
    expect((await found('reader')).length).toBeGreaterThan(1)
    expect((await hideAt('/users/mrs_hudson_rents')).headers.get('location')).toBe('/works')
    expect(await found('reader')).toEqual([])
    expect([await found('writer'), await found(null)]).toEqual(others)
  })

  test('opens at its own address as before', async () => {
    const id = await idOf(world, 'The Umbrella Stand')
    await hideAt(`/works/${id}`)
    expect(titlesIn(await page('/works?q=umbrella'))).not.toContain('The Umbrella Stand')
    expect((await world.get(`/works/${id}`, 'reader')).status).toBe(200)
    expect(titlesIn(await page('/works?q=umbrella&hidden=show'))).toContain('The Umbrella Stand')
  })

  test('is shown again from its list, from the tag’s page and from the creator’s', async () => {
    await hideAt('/tags/Fluffy')
    expect(await page('/tags/Fluff')).toContain('Hidden: show again')
    const keyOn = async (path: string) => /name="show" value="([^"]+)"/.exec(await page(path))?.[1]
    const key = await keyOn('/users/reader/hidden')
    expect(await keyOn('/tags/Fluff')).toBe(key)
    await world.post('/settings/hidden', { show: key ?? '', back: '/works' }, 'reader')
    expect(await page('/tags/Fluff')).toContain('Hide from my lists')
    await hideAt('/users/writer/pseuds/third_draft')
    const pen = await page('/users/writer/pseuds/third_draft')
    expect(plain(pen)).toContain('Hidden: show third_draft again')
    expect(plain(pen)).toContain('Mute writer')
    expect(plain(pen)).toContain('What you hide takes out')
  })

  test('is chosen from the menu of an entry, by plain buttons of one form', async () => {
    const html = await page('/works?tag=A Tag of Mine&title=Two')
    const menu = /<details class="hide">.*?<\/details>/s.exec(html)?.[0] ?? ''
    expect(
      [...menu.matchAll(/<button type="submit" form="hide" name="hide" value="([^"]+)"/g)].map(
        ([, at]) => at,
      ),
    ).toEqual([expect.stringMatching(/^\/works\/\d+$/), '/users/writer'])
    expect(html).toMatch(/<form id="hide" method="post" action="\/settings\/hidden">/)
    const choose = plain(/<a class="button" href="([^"]+)"/.exec(menu)?.[1] ?? '')
    const tags = await page(choose)
    const at = /value="(\/tags\/freeform%3AA%20Tag%20of%20Mine)"/.exec(tags)?.[1] ?? ''
    expect((await hideAt(at)).status).toBe(303)
    expect(titlesIn(await page('/works?tag=A Tag of Mine&title=Two'))).toEqual([])
  })
})

describe('whose an anonymous work is', () => {
  test('is not told by hiding: no menu names them, and hiding them leaves it where it was', async () => {
    const find = '/works?tag=A Tag of Mine&title=Whose'
    const menu = /<details class="hide">.*?<\/details>/s.exec(await page(find))?.[0]
    expect(menu).not.toMatch(/value="\/(users|creators)\//)
    await hideAt('/users/writer')
    await hideAt('/users/writer/pseuds/writer')
    expect(titlesIn(await page(find))).toEqual(['Whose Is It'])
    expect(await page(find)).not.toContain('takes out')
    const list = await page('/works?sort=title')
    const { rows } = await world.pool.query(
      "select count(distinct works.id)::int as works from works join creatorships on work_id = works.id join pen_names on pen_names.id = pen_name_id where pen_names.person_id = $1 and disclosure = 'open' and standing = 'posted' and audience <> 'kept'",
      [writer.id],
    )
    expect(plain(list)).toContain(`What you hide takes out ${rows[0].works} works`)
  })

  test('is not told by a name from elsewhere that stands under no other work', async () => {
    await world.work(reader, { title: 'A Copy', creators: ['qz_far_away'] }, 'kept')
    expect((await hideAt('/creators/qz_far_away', 'writer')).status).toBe(404)
    expect((await hideAt('/creators/qz_far_away', null)).status).toBe(404)
  })
})

describe('hiding', () => {
  test('[U-016] oneself is refused, and not offered', async () => {
    expect((await hideAt('/users/reader')).status).toBe(422)
    expect((await hideAt('/users/reader/pseuds/reader')).status).toBe(422)
    expect(await page('/users/reader/works')).not.toContain('class="hide-switch"')
    expect(await page('/users/writer/works')).toContain('class="hide-switch"')
    const own = await page('/works?tag=A Tag of Mine&title=Two', 'writer')
    expect(/<details class="hide">.*?<\/details>/s.exec(own)?.[0]).not.toContain('value="/users/writer')
  })

  test('what one may not see is refused as what is not there', async () => {
    const draft = await world.work(writer, { title: 'Not Yet', additionalTags: ['Qzonly'] }, 'draft')
    const [secret, none] = await Promise.all([hideAt(`/works/${draft}`), hideAt('/works/999999')])
    expect([secret.status, none.status]).toEqual([404, 404])
    const [unknown, nothing] = await Promise.all([hideAt('/tags/Qzonly'), hideAt('/tags/Qznothing')])
    expect([unknown.status, nothing.status]).toEqual([404, 404])
  })

  test('what is taken back later is not named any more, and can still be shown again', async () => {
    const id = await world.work(writer, { title: 'Qztaken', additionalTags: ['Qzgone'] })
    await hideAt(`/works/${id}`)
    await hideAt('/tags/Qzgone')
    expect(await page('/users/reader/hidden')).toMatch(/Qzgone.*Qztaken/s)
    await world.pool.query("update works set disclosure = 'unrevealed' where id = $1", [id])
    const html = await page('/users/reader/hidden')
    expect(html).not.toMatch(/Qztaken|Qzgone/)
    expect(html).toContain(`value="work ${id}"`)
    await world.post('/settings/hidden', { show: `work ${id}` }, 'reader')
    expect(await page('/users/reader/hidden')).not.toContain(`value="work ${id}"`)
  })

  test('twice is hiding once; showing what is not hidden is nothing', async () => {
    const thing = { is: 'work', id: (await idOf(world, 'By Two')) as WorkId } as const
    expect(await hide(world.db, reader, thing, NOW)).toBe('hidden')
    expect(await hide(world.db, reader, thing, NOW)).toBe('hidden')
    expect((await hiddenBy(world.db, reader)).works).toHaveLength(1)
    await show(world.db, reader, thing)
    await show(world.db, reader, thing)
    expect(await hiddenBy(world.db, reader)).toEqual(NOTHING_HIDDEN)
  })

  test('has a limit of each sort, said clearly, up to which lists are quick', async () => {
    const fill = async (sql: string) => world.pool.query(sql, [reader.id, NOW])
    await fill(
      "insert into tags (kind, name, name_key) select 'freeform', 'many ' || n, 'many ' || n from generate_series(1, 2100) as n where $1::int > 0 and $2::timestamptz is not null",
    )
    await fill(
      `insert into hidden_tags select $1::int, id, $2::timestamptz from tags where name like 'many %' order by id limit ${MOST_HIDDEN}`,
    )
    await fill(
      "insert into pen_names (name) select 'pen ' || n from generate_series(1, 2000) as n where $1::int > 0 and $2::timestamptz is not null",
    )
    await fill(
      "insert into hidden_creators (person_id, pen_name_id, hidden_at) select $1::int, id, $2::timestamptz from pen_names where name like 'pen %'",
    )
    const tag = await findTag(world.db, 'many 2050')
    expect(await hide(world.db, reader, { is: 'tag', id: tag?.id ?? (0 as TagId) }, NOW)).toBe('too-many')
    const refused = await hideAt('/users/writer/pseuds/third_draft')
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('You hide 2,000 of these')
    await page('/works')
    const from = performance.now()
    for (const path of [
      '/works',
      '/works?language=en',
      '/users/reader/hidden',
      '/users/reader/hidden?of=tags',
    ])
      expect((await world.get(path, 'reader')).status).toBe(200)
    expect((performance.now() - from) / 4).toBeLessThan(1_000)
    expect(plain(await page('/users/reader/hidden'))).toContain('All 2,000')
    await world.pool.query(
      "delete from tags where name like 'many %'; delete from pen_names where name like 'pen %'",
    )
  })
})

test('[U-017] the newest works on the front page are those the reader wants to meet', async () => {
  const id = await world.work(writer, { title: 'Newest of All', additionalTags: ['Qzpage'] })
  await world.pool.query("update works set sorted_at = '2027-01-01' where id = $1", [id])
  expect(await page('/')).toContain('Newest of All')
  await hideAt('/tags/Qzpage')
  expect(await page('/')).not.toContain('Newest of All')
  expect(await page('/', 'writer')).toContain('Newest of All')
  await world.pool.query('truncate hidden_tags')
  await world.post(
    '/settings/filters',
    { deed: 'save', name: 'no', query: 'not=Qzpage', usual: 'on' },
    'reader',
  )
  expect(await page('/')).not.toContain('Newest of All')
  await world.pool.query('truncate saved_filters')
  await world.pool.query('delete from works where id = $1', [id])
})
