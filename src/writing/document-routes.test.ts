import { afterAll, beforeAll } from 'vitest'
import { sendDocuments } from '../../test/documents/sending.ts'
import { type Listening, listen } from '../../test/listen.ts'
import { routeCases } from '../../test/route-cases.ts'
import { makeWorld, type World } from '../../test/world.ts'

let world: World
let site: Listening
let own = ''
let owners = ''
beforeAll(async () => {
  world = await makeWorld('sample')
  site = await listen(world)
  own = (await sent('reader')()).headers.get('location') ?? ''
  owners = (await sent('moderator')()).headers.get('location') ?? ''
})
afterAll(async () => {
  await site.close()
  await world.end()
})

const sent =
  (as: string | null, files = { 'tide.txt': 'The sea lay still.' }) =>
  () =>
    sendDocuments(site, { world, as, files })

routeCases(
  () => world,
  [
    {
      case: 'GET documents guest',
      path: '/works/documents',
      status: 303,
      leads: '/users/login?back=%2Fworks%2Fdocuments',
    },
    {
      case: 'GET documents member',
      path: '/works/documents',
      status: 200,
      says: ['type="file"', 'tide.txt'],
    },
    { case: 'GET documents owner', path: '/works/documents', status: 200 },
    {
      case: 'POST documents guest',
      path: '/works/documents',
      send: sent(null),
      status: 303,
      leads: '/users/login?back=%2Fworks%2Fdocuments',
    },
    { case: 'POST documents member', path: '/works/documents', send: sent('reader'), status: 303 },
    {
      case: 'POST documents owner',
      path: '/works/documents',
      send: sent('moderator', { 'tide.txt': '' }),
      status: 422,
      says: ['There is no text in it.'],
    },
    { case: 'GET document guest', path: () => own, status: 303 },
    { case: 'GET document member', path: () => own, status: 200, says: ['The sea lay still.'] },
    // Not even the archive's owner sees what somebody has not posted.
    { case: 'GET document owner', path: () => own, status: 404 },
    { case: 'POST document guest', path: () => own, form: { deed: 'save' }, status: 303 },
    {
      case: 'POST document member',
      path: () => own,
      form: { deed: 'save' },
      status: 303,
      leads: () => `${own}?done=mended`,
    },
    { case: 'POST document member', path: () => own, form: { deed: 'burn 1' }, status: 422 },
    { case: 'POST document owner', path: () => own, form: { deed: 'save' }, status: 404 },
    { case: 'POST document owner', path: () => owners, form: { deed: 'save' }, status: 303 },
  ],
)
