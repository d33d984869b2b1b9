import { afterAll, beforeAll, expect, test } from 'vitest'
import { routeCases } from '../../test/route-cases.ts'
import { idOf } from '../../test/sample.ts'
import { aChapter, makeWorld, type World } from '../../test/world.ts'
import { NOTHING_SAID } from '../works/index.ts'

let world: World
const at = { open: 0, members: 0, draft: 0, kept: 0, refused: 0 }
beforeAll(async () => {
  world = await makeWorld('sample')
  const [reader, writer] = [await world.known('reader'), await world.known('writer')]
  at.open = await idOf(world, 'The Umbrella Stand')
  at.members = await idOf(world, 'A Very Small Safe')
  at.draft = await world.work(writer, { title: 'Not Yet' }, 'draft')
  at.kept = await world.work(reader, { title: 'Kept Close' }, 'kept')
  at.refused = await world.work(writer, {
    title: 'Stay Here',
    permissions: { ...NOTHING_SAID, download: 'no' },
  })
})
afterAll(() => world.end())

routeCases(
  () => world,
  [
    { case: 'GET download guest', path: () => `/downloads/${at.open}/any-name.epub`, status: 200 },
    {
      case: 'GET download guest',
      path: () => `/downloads/${at.open}/any-name.HTML`,
      status: 200,
      says: ['The Umbrella Stand'],
    },
    {
      case: 'GET download guest',
      path: () => `/downloads/${at.open}/x.txt`,
      status: 200,
      says: ['The Umbrella Stand'],
    },
    {
      case: 'GET download guest',
      path: () => `/downloads/${at.open}/x.md`,
      status: 200,
      says: ['title: The Umbrella Stand'],
    },
    { case: 'GET download guest', path: () => `/downloads/${at.members}/x.txt`, status: 404 },
    { case: 'GET download guest', path: () => `/downloads/${at.refused}/x.md`, status: 403 },
    { case: 'GET download guest', path: () => `/downloads/${at.open}/x.docx`, status: 404 },
    { case: 'GET download guest', path: () => `/downloads/${at.open}/constructor`, status: 404 },
    { case: 'GET download guest', path: () => `/downloads/${at.open}/x.toString`, status: 404 },
    { case: 'GET download guest', path: () => `/downloads/${at.members}/x.html`, status: 404 },
    { case: 'GET download guest', path: () => `/downloads/${at.draft}/x.epub`, status: 404 },
    { case: 'GET download guest', path: () => `/downloads/${at.kept}/x.epub`, status: 404 },
    { case: 'GET download guest', path: () => `/downloads/${at.refused}/x.html`, status: 403 },
    { case: 'GET download guest', path: '/downloads/0/x.html', status: 404 },
    { case: 'GET download guest', path: '/downloads/one/x.html', status: 404 },
    {
      case: 'GET download member',
      path: () => `/downloads/${at.members}/x.html`,
      status: 200,
      says: ['A Very Small Safe'],
    },
    {
      case: 'GET download member',
      path: () => `/downloads/${at.kept}/x.html`,
      status: 200,
      says: ['Kept Close'],
    },
    { case: 'GET download member', path: () => `/downloads/${at.draft}/x.html`, status: 404 },
    { case: 'GET download owner', path: () => `/downloads/${at.kept}/x.html`, status: 404 },
    { case: 'GET download owner', path: () => `/downloads/${at.members}/x.html`, status: 200 },
  ],
)

const TITLES = [
  'Plain',
  'It’s “Quoted” — ‘Twice’ – and "straight" \'too\'',
  'Crème Brûlée & Ångström',
  'Война и мир: конец',
  '瀟湘館的鸚鵡',
  'ふしぎの国の郵便局',
  '별주부의 사직서',
  'رسالة إلى شارع بيكر',
  '🦔🕯️ only these 👩‍👩‍👧',
  '../../etc/passwd\\..\\x',
  '<script>alert(1)</script>',
  'semi;colon, comma = equals %41 %00',
  '...',
  'CON.html',
  'x'.repeat(255),
]

test.each(TITLES)(
  '[W-059] downloads as the right type, and under a name that any system takes: %s',
  async (title) => {
    const by = await world.known('writer')
    for (const chapters of [[aChapter()], [aChapter(), aChapter({ position: 2, title })]]) {
      const id = await world.work(by, { title, chapters, additionalTags: [`of ${chapters.length}`] })
      const page = await (await world.get(`/works/${id}`)).text()
      const links = [...page.matchAll(/href="(\/downloads\/[^"]+)"/g)].map((found) => found[1] ?? '')
      expect(links).toHaveLength(2)
      for (const link of links) {
        const answer = await world.get(link.replaceAll('&amp;', '&'))
        expect(answer.status, link).toBe(200)
        const bytes = Buffer.from(await answer.arrayBuffer())
        const epub = link.endsWith('.epub')
        expect(answer.headers.get('content-type')).toBe(
          epub ? 'application/epub+zip' : 'text/html; charset=utf-8',
        )
        if (epub) expect(bytes.subarray(30, 58).toString('latin1')).toBe('mimetypeapplication/epub+zip')
        else expect(bytes.toString()).toMatch(/^<!DOCTYPE html/i)
        const named = answer.headers.get('content-disposition') ?? ''
        expect(named).toMatch(
          /^attachment; filename="[A-Za-z0-9 _.-]+\.(epub|html)"; filename\*=UTF-8''[^/\\;"]+$/,
        )
        expect(decodeURIComponent(/''(.*)$/.exec(named)?.[1] ?? '')).not.toMatch(/[/\\\p{Cc}]/u)
      }
    }
  },
)

test('an unchanged file is not sent twice, and a changed one is', async () => {
  const by = await world.known('writer')
  const id = await world.work(by, { title: 'Once' })
  const first = await world.get(`/downloads/${id}/x.epub`)
  const etag = first.headers.get('etag') ?? ''
  const again = await world.get(`/downloads/${id}/x.epub`, null, { 'if-none-match': etag })
  expect(again.status).toBe(304)
  expect((await again.arrayBuffer()).byteLength).toBe(0)
  await world.pool.query("update works set title = 'Twice', changed_at = now() where id = $1", [id])
  expect((await world.get(`/downloads/${id}/x.epub`, null, { 'if-none-match': etag })).status).toBe(200)
})

test('a download is no page of this site: it can run nothing and send nothing', async () => {
  const answer = await world.get(`/downloads/${at.open}/x.html`)
  expect(answer.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/)
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment/)
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
})

test('[W-063] a download never holds a draft chapter, and a work with none posted still gives its head', async () => {
  const by = await world.known('writer')
  const chapters = [
    aChapter({ html: '<p>The posted part.</p>' }),
    aChapter({ position: 2, html: '<p>The secret part.</p>' }),
  ]
  const id = await world.work(by, { title: 'Half Out', chapters })
  await world.pool.query("update chapters set standing = 'draft' where work_id = $1 and position = 2", [id])
  const half = await (await world.get(`/downloads/${id}/x.html`)).text()
  expect(half).toContain('The posted part.')
  expect(half).not.toContain('The secret part.')
  await world.pool.query("update chapters set standing = 'draft' where work_id = $1", [id])
  for (const format of ['html', 'epub'])
    expect((await world.get(`/downloads/${id}/x.${format}`)).status).toBe(200)
  const none = await (await world.get(`/downloads/${id}/x.html`)).text()
  expect(none).toContain('Half Out')
  expect(none).not.toMatch(/The (posted|secret) part/)
  expect((await world.get(`/works/${id}`)).status).toBe(200)
})
