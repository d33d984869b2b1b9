import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plain, titlesIn } from '../sample.ts'
import { unzip } from '../unzip.ts'
import { aChapter, BASE_URL, makeWorld, type World } from '../world.ts'

/** The pen name stands on the anonymous work alone: wherever it is read, it was told. */
const PEN = 'Qzsecretquill'
const ACCOUNT = 'qzsecretaccount'

let world: World
const at = { anonymous: 0, source: 0, derived: 0, series: 0, cited: 0 }

beforeAll(async () => {
  world = await makeWorld('sample')
  const writer = await world.person(ACCOUNT, 'member', [PEN])
  const chapters = [1, 2].map((position) =>
    aChapter({ position, html: '<p>Whose hand is this?</p>', creators: [PEN] }),
  )
  const other = await world.known('library_door')
  at.cited = await world.work(other, { title: 'The Cited One', creators: ['library_door'] })
  const here = (id: number, title: string) => ({
    title,
    creators: [PEN],
    url: `${BASE_URL}/works/${id}`,
    language: 'en',
  })
  at.anonymous = await world.work(writer, {
    title: 'By Nobody',
    creators: [PEN],
    anonymous: true,
    chapters,
    fandoms: ['One', 'Two', 'Three', 'Four'],
    additionalTags: ['Guess Who'],
    series: [{ title: 'Masks', position: 1 }],
    relatedWorks: [{ relation: 'inspired-by', ...here(at.cited, 'The Cited One') }],
  })
  at.derived = await world.work(other, {
    title: 'After Nobody',
    creators: ['library_door'],
    relatedWorks: [{ relation: 'inspired-by', ...here(at.anonymous, 'By Nobody') }],
  })
  await world.pool.query('update related_works set approved = true')
  const { rows } = await world.pool.query<{ id: number }>("select id from series where title = 'Masks'")
  at.series = rows[0]?.id ?? 0
})
afterAll(() => world.end())

const surfaces = (): string[] => [
  '/',
  '/works',
  '/works?q=Nobody',
  '/works?tag=Guess Who',
  `/works/${at.anonymous}`,
  `/works/${at.anonymous}?view_full_work=true`,
  `/works/${at.anonymous}/navigate`,
  `/works/${at.derived}`,
  `/works/${at.cited}`,
  `/series/${at.series}`,
  '/tags/Guess Who',
  '/tags/Guess Who/works',
  '/tags/One/works',
  '/media',
  `/downloads/${at.anonymous}/x.html`,
  `/downloads/${at.derived}/x.html`,
  `/downloads/${at.cited}/x.html`,
]

describe.each([
  ['a guest', null],
  ['another member', 'reader'],
  ['the owner of the archive', 'moderator'],
])('to %s an anonymous work names nobody', (_who, who) => {
  test('[W-064] [W-074] on no page and in no download', async () => {
    for (const path of surfaces()) {
      const answer = await world.get(path, who)
      expect(answer.status, path).toBe(200)
      const text = await answer.text()
      expect(text.toLowerCase().includes(PEN.toLowerCase()), path).toBe(false)
      expect(text.toLowerCase().includes(ACCOUNT), path).toBe(false)
    }
    expect(plain(await (await world.get(`/works/${at.anonymous}`, who)).text())).toContain('Anonymous')
    expect(plain(await (await world.get(`/works/${at.derived}`, who)).text())).toMatch(
      /Inspired by By Nobody by Anonymous/,
    )
  })

  test('[W-064] in no part of an EPUB', async () => {
    for (const id of [at.anonymous, at.derived, at.cited]) {
      const book = Buffer.from(await (await world.get(`/downloads/${id}/x.epub`, who)).arrayBuffer())
      for (const [name, bytes] of unzip(book)) {
        const text = Buffer.from(bytes).toString().toLowerCase()
        expect(text.includes(PEN.toLowerCase()) || text.includes(ACCOUNT), name).toBe(false)
      }
    }
  })

  test('and its writer’s name leads nowhere near it', async () => {
    for (const q of [PEN, ACCOUNT, `"${PEN}"`]) {
      expect(titlesIn(await (await world.get(`/works?q=${q}`, who)).text()), q).toEqual([])
    }
    for (const path of [
      `/users/${ACCOUNT}`,
      `/users/${ACCOUNT}/works`,
      `/users/${ACCOUNT}/pseuds/${PEN}`,
      `/users/${ACCOUNT}/pseuds/${PEN}/works`,
      `/creators/${PEN}`,
    ]) {
      const answer = await world.get(path, who)
      const page = await answer.text()
      expect(page, path).not.toContain('By Nobody')
      expect(page, path).not.toMatch(/>(One|Two|Masks)</)
    }
  })
})

test('those who wrote it see their own name on it', async () => {
  expect(await (await world.get(`/works/${at.anonymous}`, ACCOUNT)).text()).toContain(PEN)
})

test('[W-064] a work in more than three fandoms is titled multi-fandom in its file', async () => {
  const file = await (await world.get(`/downloads/${at.anonymous}/x.html`)).text()
  expect(/<title>(.*?)<\/title>/s.exec(file)?.[1]).toMatch(/^By Nobody - Anonymous - Multifandom$/i)
})
