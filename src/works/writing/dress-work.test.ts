import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { judgeSkin } from '../../../test/judge-skin.ts'
import { makeWorld, type World } from '../../../test/world.ts'
import type { WorkId } from '../../core/ids.ts'
import { skinFor } from '../index.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await world.person('keeper', 'owner')
  await world.person('ana')
  await world.person('ben')
})
afterAll(() => world.end())

const LEAST = {
  ...{
    title: 'Dressed',
    rating: 'General Audiences',
    warning: 'No Archive Warnings Apply',
    fandom: 'Nowhere',
  },
  ...{ language: 'en', body: 'Ten letters and a few more of them.', as: 'post' },
}
const post = (form: object, as = 'ana') =>
  world.post('/works/new', { ...LEAST, key: randomUUID(), ...form }, as)
const madeWork = async (form: object, as = 'ana'): Promise<WorkId> =>
  Number(/works\/(\d+)/.exec((await post(form, as)).headers.get('location') ?? '')?.[1]) as WorkId
const skin = async (title: string, css: string, as = 'ana'): Promise<string> => {
  const answer = await world.post('/skins/new', { kind: 'work', title, css }, as)
  return /skins\/(\d+)/.exec(answer.headers.get('location') ?? '')?.[1] ?? ''
}
const page = async (path: string, as: string | null = null, headers = {}) =>
  (await world.get(path, as, headers)).text()
const sheetOn = (html: string): string | undefined =>
  /<link rel="stylesheet" href="(\/skins\/[^"]+)"/.exec(html)?.[1]

test('[O-023] a work wears the skin its form names, in a box of its own; the form knows it again', async () => {
  const id = await skin('Letters', '.letter { color: red }')
  const work = await madeWork({ work_skin_id: id })
  const html = await page(`/works/${work}`)
  expect(html).toMatch(/<div class="skin-bounds"><div id="workskin"/)
  expect(await page(sheetOn(html) ?? '')).toBe('#workskin .letter{color:red}')
  expect(await page(`/works/${work}/edit`, 'ana')).toContain(`<option value="${id}" selected`)
  await world.post(`/works/${work}/edit`, { ...LEAST, work_skin_id: '' }, 'ana')
  expect(await page(`/works/${work}`)).not.toContain('skin-bounds')
  await world.post(`/works/${work}/edit`, { ...LEAST, work_skin_id: id }, 'ana')
  await world.post(`/works/${work}/edit_tags`, { ...LEAST, freeform: 'Fluff' }, 'ana')
  expect(sheetOn(await page(`/works/${work}`))).toBeDefined()
})

test('a preview wears what was chosen, and nothing is saved', async () => {
  const id = await skin('Previewed', 'p { color: blue }')
  const html = await (await post({ title: 'Only Looked At', work_skin_id: id, as: 'preview' })).text()
  expect(html).toContain('This is a preview.')
  expect(html).toContain('skin-bounds')
  expect(await page(sheetOn(html) ?? '')).toBe('#workskin p{color:blue}')
})

test('nobody gives a work the skin of another, or a site skin; what is gone is said, and what was typed stays', async () => {
  const theirs = await skin('Ben’s', 'p { top: 0 }', 'ben')
  const site = await world.post('/skins/new', { kind: 'site', title: 'Site', css: '' }, 'ana')
  const siteId = /skins\/(\d+)/.exec(site.headers.get('location') ?? '')?.[1] ?? ''
  for (const id of [theirs, siteId, '999999', 'x']) {
    const answer = await post({ work_skin_id: id })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('This work skin is no longer there')
  }
})

test('the reader turns it off by one click, and it stays off for that work; one who wants none has none', async () => {
  const id = await skin('Switched', 'p { top: 0 }')
  const [work, other] = [
    await madeWork({ work_skin_id: id }),
    await madeWork({ title: 'Other', work_skin_id: id }),
  ]
  const on = await page(`/works/${work}`)
  expect(on).toContain(`href="/works/${work}?style=disable"`)
  const off = await world.get(`/works/${work}?style=disable`)
  const cookie = (off.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const html = await off.text()
  expect(sheetOn(html)).toBeUndefined()
  expect(html).toContain('?style=creator')
  expect(sheetOn(await page(`/works/${work}`, null, { cookie }))).toBeUndefined()
  expect(sheetOn(await page(`/works/${other}`, null, { cookie }))).toBeDefined()
  await world.post('/users/ben/preferences', { hideWorkSkins: 'on', timeZone: 'UTC' }, 'ben')
  expect(sheetOn(await page(`/works/${work}`, 'ben'))).toBeUndefined()
  expect(sheetOn(await page(`/works/${work}?style=creator`, 'ben'))).toBeDefined()
})

test('[O-024] a skin that is deleted or taken back from everybody leaves works in the usual look', async () => {
  const id = await skin('For All', 'p { top: 0 }')
  await world.post(`/skins/${id}`, { deed: 'offer' }, 'ana')
  await judgeSkin(world, id, 'approve', 'keeper')
  const [hers, his] = [await madeWork({ work_skin_id: id }), await madeWork({ work_skin_id: id }, 'ben')]
  expect(sheetOn(await page(`/works/${his}`))).toBeDefined()
  await judgeSkin(world, id, 'withdraw', 'keeper')
  expect(sheetOn(await page(`/works/${his}`))).toBeUndefined()
  expect(sheetOn(await page(`/works/${hers}`))).toBeDefined()
  await world.post(`/skins/${id}/confirm_delete`, {}, 'ana')
  expect(sheetOn(await page(`/works/${hers}`))).toBeUndefined()
  expect((await world.get(`/works/${hers}`)).status).toBe(200)
})

test('a book has the skin without its pictures', async () => {
  const picture = `url(/images/${'a'.repeat(64)}.png)`
  const id = await skin('For Books', `p { color: red; background: ${picture} } i { background: ${picture} }`)
  const work = await madeWork({ work_skin_id: id })
  expect(await skinFor(world.db, work)).toBe('#workskin p{color:red}')
  expect(await skinFor(world.db, await madeWork({ title: 'Bare' }))).toBeUndefined()
})

test('a picture in a skin is seen by who sees a work in it, and only if its writer keeps it here', async () => {
  const hash = 'b'.repeat(64)
  const file = `${hash}.png`
  await world.files.put(file, new TextEncoder().encode('a lamp'), 'image/png')
  await world.pool.query("insert into image_files values ($1, 'image/png', 3, 2, '{}', false, 9)", [hash])
  const css = `p { background: url(/images/${file}) }`
  const [hers, his] = [await skin('Hers', css), await skin('His', css, 'ben')]
  await madeWork({ title: 'His', work_skin_id: his }, 'ben')
  const { id: ana } = await world.known('ana')
  await world.pool.query("insert into images values ($1, $2, 'x.png', '', now(), now())", [hash, ana])
  expect((await world.get(`/images/${file}`)).status).toBe(404)
  const work = await madeWork({ title: 'For Members', work_skin_id: hers, audience: 'members' })
  expect((await world.get(`/images/${file}`)).status).toBe(404)
  expect((await world.get(`/images/${file}`, 'ben')).status).toBe(200)
  await world.post(`/works/${work}/edit`, { ...LEAST, audience: 'public' }, 'ana')
  expect((await world.get(`/images/${file}`)).status).toBe(200)
})
