import { afterAll, beforeAll, expect, test } from 'vitest'
import { routeCases } from '../../test/route-cases.ts'
import { plain } from '../../test/sample.ts'
import { makeWorld, type World } from '../../test/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld('sample')
})
afterAll(() => world.end())

const WISH = { name: 'The Lamplighters', about: 'Old stories.', rules: 'Be kind.\n\nBe brief.', privacy: '' }

routeCases(
  () => world,
  [
    { case: 'GET rules guest', path: '/rules', status: 200, says: ['Rules of this archive'] },
    { case: 'GET rules member', path: '/rules', status: 200, hides: ['/admin/archive'] },
    { case: 'GET rules owner', path: '/rules', status: 200, says: ['/admin/archive'] },
    { case: 'GET privacy guest', path: '/privacy', status: 200, says: ['What the program keeps'] },
    { case: 'GET privacy member', path: '/privacy', status: 200 },
    { case: 'GET privacy owner', path: '/privacy', status: 200 },
    { case: 'GET keepArchive guest', path: '/admin/archive', status: 404 },
    { case: 'GET keepArchive member', path: '/admin/archive', status: 404 },
    { case: 'GET keepArchive owner', path: '/admin/archive', status: 200, says: ['The Lamplighters'] },
    { case: 'POST keepArchive guest', path: '/admin/archive', form: WISH, status: 404 },
    { case: 'POST keepArchive member', path: '/admin/archive', form: WISH, status: 404 },
    {
      case: 'POST keepArchive owner',
      path: '/admin/archive',
      form: { ...WISH, name: ' ' },
      status: 422,
      says: ['The archive needs a name.', 'Be brief.'],
    },
    {
      case: 'POST keepArchive owner',
      path: '/admin/archive',
      form: WISH,
      status: 303,
      leads: '/admin/archive?done=saved',
    },
  ],
)

test('what the keepers write is read at once: plain words as paragraphs, markup cleaned, given back as typed', async () => {
  const rules = 'One <b>bold</b><script>alert(1)</script> word'
  const wish = { ...WISH, name: 'Lanterns', rules, privacy: 'Ask us.\nAt any hour.' }
  await world.post('/admin/archive', wish, 'moderator')
  const read = await (await world.get('/rules')).text()
  expect(read).toContain('One <b>bold</b> word')
  expect(read).toContain('Rules of this archive | Lanterns')
  expect(await (await world.get('/privacy')).text()).toContain('<p>Ask us.<br>At any hour.</p>')
  expect(plain(await (await world.get('/admin/archive', 'moderator')).text())).toContain(rules)
})

test('what is too long is given back whole', async () => {
  const answer = await world.post('/admin/archive', { ...WISH, rules: 'ö'.repeat(50_001) }, 'moderator')
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('ö'.repeat(50_001))
})

test('whoever may do something for the archive finds it in the menu and in the footer; nobody else does', async () => {
  const links = async (who: string | null) =>
    [...(await (await world.get('/rules', who)).text()).matchAll(/href="(\/admin[^"]*)"/g)].map(
      ([, to]) => to,
    )
  expect(await links('moderator')).toContain('/admin')
  for (const who of [null, 'reader']) expect(await links(who)).toEqual([])
  const all = await (await world.get('/admin', 'moderator')).text()
  for (const page of ['archive', 'joining', 'outbox', 'claims', 'decisions'])
    expect(all).toContain(`href="/admin/${page}"`)
})
