import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SAMPLE_PASSWORD } from '../../src/site/index.ts'
import { csrfToken } from '../../src/web/app-env.ts'
import { assetHref } from '../../src/web/assets.ts'
import { idOf } from '../sample.ts'
import { BASE_URL, makeWorld, type World } from '../world.ts'

let world: World
let work = 0
beforeAll(async () => {
  world = await makeWorld('sample')
  work = await idOf(world, 'The Umbrella Stand')
})
afterAll(() => world.end())

const send = async (
  path: string,
  body: URLSearchParams | string,
  as: string | null,
  headers: Record<string, string>,
): Promise<Response> =>
  world.app.request(`${BASE_URL}${path}`, {
    method: 'POST',
    body,
    headers: { host: 'archive.test', cookie: await world.cookie(as), ...headers },
  })

const tokenFor = async (as: string | null): Promise<string> =>
  /name="csrf" value="([^"]+)"/.exec(await (await world.get('/settings/reading', as)).text())?.[1] ?? ''

describe('a change that did not come from a form of ours is refused', () => {
  const DEEDS = [
    ['/users/login', { login: 'writer', password: SAMPLE_PASSWORD }],
    ['/users/logout', {}],
    ['/settings/reading', { theme: 'dark' }],
    ['/setup', { token: 'the-key' }],
    ['/no/such/page', {}],
  ] as const

  test.each(DEEDS)('%s: without a token, or with another session’s', async (path, fields) => {
    for (const csrf of [undefined, '', 'x', await tokenFor('writer')]) {
      const body = new URLSearchParams({ ...fields, ...(csrf === undefined ? {} : { csrf }) })
      const answer = await send(path, body, 'reader', { origin: BASE_URL })
      expect(answer.status).toBe(403)
      expect(answer.headers.getSetCookie()).toEqual([])
    }
  })

  test.each([
    ['another site', { origin: 'https://evil.example' }],
    ['another port of this machine', { origin: 'http://archive.test:8081' }],
    ['a name that begins like ours', { origin: 'http://archive.test.evil.example' }],
    ['a page without an address', { origin: 'null' }],
    ['no address at all', { origin: 'archive.test' }],
    ['another site, by the browser’s word', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbouring site, by the browser’s word', { origin: BASE_URL, 'sec-fetch-site': 'same-site' }],
  ])('from %s, even with the right token', async (_where, headers) => {
    for (const [path, fields] of DEEDS) {
      for (const as of [null, 'reader']) {
        const body = new URLSearchParams({ ...fields, csrf: await tokenFor(as) })
        const answer = await send(path, body, as, headers as Record<string, string>)
        expect(answer.status, path).toBe(403)
        expect(answer.headers.getSetCookie()).toEqual([])
      }
    }
  })

  test.each(['GET', 'HEAD'])('%s changes nothing', async (method) => {
    const cookie = await world.cookie('reader')
    for (const path of ['/users/logout', '/settings/reading?theme=dark']) {
      const answer = await world.app.request(`${BASE_URL}${path}`, { method, headers: { cookie } })
      expect(answer.headers.getSetCookie()).toEqual([])
    }
    expect(await (await world.get('/', 'reader')).text()).toContain('Log out')
  })

  test.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS'])('%s is not spoken here', async (method) => {
    const answer = await world.app.request(`${BASE_URL}/works/${work}`, {
      method,
      headers: { origin: 'https://evil.example' },
    })
    expect(answer.status).toBe(403)
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  })

  test('[A-15] the token is bound to the session, on https as well', () => {
    const at = (scheme: string) => ({ secret: 's', baseUrl: `${scheme}//archive.test` })
    const tokens = [
      csrfToken(at('http:'), 'palimpsest.session=a'),
      csrfToken(at('http:'), 'palimpsest.session=b'),
      csrfToken(at('https:'), '__Host-palimpsest.session=a2'),
      csrfToken(at('https:'), '__Host-palimpsest.session=b2'),
      csrfToken(at('https:'), undefined),
    ]
    expect(new Set(tokens).size).toBe(5)
    // A neighbouring host may set a cookie for us, but none of that name.
    expect(csrfToken(at('https:'), 'palimpsest.session=a')).toBe(tokens[4])
  })

  test('a form larger than any form is turned away', async () => {
    const body = new URLSearchParams({ csrf: await tokenFor(null), theme: 'x'.repeat(7 * 1024 * 1024) })
    expect((await send('/settings/reading', body, null, { origin: BASE_URL })).status).toBe(413)
  })
})

