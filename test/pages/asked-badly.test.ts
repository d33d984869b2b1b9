import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Listening, listen } from '../listen.ts'
import { makeWorld, type World } from '../world.ts'

/** Issue 3, section 6: whatever is asked of a list, and however, there is an answer of a bounded size and never a 500. */

let world: World
let site: Listening

beforeAll(async () => {
  world = await makeWorld('sample')
  await world.catalogue.catchUp()
  site = await listen(world)
})
afterAll(async () => {
  await site.close()
  await world.end()
})

interface Answer {
  readonly status: number
  readonly bytes: number
  readonly text: string
}

/** As it stands: no client of ours puts the address right first. */
function ask(path: string, method = 'GET', headers: Record<string, string> = {}): Promise<Answer> {
  const { hostname, port } = new URL(site.url)
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, method, headers }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => {
        const body = Buffer.concat(parts)
        resolve({ status: answer.statusCode ?? 0, bytes: body.length, text: body.toString() })
      })
    })
    asked.on('error', reject)
    asked.end()
  })
}

const LISTS = [
  ...['/works', '/works/search', '/works.atom', '/api/v1/works', '/api/v1/tags', '/tags/search'],
  ...['/tags/search.atom', '/people/search', '/media', '/languages', '/languages/en/works'],
  ...['/tags/Letters/works', '/opds/v2/works', '/opds/v1.2/works', '/works?facet=freeform'],
  ...['/autocomplete/tag', '/autocomplete/fandom', '/autocomplete/pseud'],
]

const many = (count: number, of: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => of(at)).join('&')
const typed = encodeURIComponent

/** What a hostile, a hurried or a broken program asks. */
const QUERIES: readonly string[] = [
  ...[
    'page=1000000000',
    'page=-1',
    'page=99999999999999999999',
    'page=1e9',
    'page[]=3',
    'page=2&page=3',
    'page=%D9%A2',
  ],
  ...['words=5000-1000', 'words=>', 'words=NaN', 'words=Infinity', 'kudos=1..5', 'words_from=%00', 'hits=-0'],
  ...[
    'updated=2024-02-30',
    'updated=9999-99-99',
    'updated=0000-00-00..',
    'posted=..',
    'updated=last 0 days'.replaceAll(' ', '+'),
  ],
  ...[
    'sort=__proto__',
    'order=toString',
    'language=__proto__',
    'tag=__proto__',
    'facet=constructor',
    'single=x&single=yes',
  ],
  ...[
    'q=%00',
    'q=%ff%fe',
    'q=%E0%A4%A',
    'q=%',
    'tag=%',
    'tag=%ED%A0%80',
    'term=%E0',
    'name=%5C(&sort=uses',
    '&&&&=;=?',
  ],
  ...['(', ')', '"', '-(', '*', 'a*+', 'NOT ', "'"].map((sign) => `q=${typed(sign.repeat(1_500))}`),
  `q=${typed(Array.from({ length: 120 }, (_, at) => `w${at}*`).join(' OR '))}`,
  `q=${typed("'':* & !b | (c <-> d) \\' :A")}`,
  `title=${typed("'':* \\")}&creator=${typed("x':* %_\\")}`,
  many(500, (at) => `tag=t${at}`),
  many(500, (at) => `any=zq${at}`),
  many(500, (at) => `not=rating:Mature${at}`),
  many(700, (at) => `tag=t${at}`),
  `with=${typed(Array.from({ length: 600 }, (_, at) => `w${at}`).join(','))}`,
  `tag=${typed('𝕏🫖\u202e\u0301\ufeff\u200d'.repeat(20))}`,
  `tag=${typed(Array.from({ length: 3_000 }, (_, at) => 'abcdefghij'[at % 10]).join(' ')).replaceAll('%20', '+')}`,
  ...['tag', 'q', 'title', 'creator', 'name', 'any', 'term', 'facet_q', 'fandoms'].map(
    (name) => `${name}=${'a'.repeat(6_000)}`,
  ),
  ...[
    'facet=freeform&facet_page=999999999',
    'per_page=1000000',
    'per_page=-5',
    'after=garbage',
    'after=99999999999999.1',
  ],
  `term=a&${many(300, (at) => `within=f${at}`)}`,
]

test.each(LISTS)('[S-023] %s answers whatever is asked of it', async (list) => {
  for (const query of QUERIES) {
    const { status, bytes } = await ask(`${list}${list.includes('?') ? '&' : '?'}${query}`)
    expect(status, query.slice(0, 80)).toBeLessThan(500)
    expect(bytes, query.slice(0, 80)).toBeLessThan(1_500_000)
  }
})

const HEADERS: readonly Record<string, string>[] = [
  ...['*/*;q=0', 'application/json', 'image/*', 'garbage;;;,,,', 'a'.repeat(5_000)].map((accept) => ({
    accept,
  })),
  ...['bytes=0-10', 'bytes=999999-', 'garbage'].map((range) => ({ range })),
  ...['*', '"'.repeat(500)].map((tag) => ({ 'if-none-match': tag })),
  ...['xx,zz;q=9,*;q=-1', 'a'.repeat(3_000)].map((language) => ({ 'accept-language': language })),
  ...['br;q=0,gzip;q=0,identity;q=0', 'zstd'].map((encoding) => ({ 'accept-encoding': encoding })),
  ...['a=b; =; ;;; %%%=%%%', 'filters=%7B%22', 'hidden=%'].map((cookie) => ({ cookie })),
  ...[{ 'if-modified-since': 'garbage' }, { host: 'evil.example' }, { referer: 'javascript:1' }],
]

test.each(LISTS.filter((_, at) => at % 3 === 0))(
  '%s answers however it is asked, and a HEAD with nothing but its head',
  async (list) => {
    for (const headers of HEADERS) {
      const said = JSON.stringify(headers).slice(0, 80)
      expect((await ask(list, 'GET', headers)).status, said).toBeLessThan(500)
      const head = await ask(list, 'HEAD', headers)
      expect(head.status, said).toBeLessThan(500)
      expect(head.bytes, said).toBe(0)
    }
  },
)

test.each([
  ...[
    '/tags/%/works',
    '/tags/%E0%A4%A/works',
    '/tags/%00/works',
    '/tags/..%2F..%2Fetc/works',
    '/users/%/works',
  ],
  ...[
    '/series/99999999999999',
    '/series/-1',
    '/series/1e3',
    '/languages/%F0%9F%92/works',
    '/media/%/fandoms',
    '/creators/%',
  ],
  ...[`/tags/${'a'.repeat(5_000)}/works`, '/users/a/pseuds/%/works', '//works', '/works%00'],
])('%s is nowhere', async (path) => {
  expect((await ask(path)).status).toBe(404)
})

test('names that no tag has are told, the first with what is like them, and hundreds in one line', async () => {
  const { text } = await ask(`/works?tag=Lettres&${many(400, (at) => `any=zq${at}`)}`)
  expect(text).toContain('No tag here is called “Lettres”.')
  expect(text.match(/No tag here is called/g)).toHaveLength(10)
  expect(text).toMatch(/No tag is called any of these either: zq9, zq10, .*zq399</)
  // The fortieth can be taken off by itself, and those after it together.
  expect(text.match(/class="slip any"/g)).toHaveLength(41)
  const rest = /class="slip any" href="([^"]*)"[^>]*>(?:(?!<\/a>).)*360 more/s.exec(text)?.[1] ?? ''
  const left = new URL(rest.replaceAll('&amp;', '&'), site.url).searchParams
  expect(left.getAll('any')).toHaveLength(40)
  expect(left.getAll('tag')).toEqual(['Lettres'])
})
