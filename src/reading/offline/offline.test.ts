import { afterAll, beforeAll, expect, test } from 'vitest'
import { routeCases } from '../../../test/route-cases.ts'
import { makeWorld, type World } from '../../../test/world.ts'
import { assetVersion } from '../../web/assets.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld('sample')
})
afterAll(() => world.end())

routeCases(
  () => world,
  [
    {
      case: 'GET manifest guest',
      path: '/manifest.webmanifest',
      status: 200,
      says: ['"display":"standalone"'],
    },
    { case: 'GET manifest member', path: '/manifest.webmanifest', status: 200 },
    { case: 'GET manifest owner', path: '/manifest.webmanifest', status: 200 },
    { case: 'GET worker guest', path: '/worker.js', status: 200, says: ["addEventListener('fetch'"] },
    { case: 'GET worker member', path: '/worker.js', status: 200 },
    { case: 'GET worker owner', path: '/worker.js', status: 200 },
    { case: 'GET offline guest', path: '/offline', status: 200, says: ['Kept on this device'] },
    { case: 'GET offline member', path: '/offline', status: 200 },
    { case: 'GET offline owner', path: '/offline', status: 200 },
  ],
)

test('the manifest speaks the reader’s language, and every icon it names is there', async () => {
  const answer = await world.get('/manifest.webmanifest', null, { 'accept-language': 'ar' })
  expect(answer.headers.get('content-type')).toContain('application/manifest+json')
  const { dir, icons, start_url, shortcuts } = (await answer.json()) as {
    dir: string
    start_url: string
    icons: readonly { src: string; type: string }[]
    shortcuts: readonly { url: string }[]
  }
  expect([dir, start_url]).toEqual(['rtl', '/'])
  for (const { src, type } of icons) {
    const icon = await world.get(src)
    expect([icon.status, icon.headers.get('content-type')], src).toEqual([200, type])
  }
  for (const { url } of shortcuts) expect((await world.get(url)).status, url).toBe(200)
})

test('after an upgrade the worker is another one', async () => {
  const answer = await world.get('/worker.js')
  expect(await answer.text()).toContain(`const VERSION = '${assetVersion}'`)
  expect(answer.headers.get('cache-control')).toBe('no-cache')
  expect(answer.headers.get('content-security-policy')).toContain("worker-src 'self'")
})
