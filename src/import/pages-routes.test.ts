import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { made, makePages, type Pages, usual } from '../../test/page-imports.ts'
import { routeCases } from '../../test/route-cases.ts'
import { aRecord, BASE_URL, NOW, type World } from '../../test/world.ts'
import { GUEST } from '../core/actor.ts'
import type { WorkId } from '../core/ids.ts'
import { bringWork, correctOrigin, postDraft } from '../works/index.ts'

let pages: Pages
let world: World
const at = { draft: 0, theirs: 0, posted: 0 }

const send: Pages['send'] = (...given) => pages.send(...given)
const here: Pages['here'] = (...paths) => pages.here(...paths)
beforeAll(async () => {
  pages = await makePages()
  world = pages.world
  const reader = await world.known('reader')
  at.draft = await world.work(reader, { title: 'Mine and Unposted' }, 'draft')
  at.theirs = await world.work(await world.known('writer'), { title: 'Theirs, Unposted' }, 'draft')
  const origin = { url: 'https://old.example/stories/7', archive: 'old.example' }
  at.posted = await world.work(reader, { title: 'From Elsewhere', origin })
})
afterAll(() => pages.end())

routeCases(
  () => world,
  [
    {
      case: 'GET importPages guest',
      path: '/works/import/pages',
      status: 303,
      leads: '/users/login?back=%2Fworks%2Fimport%2Fpages',
    },
    {
      case: 'GET importPages member',
      path: '/works/import/pages',
      status: 200,
      says: ['name="addresses"', 'name="language"', /name="detect"[^>]*checked/],
    },
    { case: 'GET importPages owner', path: '/works/import/pages', status: 200 },
    {
      case: 'POST importPages guest',
      path: '/works/import/pages',
      send: () => send({ ...usual, addresses: here('/lamp') }, { as: null }),
      status: 303,
      leads: '/users/login?back=%2Fworks%2Fimport%2Fpages',
    },
    {
      case: 'POST importPages member',
      path: '/works/import/pages',
      send: () =>
        send({ ...usual, language: '', addresses: 'http://kept.example/x', fandoms: 'Typed Fandom' }),
      status: 422,
      says: ['Choose the language they are written in.', 'http://kept.example/x', 'value="Typed Fandom"'],
    },
    {
      case: 'POST importPages member',
      path: '/works/import/pages',
      send: () => send({ ...usual, addresses: '' }),
      status: 422,
      says: ['Give an address, or choose a file.'],
    },
    {
      case: 'POST importPages member',
      path: '/works/import/pages',
      send: () => send({ ...usual, addresses: here('/lamp') }, { csrf: 'not-the-token' }),
      status: 422,
      says: ['too old'],
    },
    {
      case: 'POST importPages member',
      path: '/works/import/pages',
      send: () => send({ ...usual, addresses: 'http://10.0.0.1/\nhttp://169.254.169.254/latest' }),
      status: 422,
      says: [/10\.0\.0\.1\/ is not on the public web/, /169\.254\.169\.254\/latest is not on the public web/],
    },
    {
      case: 'POST importPages owner',
      path: '/works/import/pages',
      send: () => send({ ...usual, addresses: here('/other') }, { as: 'moderator' }),
      status: 303,
    },
    {
      case: 'GET original guest',
      path: '/works/original?url=https%3A%2F%2Fold.example%2Fstories%2F7',
      status: 303,
      leads: () => `/works/${at.posted}`,
    },
    { case: 'GET original guest', path: '/works/original?url=https%3A%2F%2Fold.example%2F8', status: 404 },
    { case: 'GET original guest', path: '/works/original', status: 404 },
    {
      case: 'GET original member',
      path: '/works/original?url=http%3A%2F%2Fold.example%2Fstories%2F7%23top',
      status: 303,
      leads: () => `/works/${at.posted}`,
    },
    { case: 'GET original owner', path: '/works/original?url=nothing', status: 404 },
    { case: 'POST postDraft guest', path: () => `/works/${at.draft}/post`, status: 404 },
    { case: 'POST postDraft guest', path: () => `/works/${at.posted}/post`, status: 403 },
    { case: 'POST postDraft member', path: () => `/works/${at.theirs}/post`, status: 404 },
    {
      case: 'POST postDraft member',
      path: () => `/works/${at.draft}/post`,
      status: 303,
      leads: () => `/works/${at.draft}?done=posted`,
    },
    { case: 'POST postDraft member', path: () => `/works/${at.draft}/post`, status: 303 },
    { case: 'POST postDraft owner', path: () => `/works/${at.theirs}/post`, status: 404 },
    { case: 'POST postDraft owner', path: '/works/none/post', status: 404 },
  ],
)

