import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { plain } from '../../../test/sample.ts'
import { BASE_URL, makeWorld, NOW, type World } from '../../../test/world.ts'
import type { Member } from '../../core/actor.ts'
import { saveFilter } from './saved-filters.ts'

let world: World
let reader: Member
let writer: Member
beforeAll(async () => {
  world = await makeWorld('sample')
  reader = await world.known('reader')
  writer = await world.known('writer')
})
beforeEach(async () => {
  await world.pool.query('truncate saved_filters, hidden_tags, hidden_works, hidden_creators, mutes')
})
afterAll(() => world.end())

const save = (name: string, query: string) => saveFilter(world.db, reader, { name, query, usual: false }, NOW)
const page = async (path: string, who: string | null = 'reader'): Promise<string> =>
  (await world.get(path, who)).text()
const totalOn = (html: string): number =>
  Number((/([\d,]+) works?/.exec(plain(html.slice(html.indexOf('page-head'))))?.[1] ?? '0').replace(',', ''))
const listed = (html: string): string[] =>
  [...html.matchAll(/<h3>\s*<a href="\/works\?[^"]*">\s*<bdi>(.*?)<\/bdi>/g)].map(([, name = '']) =>
    plain(name),
  )
const lineOf = (html: string): string =>
  plain(/<ul class="reader-line".*?<\/ul>/s.exec(html)?.[0] ?? '')
    .replace(/\s+/g, ' ')
    .trim()