describe('every answer bears its guards', () => {
  const everything = (): [string, string, number][] => [
    ['a page', '/', 200],
    ['a page of a member', '/works', 200],
    ['a page that is not there', '/no/such/page', 404],
    ['a work that is not there', '/works/2147483647', 404],
    ['a redirect', '/users/reader/library', 303],
    ['a style sheet', assetHref('look.css'), 200],
    ['an asset that is not there', '/assets/x/y.css', 404],
    ['a download', `/downloads/${work}/x.html`, 200],
    ['the health', '/healthz', 200],
  ]

  test('pages, errors, redirects, assets and downloads', async () => {
    for (const [what, path, status] of everything()) {
      const { headers, status: given } = await world.get(path)
      expect(given, what).toBe(status)
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy, what).toContain("default-src 'none'")
      if (what !== 'a download') expect(policy, what).not.toMatch(/unsafe|\*|data:/)
      expect(headers.get('x-content-type-options'), what).toBe('nosniff')
      expect(headers.get('x-frame-options'), what).toBe('DENY')
      expect(headers.get('referrer-policy'), what).toBeTruthy()
      expect(headers.get('cache-control'), what).toBeTruthy()
    }
  })

  test('refusals, too large ones and faults of ours', async () => {
    const refused = await send('/users/login', 'x=1', null, { origin: 'https://evil.example' })
    const large = await send('/users/login', new URLSearchParams({ x: 'y'.repeat(7_000_000) }), null, {
      origin: BASE_URL,
    })
    const broken = await makeWorld('sample')
    await broken.get('/')
    await broken.pool.query('alter table works rename to gone')
    const fault = await broken.get('/works')
    const text = await fault.text()
    expect([refused.status, large.status, fault.status]).toEqual([403, 413, 500])
    expect(text).toContain('The archive made a mistake')
    expect(text).not.toMatch(/select|relation|gone"|\.ts:|at async/i)
    await broken.end()
    for (const { headers } of [refused, large, fault]) {
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    }
  })

  test('a page for one reader is kept by no cache for another', async () => {
    const guest = await world.get('/works')
    const member = await world.get('/works', 'reader')
    expect(guest.headers.get('cache-control')).toMatch(/private/)
    expect(member.headers.get('cache-control')).toMatch(/no-store/)
    expect(guest.headers.get('vary')).toMatch(/cookie/i)
    expect((await world.get(`/downloads/${work}/x.epub`)).headers.get('cache-control')).toMatch(/private/)
  })

  test('no page says what it runs on', async () => {
    const { headers } = await world.get('/')
    expect([headers.get('server'), headers.get('x-powered-by')]).toEqual([null, null])
  })

  test('HEAD answers as GET would, without the page', async () => {
    for (const [what, path, status] of everything()) {
      const answer = await world.app.request(`${BASE_URL}${path}`, { method: 'HEAD' })
      expect(answer.status, what).toBe(status)
      expect((await answer.arrayBuffer()).byteLength, what).toBe(0)
    }
  })
})

test('[A-35] no way back leads to another site', async () => {
  const backs = [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '\\/evil.example',
    '/%09/evil.example',
    '///evil.example',
    'javascript:alert(1)',
  ]
  for (const back of backs) {
    for (const [path, form] of [
      ['/settings/reading', { theme: 'dark' }],
      ['/users/login', { login: 'writer', password: SAMPLE_PASSWORD }],
    ] as const) {
      const answer = await world.post(path, { ...form, back })
      expect(answer.status).toBe(303)
      expect(new URL(answer.headers.get('location') ?? '', BASE_URL).origin, back).toBe(BASE_URL)
      const page = await (await world.get(`${path}?back=${encodeURIComponent(back)}`)).text()
      const main = page.slice(page.indexOf('<main'), page.indexOf('</main>'))
      for (const [, to = ''] of main.matchAll(/href="([^"]*)"/g))
        expect(new URL(to, BASE_URL).origin).toBe(BASE_URL)
    }
  }
})
