import { afterAll, beforeAll, expect, test } from 'vitest'
import { routeCases } from '../../test/route-cases.ts'
import { idOf, plain } from '../../test/sample.ts'
import { BASE_URL, makeWorld, type World } from '../../test/world.ts'

let world: World
const at = { work: 0, members: 0, draft: 0 }

beforeAll(async () => {
  world = await makeWorld('sample')
  at.work = await idOf(world, 'The Lawyer’s Pomegranate')
  at.members = await idOf(world, 'A Very Small Safe')
  at.draft = await world.work(await world.known('writer'), { title: 'Not Yet' }, 'draft')
})
afterAll(() => world.end())

const page = async (path: string, as: string | null = null) => (await world.get(path, as)).text()
const share = (id = at.work) => `/works/${id}/share`
const hide = (name: string, hides: boolean) =>
  world.pool.query(
    `update people set preferences = preferences || jsonb_build_object('hideShareButtons', $2::boolean) where name = $1`,
    [name, hides],
  )
/** What stands in the box to copy, as it would be pasted. */
const snippet = async (id = at.work, as: string | null = null): Promise<string> => {
  const box = /<textarea[^>]*>([\s\S]*?)<\/textarea>/.exec(await page(share(id), as))?.[1] ?? ''
  const signs = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' } as const
  return box.replace(/&(?:lt|gt|quot|#39|amp);/g, (sign) => signs[sign as keyof typeof signs])
}

routeCases(
  () => world,
  [
    {
      case: 'GET share guest',
      path: () => share(),
      status: 200,
      says: ['noindex', 'HTML for your own pages'],
    },
    { case: 'GET share guest', path: () => share(at.members), status: 404 },
    { case: 'GET share guest', path: () => share(at.draft), status: 404 },
    { case: 'GET share guest', path: '/works/none/share', status: 404 },
    { case: 'GET share member', path: () => share(at.members), status: 200, says: ['for members'] },
    { case: 'GET share owner', path: () => share(at.draft), status: 404 },
    { case: 'GET share owner', path: () => share(), status: 200 },
  ],
)

test('[W-079] a guest finds title, words, names, fandom, rating and warnings, with whole addresses', async () => {
  const html = await snippet()
  expect(html).toContain(
    `<a href="${BASE_URL}/works/${at.work}"><strong>The Lawyer’s Pomegranate</strong></a> (1,546 words)`,
  )
  expect(plain(html.replaceAll(/<br ?\/?>/g, '\n')).split('\n')).toEqual([
    'The Lawyer’s Pomegranate (1,546 words) by asphodel and kore_kore',
    'Fandom: Greek Mythology',
    'Rating: Teen And Up Audiences',
    'Archive warning: No Archive Warnings Apply',
  ])
  expect(html.match(/href="(?!http:\/\/archive\.test\/)/g)).toBeNull()
})

test('[W-079] what is empty is left out, and what is typed stays text', async () => {
  const title = 'A <b>Bold</b> & “Quoted” Title'
  const writer = await world.known('writer')
  const id = await world.work(writer, { title, fandoms: [], warnings: [] })
  const html = await snippet(id)
  expect(html).not.toMatch(/Fandom|warning/)
  expect(html).toContain('A &lt;b&gt;Bold&lt;/b&gt; &amp; “Quoted” Title')
})

test('[W-079] it is gone once every creator has switched sharing off, not before', async () => {
  const link = `href="${share()}"`
  expect(await page(`/works/${at.work}`)).toContain(link)
  await hide('asphodel', true)
  expect((await world.get(share())).status).toBe(200)
  await hide('kore_kore', true)
  expect((await world.get(share())).status).toBe(404)
  expect((await world.get(share(), 'reader')).status).toBe(404)
  expect(await page(`/works/${at.work}`, 'reader')).not.toContain(link)
  await hide('asphodel', false)
  expect(await page(`/works/${at.work}`, 'reader')).toContain(link)
  await hide('kore_kore', false)
})

test('[W-079] who logs in from there comes to the work', async () => {
  expect(await page(share())).toContain(`/users/login?back=${encodeURIComponent(`/works/${at.work}`)}"`)
})

test('an anonymous work is signed by nobody, for its own maker too; and their wish does not give them away', async () => {
  const writer = await world.known('writer')
  const id = await world.work(writer, { title: 'Nobody’s Lamp' })
  await world.pool.query("update works set disclosure = 'anonymous' where id = $1", [id])
  for (const as of [null, 'writer']) {
    expect(await snippet(id, as)).toContain('by Anonymous')
    expect(await snippet(id, as)).not.toContain('writer')
  }
  await hide('writer', true)
  expect((await world.get(share(id))).status).toBe(200)
  await hide('writer', false)
})
