import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { visitor } from '../../test/visitor.ts'
import { makeWorld, SAMPLE_PASSWORD, type World } from '../../test/world.ts'

let world: World
const at = { work: 0, copy: 0 }
beforeAll(async () => {
  world = await makeWorld('sample')
  const member = await world.person('put_off', 'member', ['Put Off Quill', 'Put Off Pen'])
  at.work = await world.work(member, { title: 'Before It', creators: ['put_off'] })
  at.copy = await world.work(member, { title: 'A Copy', creators: ['far_away'] }, 'kept')
  await world.person('cast_out')
  await world.person('mod', 'moderator')
  const suspend = { decision: 'suspend', reason: 'Spam', days: '3' }
  expect((await world.post('/admin/people/put_off', suspend, 'mod')).status).toBe(303)
})
afterAll(() => world.end())

describe('[A-31] who is suspended changes nothing that others read', () => {
  const own = '/users/put_off'
  const pen = `${own}/pseuds/Put Off Quill`
  test.each<[string, () => string, Record<string, string>]>([
    ['what a work allows', () => `/works/${at.work}/permissions`, { podfic: 'yes' }],
    ['what a pen name allows', () => `${pen}/permissions`, { podfic: 'yes' }],
    ['a new pen name', () => `${own}/pseuds/new`, { name: 'Another' }],
    ['a pen name', () => `${pen}/edit`, { name: 'Another', about: 'x' }],
    ['a pen name to be deleted', () => `${pen}/confirm_delete`, {}],
    ['a pen name to be shown again', () => `${pen}/link`, { deed: 'link' }],
    ['the profile', () => `${own}/profile/edit`, { title: 'x', text: 'x' }],
    ['the account’s name', () => `${own}/change_username`, { new_name: 'not_me', password: SAMPLE_PASSWORD }],
    ['a copy to be posted', () => `/works/${at.copy}/publication`, { way: 'creator' }],
    ['a claim', () => `/works/${at.work}/claim`, { profile: 'https://a.example/me', name: 'far_away' }],
    ['a draft to be posted', () => `/works/${at.work}/post`, {}],
  ])('%s', async (_what, path, form) => {
    const answer = await world.post(path(), form, 'put_off')
    expect(answer.status).toBe(403)
    expect(await answer.text()).toContain('Your account is suspended')
  })

  test('but may still take a pen name out of sight', async () => {
    const answer = await world.post(`${own}/pseuds/Put Off Pen/link`, { deed: 'unlink' }, 'put_off')
    expect(answer.status).toBe(303)
  })
})

test('[U-014] who is banned is told so after the right passphrase, and nobody else is told', async () => {
  await world.pool.query("update people set standing = 'banned' where name = 'cast_out'")
  const browser = visitor(world)
  const wrong = await browser.post('/users/login', { login: 'cast_out', password: 'not this one' })
  expect([wrong.status, (await wrong.text()).includes('banned')]).toEqual([422, false])
  const right = await browser.logIn('cast_out')
  expect([right.status, (await right.text()).includes('This account was banned')]).toEqual([403, true])
  expect([...browser.cookies.keys()].filter((name) => name.includes('session'))).toEqual([])
  const { rows } = await world.pool.query(
    "select from sessions join people on people.id = person_id where people.name = 'cast_out'",
  )
  expect(rows).toEqual([])
})