describe('a guest’s choices', () => {
  /** A browser: it keeps the cookies it is given. */
  const browser = () => {
    const jar = new Map<string, string>()
    const keep = (answer: Response): Response => {
      for (const cookie of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
        if (/Max-Age=0/.test(cookie)) jar.delete(name)
        else jar.set(name, value)
      }
      return answer
    }
    const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const get = async (path: string): Promise<string> =>
      keep(await world.get(path, null, { cookie: cookie() })).text()
    const post = async (path: string, form: Record<string, string>): Promise<Response> => {
      const csrf = /name="csrf" value="([^"]+)"/.exec(await get('/settings/reading'))?.[1] ?? ''
      const headers = { host: 'archive.test', origin: BASE_URL, cookie: cookie() }
      const body = new URLSearchParams({ csrf, ...form })
      return keep(await world.app.request(`${BASE_URL}${path}`, { method: 'POST', headers, body }))
    }
    return { jar, get, post }
  }

  test('stand in the browser alone, with the same pages', async () => {
    const at = browser()
    const all = totalOn(await at.get('/works'))
    expect(
      (
        await at.post('/settings/filters', {
          deed: 'save',
          name: 'No angst',
          query: 'not=Angst',
          usual: 'on',
          back: '/works',
        })
      ).status,
    ).toBe(303)
    expect((await at.post('/settings/hidden', { hide: '/tags/Fluff', back: '/works' })).status).toBe(303)
    expect(
      (await at.post('/settings/hidden', { hide: '/users/mrs_hudson_rents', back: '/works' })).status,
    ).toBe(303)
    const some = await at.get('/works')
    expect(totalOn(some)).toBeLessThan(all)
    expect(lineOf(some)).toMatch(
      /Your filter No angst takes out \d+ works?\. Lift it here ?What you hide takes out \d+ works?\./,
    )
    expect(totalOn(await at.get('/works?default=off&hidden=show'))).toBe(all)
    expect(totalOn(await page('/works', null))).toBe(all)
    expect(listed(await at.get('/settings/filters'))).toEqual(['No angst'])
    expect(await at.get('/settings/hidden')).toContain('mrs_hudson_rents')
    const { rows } = await world.pool.query('select from saved_filters')
    expect(rows).toEqual([])
    const key = /name="show" value="(account \d+)"/.exec(await at.get('/settings/hidden'))?.[1] ?? ''
    await at.post('/settings/hidden', { show: key, back: '/settings/hidden' })
    expect(await at.get('/settings/hidden')).not.toContain('mrs_hudson_rents')
  })

  test('are renamed and removed there, and the cookie goes with the last of them', async () => {
    const at = browser()
    await at.post('/settings/filters', { deed: 'save', name: 'a', query: 'tag=x' })
    await at.post('/settings/filters', { deed: 'save', name: 'b', query: 'tag=y' })
    expect((await at.post('/settings/filters', { deed: 'save', name: 'A', query: 'tag=z' })).status).toBe(422)
    expect((await at.post('/settings/filters', { deed: 'rename', id: '1', 'name-1': 'B' })).status).toBe(422)
    await at.post('/settings/filters', { deed: 'rename', id: '1', 'name-1': 'c' })
    await at.post('/settings/filters', { deed: 'apply', id: '2' })
    expect(listed(await at.get('/settings/filters'))).toEqual(['b', 'c'])
    await at.post('/settings/filters', { deed: 'lift' })
    for (const id of ['1', '2']) await at.post('/settings/filters', { deed: 'remove', id })
    expect(at.jar.has('choices')).toBe(false)
  })

  test('have a limit, which is said, and nothing that was there is lost at it', async () => {
    const at = browser()
    let answer: Response | undefined
    for (let n = 0; n < 20 && answer?.status !== 422; n++)
      answer = await at.post('/settings/filters', {
        deed: 'save',
        name: `f${n}`,
        query: `tag=${`${n}`.repeat(300)}`,
      })
    expect(answer?.status).toBe(422)
    expect(await answer?.text()).toContain('no more room')
    expect(listed(await at.get('/settings/filters')).length).toBeGreaterThan(3)
    for (const value of at.jar.values()) expect(value.length).toBeLessThan(3_600)
  })

  test.each([
    'x',
    'e30',
    '%00',
    Buffer.from('[1,2]').toString('base64url'),
    Buffer.from('{"t":[-1,1e99],"f":[[1,"","",9,0]]}').toString('base64url'),
    'A'.repeat(4_000),
  ])('that somebody made up do no harm: %#', async (value) => {
    for (const path of ['/works', '/settings/filters', '/settings/hidden'])
      expect((await world.get(path, null, { cookie: `choices=${value}` })).status).toBe(200)
  })

  test('cannot be used to learn what a guest may not see', async () => {
    const draft = await world.work(writer, { title: 'Qzdraft', additionalTags: ['Qzsecret'] }, 'draft')
    const { rows } = await world.pool.query("select id from tags where name = 'Qzsecret'")
    const { rows: people } = await world.pool.query('select id from people')
    const cookie = Buffer.from(
      JSON.stringify({ f: [], t: [rows[0].id], w: [draft], a: people.map(({ id }) => id), p: [] }),
    ).toString('base64url')
    const html = await (await world.get('/settings/hidden', null, { cookie: `choices=${cookie}` })).text()
    expect(html).not.toMatch(/Qzdraft|Qzsecret|moderator/)
    expect(html).toContain('Something you cannot see at present')
  })

  test('are offered to whoever logs in, and taken into the account without losing any', async () => {
    const at = browser()
    await save('No angst', 'not=Whump')
    await at.post('/settings/filters', { deed: 'save', name: 'No angst', query: 'not=Angst', usual: 'on' })
    await at.post('/settings/hidden', { hide: '/tags/Fluff' })
    await at.post('/settings/hidden', { hide: '/users/reader' })
    for (const part of (await world.cookie('reader')).split('; ')) {
      const [name = '', value = ''] = part.split('=')
      at.jar.set(name, value)
    }
    const html = await at.get('/works')
    expect(lineOf(html)).toContain('This browser keeps what you chose before you logged in')
    expect(lineOf(html)).not.toContain('Your filter')
    await at.post('/settings/filters', { deed: 'take' })
    expect(at.jar.has('choices')).toBe(false)
    expect(listed(await at.get('/users/reader/filters'))).toEqual(['No angst', 'No angst 2'])
    expect(lineOf(await at.get('/works'))).toMatch(/Your filter No angst 2 takes out/)
    const hidden = await at.get('/users/reader/hidden')
    expect(hidden).toContain('Fluff')
    expect(hidden).not.toContain('value="account')
  })
})
