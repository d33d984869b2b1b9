import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assetHref } from '../../src/web/assets.ts'
import { idOf } from '../sample.ts'
import { makeWorld, type World } from '../world.ts'

let world: World
let work = 0
beforeAll(async () => {
  world = await makeWorld('sample')
  work = await idOf(world, 'The Umbrella Stand')
})
afterAll(() => world.end())

describe('[A-33] [A-37] nothing in an address is a fault of ours', () => {
  const many = (name: string, n: number): string =>
    Array.from({ length: n }, (_, at) => `${name}=t${at}`).join('&')
  const ASKED: readonly (readonly [string, string])[] = [
    ['a page number of a thousand million', 'page=1000000000'],
    ['a page number past all numbers', `page=${'9'.repeat(400)}`],
    ['a page before the first', 'page=-1'],
    ['page nought', 'page=0'],
    ['a page that is a word', 'page=last'],
    ['a range backwards', 'words=5000-1000'],
    ['a range past all numbers', `words=${'9'.repeat(300)}-`],
    ['a range of nine nines', 'words=999999999-999999999'],
    ['a range of nothing', 'words=-'],
    ['both fields backwards', 'words_from=9&words_to=1'],
    ['five hundred tags', many('tag', 500)],
    ['five hundred tags of any', many('any', 500)],
    ['five hundred tags of none', many('not', 500)],
    ['NUL', 'q=a%00b&tag=%00&language=%00&sort=%00'],
    ['a lone surrogate', 'q=%ED%A0%80&tag=%ED%B0%80'],
    ['broken UTF-8', 'q=%FF%FE&tag=%C3%28'],
    ['a broken escape', 'q=%&tag=%zz'],
    ['ten thousand brackets', `q=${'('.repeat(10_000)}`],
    ['ten thousand brackets both ways', `q=${'()'.repeat(5_000)}`],
    ['a quotation mark left open', 'q=%22half a phrase'],
    ['only operators', 'q=-+or+and+not+%7C+%26+!+-+-'],
    ['only marks', 'q=%21%40%23%24%25%5E%26*()%3B%3A%27%22'],
    [
      'a statement of the database',
      `q=${encodeURIComponent("'; drop table works; --")}&tag=${encodeURIComponent("' or 1=1 --")}`,
    ],
    ['a pattern', 'q=%25_%5C&tag=%25'],
    ['a hundred thousand letters', `q=${'word '.repeat(20_000)}`],
    ['one endless word', `q=${'w'.repeat(60_000)}`],
    ['marks upon marks', `q=${encodeURIComponent(`a${'\u0301'.repeat(3_000)}`)}`],
    [
      'the highest character and the marks we use inside',
      `q=${encodeURIComponent('\u{10FFFF}\uE000\u0001x\u0002')}`,
    ],
    ['a search from right to left', `q=${encodeURIComponent('\u202Eרחוב\u200F')}`],
    [
      'words of the language itself',
      'sort=__proto__&order=constructor&language=toString&complete=hasOwnProperty',
    ],
    ['a sort that is not', 'sort=price'],
    ['a language that is not', 'language=tlh'],
    [
      'everything at once',
      'q=lamp&tag=Fluff&any=Letters&not=Angst&language=en&complete=yes&words=1-100000&sort=relevance&order=asc&page=2',
    ],
    ['the same parameter twice', 'q=a&q=b&page=1&page=2&sort=title&sort=words'],
    ['an interface that is not', 'ui=%00%0d%0aset-cookie:x'],
  ]

  test.each(ASKED)('%s', async (_what, query) => {
    for (const path of [
      '/works',
      '/works/search',
      '/media',
      '/tags/Fluff/works',
      '/series/1',
      '/users/writer/works',
      '/',
    ]) {
      const answer = await world.get(`${path}?${query}`)
      expect(answer.status, path).toBe(200)
      expect(answer.headers.getSetCookie().join()).not.toContain('x=')
    }
    expect((await world.get(`/users/reader/library?${query}`, 'reader')).status).toBe(200)
    for (const path of [
      '/users/login',
      '/settings/reading',
      `/works/${work}`,
      `/works/${work}/navigate`,
      '/about',
    ]) {
      expect((await world.get(`${path}?${query}`)).status, path).toBe(200)
    }
  })

  const NAMES = [
    '%00',
    'a%00b',
    '%ED%A0%80',
    '%FF',
    '%',
    '%zz',
    '..',
    '%2e%2e',
    '.',
    '*s**s*',
    '*',
    '__proto__',
    'constructor',
    "'",
    '%27%20or%201=1',
    '%F0%9F%A6%94',
    'x'.repeat(5_000),
    '%0d%0aset-cookie:a=b',
    '(',
    '%5C',
    '1e9',
    '-1',
    '2147483648',
    '9'.repeat(40),
    'null',
    '%20',
    '\u202e',
  ]

  test.each(NAMES)('a name or number like %j', async (name) => {
    const paths = [
      '/tags/:x',
      '/tags/:x/works',
      '/users/:x',
      '/users/:x/works',
      '/users/:x/pseuds/:x',
      '/users/writer/pseuds/:x',
      '/users/writer/pseuds/:x/works',
      '/creators/:x',
      '/users/:x/library',
      '/works/:x',
      '/works/:x/navigate',
      '/works/:x/chapters/:x',
      `/works/${work}/chapters/:x`,
      '/series/:x',
      '/imports/:x',
      '/downloads/:x/:x',
      `/downloads/${work}/:x`,
      `/downloads/${work}/:x.epub`,
      '/assets/:x/:x',
      '/assets/:x/fonts/:x',
      '/:x',
      '/media?q=:x',
      '/media/:x/fandoms',
      '/media/:x/fandoms?letter=:x&page=:x',
      '/languages/:x/works',
      '/autocomplete/:x?term=:x',
      '/autocomplete/tag?term=:x&within=:x',
      '/tags/search?name=:x&fandoms=:x&kind=:x&status=:x&sort=:x&order=:x&page=:x',
      '/tags/search?name=:x&sort=uses',
      '/people/search?any=:x&name=:x&fandom=:x&page=:x',
    ]
    for (const path of paths) {
      for (const who of [null, 'reader']) {
        const answer = await world.get(path.replaceAll(':x', name), who)
        expect([200, 303, 404], `${path} as ${who}`).toContain(answer.status)
        expect(answer.headers.get('set-cookie') ?? '').not.toContain('a=b')
      }
    }
  })

  test('cookies and headers of nobody’s making', async () => {
    const cookies = [
      'palimpsest.session=x',
      'palimpsest.session=%00%FF.%%',
      'reading=a.b.c:d:e:::',
      'ui=%00; ui=__proto__',
      '=;;;=',
      'view_adult',
      `x=${'y'.repeat(50_000)}`,
      'palimpsest.',
      '%E0%A4%A',
    ]
    for (const cookie of cookies)
      expect((await world.get('/', null, { cookie })).status, cookie.slice(0, 40)).toBe(200)
    for (const language of ['*', 'xx;q=a', ';;;,,,', 'de;q=2', 'en-'.repeat(5_000), '__proto__']) {
      expect((await world.get('/', null, { 'accept-language': language })).status).toBe(200)
    }
    expect(
      (await world.get(assetHref('look.css'), null, { 'accept-encoding': 'br;q=x, ;;, *' })).status,
    ).toBe(200)
  })
})

test('the last page is shown where a later one was asked for, and it is said', async () => {
  const page = await (await world.get('/works?page=1000000000')).text()
  expect(page).toContain('There is no such page; this is the last one.')
  expect(page).toMatch(/<li id="work_\d+"/)
  expect(page).not.toContain('page=1000000001')
})

test('a range backwards is turned round', async () => {
  const there = await (await world.get('/works?words=1000-3000&sort=title')).text()
  const back = await (await world.get('/works?words=3000-1000&sort=title')).text()
  const entries = (page: string) => page.match(/id="work_\d+"/g)
  expect(entries(back)).toEqual(entries(there))
  expect(entries(there)?.length).toBeGreaterThan(0)
})
