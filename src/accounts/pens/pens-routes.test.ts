import { afterAll, beforeAll, expect, test } from 'vitest'
import { routeCases } from '../../../test/route-cases.ts'
import { makeWorld, type World } from '../../../test/world.ts'

/** Who may reach what, of pen names and their pictures. `writer` has pen names in the sample, `moderator` owns it. */
let world: World
let code = ''
beforeAll(async () => {
  world = await makeWorld('sample')
  for (const who of ['reader', 'moderator']) {
    for (const name of ['Gull', 'Goes Away', 'Goes Away Too', 'Kept Apart'])
      expect((await world.post(`/users/${who}/pseuds/new`, { name }, who)).status).toBe(303)
  }
  await world.post('/users/reader/pseuds/Kept Apart/link', { deed: 'unlink' }, 'reader')
  const { rows } = await world.pool.query<{ code: string }>('select code from pen_names where unlinked')
  code = rows[0]?.code ?? ''
})
afterAll(() => world.end())

const gull = { name: 'Gull', about: 'Of the sea.' }

routeCases(
  () => world,
  [
    {
      case: 'GET pseuds guest',
      path: '/users/reader/pseuds',
      status: 200,
      says: ['Gull'],
      hides: ['Kept Apart', 'pseuds/new'],
    },
    { case: 'GET pseuds guest', path: '/users/nobody_here/pseuds', status: 404 },
    {
      case: 'GET pseuds member',
      path: '/users/reader/pseuds',
      status: 200,
      says: ['Kept Apart', 'pseuds/new'],
    },
    { case: 'GET pseuds member', path: '/users/moderator/pseuds', status: 200, hides: ['pseuds/new'] },
    {
      case: 'GET pseuds owner',
      path: '/users/reader/pseuds',
      status: 200,
      hides: ['Kept Apart', 'pseuds/new'],
    },

    { case: 'GET newPseud guest', path: '/users/reader/pseuds/new', status: 303 },
    {
      case: 'GET newPseud member',
      path: '/users/reader/pseuds/new',
      status: 200,
      says: ['multipart/form-data'],
    },
    { case: 'GET newPseud member', path: '/users/moderator/pseuds/new', status: 404 },
    { case: 'GET newPseud owner', path: '/users/reader/pseuds/new', status: 404 },
    {
      case: 'POST newPseud guest',
      path: '/users/reader/pseuds/new',
      form: { name: 'New One' },
      status: 303,
      leads: '/users/login?back=%2Fusers%2Freader%2Fpseuds%2Fnew',
    },
    {
      case: 'POST newPseud member',
      path: '/users/reader/pseuds/new',
      form: { name: 'New One' },
      status: 303,
      leads: '/users/reader/pseuds?done=made',
    },
    {
      case: 'POST newPseud member',
      path: '/users/reader/pseuds/new',
      form: { name: 'New/One', about: 'typed before' },
      status: 422,
      says: ['New/One', 'typed before', 'aria-describedby'],
    },
    { case: 'POST newPseud member', path: '/users/reader/pseuds/new', form: {}, status: 422 },
    {
      case: 'POST newPseud member',
      path: '/users/moderator/pseuds/new',
      form: { name: 'New One' },
      status: 404,
    },
    {
      case: 'POST newPseud owner',
      path: '/users/moderator/pseuds/new',
      form: { name: 'New One' },
      status: 303,
    },

    { case: 'GET editPseud guest', path: '/users/reader/pseuds/Gull/edit', status: 303 },
    {
      case: 'GET editPseud member',
      path: '/users/reader/pseuds/Gull/edit',
      status: 200,
      says: ['value="Gull"'],
    },
    { case: 'GET editPseud member', path: '/users/reader/pseuds/None Such/edit', status: 404 },
    { case: 'GET editPseud owner', path: '/users/reader/pseuds/Gull/edit', status: 404 },
    { case: 'POST editPseud guest', path: '/users/reader/pseuds/Gull/edit', form: gull, status: 303 },
    {
      case: 'POST editPseud member',
      path: '/users/reader/pseuds/Gull/edit',
      form: gull,
      status: 303,
      leads: '/users/reader/pseuds?done=changed',
    },
    { case: 'POST editPseud member', path: '/users/moderator/pseuds/Gull/edit', form: gull, status: 404 },
    { case: 'POST editPseud owner', path: '/users/moderator/pseuds/Gull/edit', form: gull, status: 303 },

    { case: 'GET linkPseud guest', path: '/users/reader/pseuds/Gull/link', status: 303 },
    {
      case: 'GET linkPseud member',
      path: '/users/reader/pseuds/Gull/link',
      status: 200,
      says: ['value="unlink"'],
    },
    {
      case: 'GET linkPseud member',
      path: '/users/reader/pseuds/Kept Apart/link',
      status: 200,
      says: ['value="link"'],
    },
    {
      case: 'GET linkPseud member',
      path: '/users/reader/pseuds/reader/link',
      status: 200,
      hides: ['value="unlink"'],
    },
    { case: 'GET linkPseud owner', path: '/users/reader/pseuds/Gull/link', status: 404 },
    {
      case: 'POST linkPseud guest',
      path: '/users/reader/pseuds/Gull/link',
      form: { deed: 'unlink' },
      status: 303,
      leads: '/users/login?back=%2Fusers%2Freader%2Fpseuds%2FGull%2Flink',
    },
    {
      case: 'POST linkPseud member',
      path: '/users/reader/pseuds/reader/link',
      form: { deed: 'unlink' },
      status: 422,
    },
    {
      case: 'POST linkPseud member',
      path: '/users/moderator/pseuds/Gull/link',
      form: { deed: 'unlink' },
      status: 404,
    },
    {
      case: 'POST linkPseud owner',
      path: '/users/moderator/pseuds/Kept Apart/link',
      form: { deed: 'unlink' },
      status: 303,
      leads: '/users/moderator/pseuds?done=unlinked',
    },

    { case: 'GET deletePseud guest', path: '/users/reader/pseuds/Goes Away/confirm_delete', status: 303 },
    {
      case: 'GET deletePseud member',
      path: '/users/reader/pseuds/Goes Away/confirm_delete',
      status: 200,
      says: ['value="delete"'],
    },
    {
      case: 'GET deletePseud member',
      path: '/users/reader/pseuds/reader/confirm_delete',
      status: 200,
      hides: ['value="delete"'],
    },
    { case: 'GET deletePseud owner', path: '/users/reader/pseuds/Goes Away/confirm_delete', status: 404 },
    {
      case: 'POST deletePseud guest',
      path: '/users/reader/pseuds/Goes Away/confirm_delete',
      status: 303,
      leads: '/users/login?back=%2Fusers%2Freader%2Fpseuds%2FGoes%2520Away%2Fconfirm_delete',
    },
    { case: 'POST deletePseud member', path: '/users/reader/pseuds/reader/confirm_delete', status: 422 },
    {
      case: 'POST deletePseud member',
      path: '/users/moderator/pseuds/Goes Away/confirm_delete',
      status: 404,
    },
    {
      case: 'POST deletePseud member',
      path: '/users/reader/pseuds/Goes Away/confirm_delete',
      status: 303,
      leads: '/users/reader/pseuds?done=deleted',
    },
    { case: 'POST deletePseud owner', path: '/users/moderator/pseuds/Goes Away/confirm_delete', status: 303 },

    {
      case: 'GET pen guest',
      path: () => `/pens/${code}`,
      status: 200,
      says: ['Kept Apart'],
      hides: ['/users/reader', /(?<!e-)\breader\b/],
    },
    { case: 'GET pen guest', path: '/pens/nothing', status: 404 },
    {
      case: 'GET pen member',
      path: () => `/pens/${code}`,
      status: 200,
      says: ['/users/reader/pseuds/Kept%20Apart/edit'],
    },
    { case: 'GET pen owner', path: () => `/pens/${code}`, status: 200, hides: ['/users/reader'] },
    {
      case: 'GET penWorks guest',
      path: () => `/pens/${code}/works`,
      status: 200,
      says: ['Kept Apart'],
      hides: [/(?<!e-)\breader\b/],
    },
    { case: 'GET penWorks member', path: () => `/pens/${code}/works`, status: 200 },
    { case: 'GET penWorks owner', path: () => `/pens/${code}/works`, status: 200, hides: ['/users/reader'] },
    {
      case: 'GET penFeed guest',
      path: () => `/pens/${code}/works.atom`,
      status: 200,
      says: ['Kept Apart'],
      hides: [/(?<!e-)\breader\b/],
    },
    { case: 'GET penFeed guest', path: '/pens/nothing/works.atom', status: 404 },
    {
      case: 'GET penFeed member',
      path: () => `/pens/${code}/works.atom`,
      status: 200,
      hides: ['/users/reader'],
    },
    {
      case: 'GET penFeed owner',
      path: () => `/pens/${code}/works.atom`,
      status: 200,
      hides: ['/users/reader'],
    },

    { case: 'GET icon guest', path: `/icons/${'0'.repeat(64)}.webp`, status: 404 },
    { case: 'GET icon member', path: '/icons/passwd', status: 404 },
    { case: 'GET icon owner', path: '/icons/..%2Fx.webp', status: 404 },
  ],
)

test('asked for under the account, an unlinked pen name leads its own person to its page, and is not there for others', async () => {
  for (const path of ['', '/works']) {
    const own = await world.get(`/users/reader/pseuds/Kept Apart${path}`, 'reader')
    expect([own.status, own.headers.get('location')]).toEqual([303, `/pens/${code}`])
    for (const who of [null, 'writer', 'moderator'])
      expect((await world.get(`/users/reader/pseuds/Kept Apart${path}`, who)).status).toBe(404)
  }
  expect((await world.get('/users/reader/pseuds/Kept Apart/works.atom', 'reader')).status).toBe(404)
})
