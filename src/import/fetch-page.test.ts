import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PageServer, servePages } from '../../test/page-server.ts'
import { type FetchRules, fetchPage } from './fetch-page.ts'
import { isPublic } from './public-address.ts'

let server: PageServer
let rules: FetchRules
beforeAll(async () => {
  const to = (location: string, status = 302) => ({ body: '', status, headers: { location } })
  server = await servePages({
    '/page': { body: 'words', type: 'text/html; charset="windows-1252"' },
    '/gzip': { body: gzipSync('packed words'), headers: { 'content-encoding': 'gzip' } },
    '/bomb': { body: gzipSync(Buffer.alloc(3_000_000)), headers: { 'content-encoding': 'gzip' } },
    '/long': { body: 'x'.repeat(2_000_000) },
    '/stalls': { body: 'a word and then', stalls: true },
    '/empty': { body: '' },
    '/to-metadata': to('http://169.254.169.254/latest/meta-data/'),
    '/to-decimal': to('http://2130706434/'),
    '/to-file': to('file:///etc/passwd'),
    '/to-login': to('http://user:secret@127.0.0.1/'),
    '/to-name': to('http://inside.test/'),
    '/round': to('/round'),
    '/1': to('/2', 301),
    '/2': to('/3', 303),
    '/3': to('/4', 307),
    '/4': to('/5', 308),
    '/5': to('/page'),
  })
  rules = { trusted: new Set(['127.0.0.1']), bytes: 1_000_000, resolve: async () => ['10.1.2.3'] }
})
afterAll(() => server.close())

const outcome = async (address: string, some: FetchRules = rules): Promise<string> => {
  const page = await fetchPage(address, some)
  return page.outcome === 'fetched' ? new TextDecoder().decode(page.bytes) : page.why
}

/** The ways a stranger has of saying "this machine" or "its neighbours". */
const INSIDE = [
  'http://127.0.0.1/',
  'http://127.1/',
  'http://127.0.0.2/',
  'http://2130706433/',
  'http://0x7f000001/',
  'http://0x7f.0.0.1/',
  'http://0177.0.0.1/',
  'http://017700000001/',
  'http://127.0.0.1./',
  'http://①②⑦.0.0.1/',
  'http://0/',
  'http://0.0.0.0/',
  'http://10.0.0.1/',
  'http://100.64.0.1/',
  'http://169.254.169.254/latest/meta-data/',
  'http://2852039166/',
  'http://0xa9fea9fe/',
  'http://[::ffff:a9fe:a9fe]/',
  'http://168.63.129.16/',
  'http://172.16.0.1/',
  'http://172.31.255.255/',
  'http://192.168.1.1/',
  'http://192.0.0.192/',
  'http://198.18.0.1/',
  'http://224.0.0.1/',
  'http://255.255.255.255/',
  'http://[::]/',
  'http://[::1]/',
  'http://[0:0:0:0:0:0:0:1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::127.0.0.1]/',
  'http://[64:ff9b::7f00:1]/',
  'http://[2002:7f00:1::]/',
  'http://[2001:0:7f00:1::]/',
  'http://[fe80::1]/',
  'http://[fc00::1]/',
  'http://[fd00:ec2::254]/',
  'http://[ff02::1]/',
]

describe('[A-23] a page a stranger names', () => {
  test.each(INSIDE)('is not fetched from inside: %s', async (address) => {
    const asked = server.asked.length
    expect(await outcome(address, {})).toBe('private')
    expect(server.asked.length).toBe(asked)
  })

  test.each([
    'file:///etc/passwd',
    'ftp://example.org/',
    'gopher://127.0.0.1:70/',
    'javascript:alert(1)',
    'data:text/html,hello',
    'http://user:secret@example.org/',
    'http://',
    'nothing',
    `http://example.org/${'x'.repeat(3_000)}`,
  ])('is an address of the web, without a password: %s', async (address) => {
    expect(await outcome(address, {})).toBe('not-an-address')
  })

  test.each(['http://93.184.215.14:22/', 'https://93.184.215.14:8443/', 'http://[2606:4700::1111]:6379/'])(
    'is not fetched from another port: %s',
    async (address) => expect(await outcome(address, {})).toBe('private'),
  )

  test('is not fetched by a name that leads inside, wholly or in part', async () => {
    for (const found of [['127.0.0.1'], ['93.184.215.14', '10.0.0.1'], ['::1'], []]) {
      expect(await outcome('http://name.test/', { resolve: async () => found })).toBe('private')
    }
  })

  test('is looked up once, and fetched from the address that was judged', async () => {
    const turns = [['127.0.0.1'], ['10.0.0.1']]
    let lookups = 0
    const resolve = async () => turns[lookups++] ?? []
    expect(await outcome(`http://name.test:${server.port}/page`, { ...rules, resolve })).toBe('words')
    expect(lookups).toBe(1)
  })

  test.each([
    ['/to-metadata', 'private'],
    ['/to-decimal', 'private'],
    ['/to-name', 'private'],
    ['/to-file', 'not-an-address'],
    ['/to-login', 'not-an-address'],
    ['/round', 'too-many-redirects'],
    ['/1', 'words'],
  ])('is judged anew at each address it leads to: %s is %s', async (path, expected) => {
    expect(await outcome(server.url + path)).toBe(expected)
  })

  test.each([
    ['/long', 'too-large'],
    ['/bomb', 'too-large'],
    ['/gzip', 'packed words'],
    ['/empty', 'empty'],
    ['/nowhere', 'not-there'],
  ])('has its limits: %s is %s', async (path, expected) => {
    expect(await outcome(server.url + path)).toBe(expected)
  })

  test('of a site that takes no calls, or has no name, could not be reached', async () => {
    expect(await outcome('http://127.0.0.1:1/')).toBe('unreachable')
    const resolve = async (): Promise<string[]> => {
      throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })
    }
    expect(await outcome('http://name.test/', { resolve })).toBe('unreachable')
  })

  test('that is not answered in time is given up, a name that is not found too', async () => {
    const resolve = () => new Promise<string[]>(() => undefined)
    expect(await outcome('http://name.test/', { resolve, milliseconds: 50 })).toBe('too-slow')
    expect(await outcome(`${server.url}/stalls`, { ...rules, milliseconds: 300 })).toBe('too-slow')
  })

  test('[I-016] of a refused site, or led to one, is refused', async () => {
    const refusedSites = [{ host: 'inside.test', reason: 'asked us not to' }]
    expect(await fetchPage('https://www.Inside.test./x', { refusedSites })).toMatchObject({
      why: 'refused-site',
      detail: 'asked us not to',
    })
    expect(await outcome(`${server.url}/to-name`, { ...rules, refusedSites })).toBe('refused-site')
    expect(await outcome('http://notinside.test/', { ...rules, refusedSites })).toBe('private')
  })

  test('says its encoding as the server declared it', async () => {
    expect(await fetchPage(`${server.url}/page`, rules)).toMatchObject({ charset: 'windows-1252' })
  })
})

test('what is public', () => {
  expect(['93.184.215.14', '1.1.1.1', '2606:4700:4700::1111'].filter(isPublic)).toHaveLength(3)
  expect(['', 'localhost', '127.0.0.1:80', '1.1.1'].filter(isPublic)).toEqual([])
})
