import { afterAll, beforeAll, expect, test } from 'vitest'
import { judgeSkin } from '../../test/judge-skin.ts'
import { makeWorld, type World } from '../../test/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld('sample')
  for (const who of ['ana', 'ben']) await world.person(who)
  await world.person('mod', 'moderator')
})
afterAll(() => world.end())

async function offered(title: string, as = 'ana'): Promise<number> {
  const made = await world.post('/skins/new', { kind: 'site', title, css: 'p { color: red }' }, as)
  const id = Number(/skins\/(\d+)/.exec(made.headers.get('location') ?? '')?.[1])
  await world.post(`/skins/${id}`, { deed: 'offer' }, as)
  return id
}
const page = async (path: string, as: string | null) => (await world.get(path, as)).text()
const logged = async (id: number) =>
  (
    await world.pool.query(
      'select deed, reason, name from moderation_log join people on people.id = by_id where moderation_log.skin_id = $1 order by moderation_log.id',
      [id],
    )
  ).rows
const REASON = 'Because of the archive’s rules.'

test('letting a skin through and taking it back stand in the log, on its page and its maker’s, with who, when and why', async () => {
  const id = await offered('Harbour Light')
  expect((await judgeSkin(world, id, 'approve', 'mod')).headers.get('location')).toBe(
    `/admin/skins/${id}?done=approve`,
  )
  await judgeSkin(world, id, 'withdraw', 'mod')
  expect(await logged(id)).toEqual([
    { deed: 'approve-skin', reason: REASON, name: 'mod' },
    { deed: 'withdraw-skin', reason: REASON, name: 'mod' },
  ])
  for (const path of [`/admin/skins/${id}`, '/admin/decisions', '/admin/people/ana']) {
    const said = await page(path, 'mod')
    for (const words of [
      'a skin was let through',
      'a skin was taken back',
      '>mod<',
      REASON,
      'datetime="2026-11-22"',
    ])
      expect(said, `${path} says ${words}`).toContain(words)
    expect(said).toContain(`href="/admin/skins/${id}"`)
  }
})

test('its maker is mailed what was decided and why, and nobody else', async () => {
  const id = await offered('Quiet Moss')
  await judgeSkin(world, id, 'decline', 'mod')
  const mail = (await world.mails('ana@example.org')).at(-1)
  expect(mail).toMatchObject({ kind: 'skin-judged', subject: 'Your skin “Quiet Moss” stays yours alone' })
  expect(mail?.text).toContain(REASON)
  expect(mail?.text).toContain(`/skins/${id}`)
  expect(mail?.text).not.toMatch(/\bmod\b/)
  expect(await world.mails('mod@example.org')).toEqual([])
})

test('what is its maker’s alone again is not named to the moderators', async () => {
  const id = await offered('Known Before')
  await judgeSkin(world, id, 'decline', 'mod')
  await world.post(`/skins/${id}/edit`, { title: 'Private Words', css: 'p { color: blue }' }, 'ana')
  const said = await page(`/admin/skins/${id}`, 'mod')
  expect(said).toContain('a skin was not let through')
  expect(said).not.toContain('Private Words')
  expect((await world.get(`/skins/${id}`, 'mod')).status).toBe(404)
})

test('a moderator decides about what they looked at: a change in between is refused, and nothing is logged', async () => {
  const id = await offered('Shifting Sand')
  const before = await page(`/admin/skins/${id}`, 'mod')
  const seen = /name="seen" value="([0-9a-f]+)"/.exec(before)?.[1] ?? ''
  const about = 'Words that were not there'
  await world.post(`/skins/${id}/edit`, { title: 'Shifting Sand', about, css: 'p { color: red }' }, 'ana')
  const late = await world.post(`/admin/skins/${id}`, { deed: 'approve', seen }, 'mod')
  expect(late.status).toBe(422)
  expect(await logged(id)).toEqual([])
  expect(await page('/skins', null)).not.toContain('Shifting Sand')
  expect((await judgeSkin(world, id, 'approve', 'mod')).status).toBe(303)
})

test('of two moderators at once, one decides', async () => {
  await world.person('other_mod', 'moderator')
  const id = await offered('Twice Asked')
  const both = await Promise.all([
    judgeSkin(world, id, 'approve', 'mod'),
    judgeSkin(world, id, 'decline', 'other_mod'),
  ])
  expect(both.map((answer) => answer.status).sort()).toEqual([303, 422])
  expect(await logged(id)).toHaveLength(1)
})

test('what was decided stays when the skin or its maker goes', async () => {
  const id = await offered('Gone Soon', 'ben')
  await judgeSkin(world, id, 'decline', 'mod')
  await world.post(`/skins/${id}/confirm_delete`, {}, 'ben')
  const { rows } = await world.pool.query(
    "select deed, skin_id from moderation_log where person_id = (select id from people where name = 'ben')",
  )
  expect(rows).toEqual([{ deed: 'decline-skin', skin_id: null }])
  expect((await world.get(`/admin/skins/${id}`, 'mod')).status).toBe(404)
  expect((await world.get('/admin/decisions', 'mod')).status).toBe(200)
})