test('[I-001] a guest who asks for the form, or sends it, is asked to log in, and no page is fetched', async () => {
  const before = pages.server.asked.length
  expect((await send({ ...usual, addresses: here('/lamp') }, { as: null })).status).toBe(303)
  expect(pages.server.asked.length).toBe(before)
})

test('more pages within a minute than one person may have fetched wait, and what was typed is given back', async () => {
  const nowhere = (from: number): string =>
    Array.from({ length: 50 }, (_, at) => `http://10.0.0.1/${from + at}`).join('\n')
  const before = pages.server.asked.length
  for (const from of [0, 50])
    expect((await send({ ...usual, addresses: nowhere(from) }, { as: 'writer' })).status).toBe(422)
  const answer = await send({ ...usual, addresses: here('/lamp') }, { as: 'writer' })
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '60'])
  const page = await answer.text()
  expect(page).toContain(
    'At most 100 pages are fetched for one person within a minute. Send this again in 60 seconds.',
  )
  expect(page).toContain(here('/lamp'))
  expect(pages.server.asked.length).toBe(before)
  expect((await send({ ...usual, addresses: here('/lamp') })).status).not.toBe(429)
  const file = { files: { 'lamp.html': '<p>A lamp of my own, in a file.</p>' } }
  expect((await send({ ...usual, addresses: '' }, { as: 'writer', ...file })).status).not.toBe(429)
})

describe('[I-013] where a work came from', () => {
  const from = (url: string): string => `/works/original?url=${encodeURIComponent(url)}`

  test('is kept, leads to it, and is corrected by its writer or the owner of the archive alone', async () => {
    const [reader, writer] = [await world.known('reader'), await world.known('writer')]
    const owner = await world.known('moderator')
    const id = await made(await send({ ...usual, addresses: here('/b#part') }))
    const at = `${pages.server.url}/b`
    expect((await world.get(from(at), 'reader')).headers.get('location')).toBe(`/works/${id}`)
    await postDraft(world.db, reader, id, NOW)
    const moved = { url: 'https://new.example/b', archive: 'new.example' }
    expect(await correctOrigin(world.db, writer, id, moved)).toBe('not-yours')
    expect(await correctOrigin(world.db, GUEST, id, moved)).toBe('not-yours')
    expect(await correctOrigin(world.db, reader, id, moved)).toBe('corrected')
    expect((await world.get(from(at))).status).toBe(404)
    expect((await world.get(from(moved.url))).headers.get('location')).toBe(`/works/${id}`)
    const again = { url: 'https://new.example/c', archive: 'new.example' }
    expect(await correctOrigin(world.db, owner, id, again)).toBe('corrected')
    const taken = { url: 'https://old.example/stories/7', archive: 'old.example' }
    expect(await correctOrigin(world.db, reader, id, taken)).toBe('taken')
    expect(await correctOrigin(world.db, reader, 2147483647 as WorkId, taken)).toBe('no-such-work')
  })

  test('of a draft of somebody else is not told', async () => {
    const by = await world.known('writer')
    const origin = { url: 'https://secret.example/1', archive: 'secret.example' }
    const common = { by, statements: [], baseUrl: BASE_URL, now: NOW, asCreator: true }
    await bringWork(world.db, { record: aRecord({ origin }), standing: 'draft', ...common })
    expect((await world.get(from(origin.url), 'reader')).status).toBe(404)
  })
})
