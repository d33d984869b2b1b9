import { afterAll, beforeAll, expect, test } from 'vitest'
import { routeCases } from '../../test/route-cases.ts'
import { idOf } from '../../test/sample.ts'
import { aChapter, makeWorld, type World } from '../../test/world.ts'
import { NOTHING_SAID } from '../works/index.ts'
import { calibre } from './kindle-download.ts'

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
    { case: 'GET download guest', path: () => `/downloads/${at.open}/x.pdf?paper=a4&size=14`, status: 200 },
    ...['txt', 'md', 'pdf', 'azw3', 'mobi'].flatMap((format) => [
      {
        case: 'GET download guest' as const,
        path: () => `/downloads/${at.members}/x.${format}`,
        status: 404,
      },
      {
        case: 'GET download guest' as const,
        path: () => `/downloads/${at.refused}/x.${format}`,
        status: 403,
      },
      { case: 'GET download owner' as const, path: () => `/downloads/${at.kept}/x.${format}`, status: 404 },
    ]),
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

/** How a file of each type begins, and where. */
const OPENS: Readonly<Record<string, readonly [type: string, at: number, begins: string]>> = {
  epub: ['application/epub+zip', 30, 'mimetypeapplication/epub+zip'],
  html: ['text/html; charset=utf-8', 0, '<!DOCTYPE html'],
  pdf: ['application/pdf', 0, '%PDF-1.'],
  md: ['text/markdown; charset=utf-8', 0, '---\ntitle: '],
  txt: ['text/plain; charset=utf-8', 0, 'Preface\n'],
  azw3: ['application/vnd.amazon.mobi8-ebook', 60, 'BOOKMOBI'],
  mobi: ['application/x-mobipocket-ebook', 60, 'BOOKMOBI'],
}

async function opensAsItsType(link: string): Promise<void> {
  const answer = await world.get(link)
  const ending = link.split('.').at(-1) ?? ''
  const [type = '', at = 0, begins = ''] = OPENS[ending] ?? []
  expect(answer.status, link).toBe(200)
  const bytes = Buffer.from(await answer.arrayBuffer())
  expect(answer.headers.get('content-type')).toBe(type)
  expect(bytes.toString('latin1', at, at + begins.length)).toBe(begins)
  const named = answer.headers.get('content-disposition') ?? ''
  expect(named).toMatch(/^attachment; filename="[A-Za-z0-9 _.-]+\.([a-z0-9]+)"; filename\*=UTF-8''[^/\\;"]+$/)
  expect(/filename="[^"]*\.([a-z0-9]+)"/.exec(named)?.[1]).toBe(ending)
  expect(decodeURIComponent(/''(.*)$/.exec(named)?.[1] ?? '')).not.toMatch(/[/\\\p{Cc}]/u)
}

const linksOn = async (id: number): Promise<string[]> =>
  [...(await (await world.get(`/works/${id}`)).text()).matchAll(/href="(\/downloads\/[^"]+)"/g)].map(
    ([, link = '']) => link.replaceAll('&amp;', '&'),
  )
const byCalibre = (link: string): boolean => /\.(?:azw3|mobi)$/.test(link)

test.each(TITLES)(
  '[W-059] downloads as the right type, and under a name that any system takes: %s',
  { timeout: 60_000 },
  async (title) => {
    const by = await world.known('writer')
    for (const chapters of [[aChapter()], [aChapter(), aChapter({ position: 2, title })]]) {
      const id = await world.work(by, { title, chapters, additionalTags: [`of ${chapters.length}`] })
      const links = (await linksOn(id)).filter((link) => !byCalibre(link))
      expect(links.map((link) => link.split('.').at(-1))).toEqual(['epub', 'pdf', 'html', 'md', 'txt'])
      for (const link of links) await opensAsItsType(link)
    }
  },
)

test('[W-059] Kindles have theirs where this machine has Calibre, and where not the page says so', {
  timeout: 300_000,
}, async () => {
  const by = await world.known('writer')
  const chapters = [aChapter(), aChapter({ position: 2, title: '“Quoted” 瀟湘館' })]
  const id = await world.work(by, { title: '--help "$(touch x)" 瀟湘館 🦔', chapters })
  const links = (await linksOn(id)).filter(byCalibre)
  const page = await (await world.get(`/works/${id}`)).text()
  expect(page.includes('This archive has no Calibre')).toBe(calibre() === undefined)
  expect(links).toHaveLength(calibre() ? 2 : 0)
  for (const link of links) {
    await opensAsItsType(link)
    const etag = (await world.get(link)).headers.get('etag') ?? ''
    expect((await world.get(link, null, { 'if-none-match': etag })).status).toBe(304)
  }
  if (!calibre()) expect((await world.get(`/downloads/${id}/x.mobi`)).status).toBe(422)
})

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
  for (const format of ['html', 'epub', 'txt', 'md', 'pdf'])
    expect((await world.get(`/downloads/${id}/x.${format}`)).status).toBe(200)
  const none = await (await world.get(`/downloads/${id}/x.html`)).text()
  expect(none).toContain('Half Out')
  expect(none).not.toMatch(/The (posted|secret) part/)
  expect((await world.get(`/works/${id}`)).status).toBe(200)
})
