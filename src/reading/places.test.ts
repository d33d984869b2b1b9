import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { questionsAsked } from '../../test/questions-asked.ts'
import { routeCases } from '../../test/route-cases.ts'
import { idOf, plain } from '../../test/sample.ts'
import { aChapter, makeWorld, NOW, type Sendable, type World } from '../../test/world.ts'
import type { WorkId } from '../core/ids.ts'
import { placeOf, placesOf } from '../library/index.ts'

let world: World
const at = { work: 0, members: 0, draft: 0, chapters: [] as number[] }

beforeAll(async () => {
  world = await makeWorld('sample')
  at.work = await idOf(world, 'The Lawyer’s Pomegranate')
  at.members = await idOf(world, 'A Very Small Safe')
  at.draft = await world.work(await world.known('writer'), { title: 'Not Yet' }, 'draft')
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
const page = async (path: string, as: string | null = 'reader') => (await world.get(path, as)).text()
const sent = (form: Sendable, as: string | null = 'reader', work = at.work) =>
  world.post(`/works/${work}/place`, form, as)
const place = async (name = 'reader', work = at.work) =>
  placeOf(world.db, await world.known(name), work as WorkId)
const second = () => ({ chapter: String(at.chapters[1]), paragraph: '3', share: '0.4', chapters: '3' })
const listed = (work: number, chapter: number | null, more = {}) => ({
  ...{ work, chapter, paragraph: 2, share: 0.3, at: '2026-11-22T11:00:00Z', chapters: 3 },
  ...more,
})
const ofGuest = (places: readonly unknown[], slot = 'continue', as: string | null = null) =>
  world.post('/places', { slot, places: JSON.stringify(places) }, as)

routeCases(
  () => world,
  [
    { case: 'POST place guest', path: () => `/works/${at.work}/place`, form: { chapter: '1' }, status: 404 },
    { case: 'POST place member', path: () => `/works/${at.work}/place`, form: { chapter: 'x' }, status: 204 },
    { case: 'POST place member', path: () => `/works/${at.draft}/place`, form: {}, status: 404 },
    { case: 'POST place member', path: '/works/2147483647/place', status: 404 },
    { case: 'POST place member', path: '/works/none/place', status: 404 },
    {
      case: 'POST place member',
      path: () => `/works/${at.work}/place`,
      form: { places: '{"a":' },
      status: 422,
    },
    { case: 'POST place owner', path: () => `/works/${at.members}/place`, form: {}, status: 204 },
    { case: 'POST places guest', path: '/places', form: { places: '[]' }, status: 200 },
    { case: 'POST places guest', path: '/places', form: { places: 'none' }, status: 422 },
    { case: 'POST places member', path: '/places', form: { places: '[]' }, status: 200 },
    { case: 'POST places owner', path: '/places', form: { places: '[]' }, status: 200 },
  ],
)

describe('of an account', () => {
  test('it stands on the front page, in lists, in the chapter index, and above the text elsewhere', async () => {
    expect((await sent(second())).status).toBe(204)
    const where = `/works/${at.work}/chapters/${at.chapters[1]}#place`
    expect(plain(await page('/'))).toMatch(/Continue reading\s*The Lawyer’s Pomegranate\s*Chapter 2 of 3: /)
    for (const path of ['/', '/works?q=Pomegranate', `/works/${at.work}`, `/works/${at.work}/navigate`])
      expect(await page(path), path).toContain(where)
    expect(plain(await page('/works?q=Pomegranate'))).toContain('Continue in chapter 2')
    // On the very chapter the script offers the line; the page itself says nothing.
    expect(await page(`/works/${at.work}/chapters/${at.chapters[1]}`)).not.toContain('class="place-bar"')
    expect(await page('/', 'writer')).not.toContain(where)
    // Before all else: whoever has begun something has come back for it.
    const home = await page('/')
    expect(home.indexOf('class="places"')).toBeLessThan(home.indexOf('class="opening"'))
    expect(await page('/', null)).not.toContain('class="places"')
  })

  test('a new chapter is said everywhere, and who had read all goes on with it', async () => {
    const writer = await world.known('writer')
    const chapters = [aChapter({ title: 'One' }), aChapter({ title: 'Two' })]
    const title = 'The Growing Thing'
    const id = await world.work(writer, { title, chapters, chapterCount: { posted: 2, expected: null } })
    const [first, last] = await chaptersOf(id)
    await sent({ chapter: String(last), paragraph: '0', share: '1', chapters: '2' }, 'reader', id)
    expect(await page('/')).not.toContain(title)
    expect(await page('/works?q=Growing+Thing')).toContain('You have read what there is of it.')
    const more = { chapter_title: 'Three', body: 'And then it grew.', as: 'post', key: crypto.randomUUID() }
    expect((await world.post(`/works/${id}/chapters/new`, more, 'writer')).status).toBe(303)
    const third = (await chaptersOf(id))[2]
    for (const path of ['/', '/works?q=Growing+Thing', `/works/${id}/chapters/${first}`]) {
      expect(await page(path), path).toContain(`/works/${id}/chapters/${third}#place`)
      expect(await page(path), path).toContain('1 new chapter since')
    }
    expect(plain(await page(`/works/${id}/navigate`))).toMatch(/3\.\s*Three\s*New/)
  })

  test('a page says which chapters it shows, and a place made on it marks those set in between', async () => {
    const writer = await world.known('writer')
    const chapters = ['One', 'Two'].map((title) => aChapter({ title }))
    const id = await world.work(writer, {
      title: 'The Patched Coat',
      chapters,
      chapterCount: { posted: 2, expected: null },
    })
    const known = /data-known="([^"]+)"/.exec(await page(`/works/${id}`))?.[1] ?? ''
    const [first] = await chaptersOf(id)
    const between = { chapter_title: 'Between', body: 'A patch.', as: 'post', key: crypto.randomUUID() }
    await world.post(`/works/${id}/chapters/new`, between, 'writer')
    await world.pool.query(
      `update chapters set position = -position where work_id = $1 and title = 'Between'`,
      [id],
    )
    await sent({ chapter: String(first), paragraph: '4', share: '0.3', known }, 'reader', id)
    const index = plain(await page(`/works/${id}/navigate`))
    expect(index).toMatch(/Between\s*New/)
    expect(index).not.toMatch(/Two\s*New/)
  })

  test('several at once, of any works; what is not of the shape is left out, what is not there passed over', async () => {
    await world.pool.query('delete from places')
    const far = { at: '2099-01-01T00:00:00+02:00' }
    const places = [
      listed(at.members, null, { device: 'Tablet' }),
      listed(at.work, at.chapters[2] ?? 0, far),
      listed(at.draft, null),
      listed(at.work, at.chapters[0] ?? 0, { at: '1999-01-01T00:00:00Z' }),
      ...['nonsense', null, { work: 'x' }, listed(at.work, null, { share: 4 }), listed(-1, null)],
    ]
    expect((await sent({ places: JSON.stringify(places) }, 'moderator')).status).toBe(204)
    expect(await place('moderator')).toMatchObject({ chapterId: at.chapters[2], at: NOW })
    expect(await place('moderator', at.members)).toMatchObject({ device: 'Tablet', chapterId: null })
    expect(await placesOf(world.db, await world.known('moderator'))).toHaveLength(2)
  })

  test('it can be taken off the list', async () => {
    await sent(second())
    const answer = await sent({ deed: 'forget', back: '/' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/'])
    expect(await place()).toBeUndefined()
  })

  test('of whom nothing is to be remembered, nothing is: their browser keeps it', async () => {
    const name = 'green_chapel'
    await world.pool.query(`update people set preferences = '{"history": false}' where name = $1`, [name])
    expect(await page(`/works/${at.work}`, name)).not.toContain(`data-to="/works/${at.work}/place"`)
    expect(await page(`/works/${at.work}`)).toContain(`data-to="/works/${at.work}/place"`)
    expect((await sent(second(), name)).status).toBe(409)
    expect(await place(name)).toBeUndefined()
    expect(await (await ofGuest([listed(at.work, at.chapters[1] ?? 0)], 'lines', name)).text()).toContain(
      'chapter 2',
    )
  })

  test('a work that is hidden from its reader is nowhere', async () => {
    await sent(second(), 'writer')
    expect(await page('/', 'writer')).toContain('class="places"')
    await world.pool.query("update works set standing = 'hidden' where id = $1", [at.work])
    expect(await page('/', 'writer')).not.toContain('class="places"')
    expect((await sent(second(), 'writer')).status).toBe(404)
    await world.pool.query("update works set standing = 'posted' where id = $1", [at.work])
  })

  test('a list of works asks for all places at once', async () => {
    const { rows } = await world.pool.query<{ id: number }>('select id from works order by id')
    // The lowest of a few: the catalogue asks what was changed just before, meanwhile.
    const count = async (): Promise<number> => {
      const counts: number[] = []
      for (let n = 0; n < 4; n++) counts.push((await questionsAsked(world.pool, () => page('/works'))).length)
      return Math.min(...counts)
    }
    const before = await count()
    expect(before).toBeGreaterThan(0)
    await sent({ places: JSON.stringify(rows.map(({ id }) => listed(id, null))) })
    expect(await count()).toBe(before)
    expect((await page('/works')).match(/class="place-line"/g)?.length).toBeGreaterThan(10)
  })
})

describe('of a guest', () => {
  test('the lines of the page are made by the archive, from what the browser sends', async () => {
    const places = [listed(at.work, at.chapters[1] ?? 0, { chapters: 2 })]
    expect(plain(await (await ofGuest(places)).text())).toContain('1 new chapter since')
    expect(await (await ofGuest(places, 'lines')).text()).toContain(`data-place-of="${at.work}"`)
    expect(await (await ofGuest([listed(at.work, null, { share: 1 })], 'bar')).text()).toBe('')
  })

  test('[A-33] odd figures of a browser, which anybody may send, are no fault of the archive’s', async () => {
    const odd = [
      ...[
        { paragraph: 3.5 },
        { paragraph: 1e300 },
        { chapters: 1.5 },
        { chapters: 1e300 },
        { share: 1e-300 },
      ],
      ...[{ at: '0000-01-01T00:00:00Z' }, { at: '9999-12-31T23:59:59Z' }, { at: '0044-03-15T00:00:00Z' }],
      ...[{ device: 'a\u0000b' }, { device: '\ud800' }, { device: 'x'.repeat(1_000) }],
    ]
    for (const more of odd) {
      const says = JSON.stringify(more)
      const place = { ...listed(at.work, at.chapters[1] ?? 0, { share: 0.2 }), ...more }
      expect((await ofGuest([place])).status, says).toBe(200)
      expect((await sent({ places: JSON.stringify([place]) })).status, says).toBe(204)
    }
  })

  test('of a work for members, a draft, and one that is not revealed, there is nothing', async () => {
    const hidden = await world.work(await world.known('writer'), { title: 'Under a Cloth' })
    await world.pool.query("update works set disclosure = 'unrevealed' where id = $1", [hidden])
    const places = [at.members, at.draft, hidden, 2_000_000].map((id) => listed(id, null))
    for (const slot of ['continue', 'lines', 'bar'])
      expect(await (await ofGuest(places, slot)).text()).toBe('')
    expect(await (await ofGuest(places, 'lines', 'reader')).text()).toContain(`data-place-of="${at.members}"`)
  })
})
